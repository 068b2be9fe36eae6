import { Deeds } from "../../viewmodels/chair/deeds";
import { outranksMe } from "../../viewmodels/chair/ranks";
import type { ThreadChairViewModel } from "../../viewmodels/chair/ThreadChairViewModel";
import type { PostRow } from "../../viewmodels/postRow";
import { useSnapshot } from "../../viewmodels/use";
import { MenuItem } from "../Menu/MenuView";
import { useSay } from "../Toast/say";
import { useWords } from "../words";
import { usePerform, whyNot } from "./useDeeds";
import css from "./Chair.module.css";

// The chair's part of a post's menu. On one's own post the chair's tools are not needed.
export function PostItems({ row, vm, close }: { row: PostRow; vm: ThreadChairViewModel; close: () => void }) {
  const t = useWords();
  const say = useSay();
  const perform = usePerform(vm.session);
  const { rules, covered } = useSnapshot(vm);
  const deeds = new Deeds(vm.chair, t("chair.undone"));
  if (rules.archived || rules.topicArchived) return null;
  const outranks = outranksMe(row.author, vm.session.store.state.me?.role);
  const stands = !row.deleted && !row.hidden;
  const item = (words: string, act: () => void, shown: boolean, danger = false) =>
    shown && <MenuItem danger={danger} onClick={() => { close(); act(); }}>{words}</MenuItem>;
  const now = async (why: Promise<string>) => {
    const words = await why;
    if (words) say(words);
  };
  const lift = async (): Promise<string> => {
    try {
      await vm.lift(row.id);
      return "";
    } catch (why) {
      return whyNot(vm.session, t, why);
    }
  };
  const removedByChair = row.deleted && !row.deletedBySelf;
  return (
    <>
      <hr className={css.rule} />
      {item(t("chair.look"), () => void now(lift()), !stands && vm.may("read_deleted") && !covered.has(row.id))}
      {item(t("chair.cover"), () => vm.lower(row.id), !stands && covered.has(row.id))}
      {item(t("chair.unhide"), () => void now(perform(deeds.hide(row.id, false, ""))), row.hidden && !outranks && vm.may("hide_post"))}
      {item(t("chair.putBack"), () => void now(perform(deeds.putBack(row.id, ""))), removedByChair && !outranks && vm.may("restore_any_post"))}
      {item(t("chair.note"), () => vm.want({ is: "note", postId: row.id }), vm.may("write_note"))}
      {item(t("chair.chooseThis"), () => vm.toggle(row.id), vm.may("split_thread"))}
      {item(t("chair.edit"), () => vm.want({ is: "edit", postId: row.id }), stands && !row.mine && !outranks && vm.may("edit_any_post"))}
      {item(t("chair.hide"), () => vm.want({ is: "hide", postId: row.id }), stands && !row.mine && !outranks && vm.may("hide_post"))}
      {item(t("chair.remove"), () => vm.want({ is: "remove", postId: row.id }), !row.deleted && !row.mine && !outranks && vm.may("delete_any_post"), true)}
    </>
  );
}
