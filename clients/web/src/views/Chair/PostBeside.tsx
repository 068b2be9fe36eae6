import { Deeds } from "../../viewmodels/chair/deeds";
import type { Note, ThreadChairViewModel } from "../../viewmodels/chair/ThreadChairViewModel";
import type { PostRow } from "../../viewmodels/postRow";
import { fullTime, timeWords } from "../../viewmodels/times";
import { useSnapshot } from "../../viewmodels/use";
import { IconView } from "../Icon/IconView";
import { PostBody } from "../Post/PostBody";
import { useSay } from "../Toast/say";
import { locale, useNow, useWords } from "../words";
import { usePerform } from "./useDeeds";
import css from "./Chair.module.css";

// What the chair alone sees of a post: its notes in the margin, the words under a cover, the mark of a choice.
export function PostBeside({ row, vm }: { row: PostRow; vm: ThreadChairViewModel }) {
  const t = useWords();
  const { choosing, chosen, notes, covered } = useSnapshot(vm);
  const words = row.hidden || row.deleted ? covered.get(row.id) : undefined;
  const mine = notes.filter((note) => note.postId === row.id);
  return (
    <>
      {choosing && (
        <label className={css.pick} data-chosen={chosen.includes(row.id) || undefined}>
          <input type="checkbox" checked={chosen.includes(row.id)} onChange={() => vm.toggle(row.id)} aria-label={t("chair.chooseOf", { handle: row.author.handle || t("post.erased"), n: row.position })} />
        </label>
      )}
      {words && (
        <div className={css.covered}>
          <p className={css.staffLabel}><IconView name="eye" />{t("chair.underCover")}{words.by && ` · ${t("chair.coveredBy", { handle: words.by })}`}</p>
          <PostBody html={words.html} />
          {words.reason && words.reason !== row.why && <p className={css.soft}>{t("post.why", { why: words.reason })}</p>}
        </div>
      )}
      {mine.length > 0 && <ul className={css.margin} data-chair="">{mine.map((note) => <li key={note.id}><NoteView note={note} vm={vm} /></li>)}</ul>}
    </>
  );
}

export function NoteView({ note, vm }: { note: Note; vm: ThreadChairViewModel }) {
  const t = useWords();
  const now = useNow();
  const say = useSay();
  const perform = usePerform(vm.session);
  const deeds = new Deeds(vm.chair, t("chair.undone"));
  const remove = async () => {
    const why = await perform(deeds.unnote(vm.threadId, note.id));
    if (why) say(why);
  };
  return (
    <div className={css.note}>
      <p className={css.staffLabel}>
        <IconView name="note" /><span className="unseen">{t("chair.staffOnly")}</span>
        <strong>{note.by.handle || t("post.erased")}</strong>
        <time dateTime={new Date(note.at).toISOString()} title={fullTime(note.at, locale())}>{timeWords(note.at, now, locale())}</time>
        {vm.may("write_note") && <button type="button" className={css.tiny} aria-label={t("chair.removeNote")} title={t("chair.removeNote")} onClick={() => void remove()}><IconView name="close" /></button>}
      </p>
      <PostBody html={note.html} />
    </div>
  );
}
