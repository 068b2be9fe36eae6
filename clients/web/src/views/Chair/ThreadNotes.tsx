import type { ThreadChairViewModel } from "../../viewmodels/chair/ThreadChairViewModel";
import { useSnapshot } from "../../viewmodels/use";
import { useWords } from "../words";
import { NoteView } from "./PostBeside";
import css from "./Chair.module.css";

// The chair's notes on the thread as a whole, under its title.
export function ThreadNotes({ vm }: { vm: ThreadChairViewModel }) {
  const t = useWords();
  const notes = useSnapshot(vm).notes.filter((note) => note.postId === "0");
  if (notes.length === 0) return null;
  return (
    <aside className={css.threadNotes} aria-label={t("chair.staffOnly")}>
      <ul>{notes.map((note) => <li key={note.id}><NoteView note={note} vm={vm} /></li>)}</ul>
    </aside>
  );
}
