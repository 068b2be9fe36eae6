import { useState } from "react";
import { Deeds } from "../../viewmodels/chair/deeds";
import type { ThreadChairViewModel, ThreadWish } from "../../viewmodels/chair/ThreadChairViewModel";
import { paths } from "../../viewmodels/router";
import { useRoom, useSnapshot } from "../../viewmodels/use";
import { IconView } from "../Icon/IconView";
import { useKeys } from "../keys";
import { MenuItem, MenuView } from "../Menu/MenuView";
import { useSay } from "../Toast/say";
import { useWords } from "../words";
import { usePerform } from "./useDeeds";
import css from "./Chair.module.css";

// The chair's tools in a thread's header. Only what may be done now is there: the rest is not greyed, it is absent.
export function ThreadMenu({ vm, className }: { vm: ThreadChairViewModel; className?: string }) {
  const t = useWords();
  const say = useSay();
  const { router } = useRoom();
  const perform = usePerform(vm.session);
  const { rules, thread, choosing } = useSnapshot(vm);
  const [open, setOpen] = useState(false);
  const deeds = new Deeds(vm.chair, t("chair.undone"));
  useKeys({
    m: (event) => {
      event.preventDefault();
      setOpen(true);
    },
    Escape: () => choosing && vm.choose(false),
  });
  if (!thread || rules.movedTo) return null;
  const { id } = thread;
  const now = async (deed: ReturnType<Deeds["lock"]>) => {
    const why = await perform(deed);
    if (why) say(why);
  };
  const frozen = rules.archived || rules.topicArchived;
  return (
    <MenuView label={t("chair.tools")} className={className} open={open} onOpen={setOpen} button={<><IconView name="chair" /><span className={css.menuWord}>{t("chair.toolsShort")}</span></>}>
      {(close) => {
        const item = (words: string, act: () => void, shown: boolean) => shown && <MenuItem key={words} onClick={() => { close(); act(); }}>{words}</MenuItem>;
        const wish = (words: string, is: ThreadWish, shown: boolean) => item(words, () => vm.want({ is }), shown);
        const may = (action: Parameters<typeof vm.may>[0]) => vm.may(action) && !frozen;
        const { resolution, resolutionWords, pinEndsAtMs } = thread;
        return (
          <>
            {wish(t("chair.lock"), "lock", may("lock_thread") && !rules.locked)}
            {item(t("chair.unlock"), () => void now(deeds.lock(id, false, "")), may("lock_thread") && rules.locked)}
            {wish(t("chair.close"), "close", may("close_thread") && !rules.closed)}
            {item(t("chair.reopen"), () => void now(deeds.reopen(id, resolution, resolutionWords, "")), may("close_thread") && rules.closed)}
            {wish(t("chair.pin"), "pin", may("pin_thread") && !rules.pinned)}
            {item(t("chair.unpin"), () => void now(deeds.pin(id, false, 0, "", { endsAt: Number(pinEndsAtMs) })), may("pin_thread") && rules.pinned)}
            {wish(t("chair.slow"), "slow", may("set_slow_mode"))}
            {wish(t("chair.rename"), "rename", may("rename_thread"))}
            {wish(t("chair.move"), "move", may("move_thread"))}
            {item(t("chair.choose"), () => vm.choose(true), may("split_thread"))}
            {wish(t("chair.merge"), "merge", may("merge_threads"))}
            {item(t("chair.noteThread"), () => vm.want({ is: "note", postId: "0" }), vm.may("write_note"))}
            {wish(t("chair.keep"), "keep", vm.may("keep_thread") && rules.listened && !rules.kept)}
            {wish(t("chair.archive"), "archive", may("archive_thread"))}
            {item(t("chair.history"), () => router.go(paths.desk("thread", id)), vm.may("read_audit"))}
            {item(t("chair.unarchive"), () => void now(deeds.archive(id, false, "")), vm.may("archive_thread") && rules.archived)}
          </>
        );
      }}
    </MenuView>
  );
}
