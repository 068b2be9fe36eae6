import { Deeds } from "../../viewmodels/chair/deeds";
import type { ThreadChairViewModel } from "../../viewmodels/chair/ThreadChairViewModel";
import { timeWords } from "../../viewmodels/times";
import { useSnapshot } from "../../viewmodels/use";
import { IconView } from "../Icon/IconView";
import { PersonLine } from "../Post/PersonLine";
import { PostBody } from "../Post/PostBody";
import { useSay } from "../Toast/say";
import { locale, useNow, useWords } from "../words";
import { usePerform } from "./useDeeds";
import css from "./Chair.module.css";

// Posts of this thread that wait for the chair, where they would come to stand.
export function HeldPosts({ vm }: { vm: ThreadChairViewModel }) {
  const t = useWords();
  const now = useNow();
  const say = useSay();
  const perform = usePerform(vm.session);
  const deeds = new Deeds(vm.chair, t("chair.undone"));
  const { held } = useSnapshot(vm);
  const approve = async (postId: string) => {
    const why = await perform(deeds.decide(postId, true, ""));
    if (why) say(why);
    void vm.readHeld();
  };
  if (held.length === 0) return null;
  return (
    <ul className={css.heldPosts}>
      {held.map((post) => (
        <li key={post.id} className={css.heldPost}>
          <p className={css.staffLabel}><IconView name="clock" />{post.cause === "wordRule" ? t("chair.heldRule") : t("chair.heldNewcomer", { count: post.postsOfAuthor })}</p>
          <p className={css.heldHead}><PersonLine person={post.author} /><time dateTime={new Date(post.at).toISOString()}>{timeWords(post.at, now, locale())}</time></p>
          <PostBody html={post.html} />
          <p className={css.buttons}>
            <button type="button" className={css.main} onClick={() => void approve(post.id)}>{t("chair.approve")}</button>
            <button type="button" className={css.quiet} onClick={() => vm.want({ is: "reject", postId: post.id })}>{t("chair.reject")}</button>
          </p>
        </li>
      ))}
    </ul>
  );
}
