import { useEffect, useRef } from "react";
import { ComposerViewModel } from "../../viewmodels/ComposerViewModel";
import type { PostRow } from "../../viewmodels/postRow";
import { useRoom, useViewModel } from "../../viewmodels/use";
import { ComposerView } from "../Composer/ComposerView";
import css from "./Thread.module.css";

export function EditView({ row, threadId, onDone }: { row: PostRow; threadId: string; onDone: () => void }) {
  const { session } = useRoom();
  const box = useRef<HTMLTextAreaElement>(null);
  const vm = useViewModel(
    () => new ComposerViewModel(session, { is: "edit", threadId, postId: row.id, source: row.source }, onDone),
    [session, row.id],
  );
  useEffect(() => box.current?.focus(), []);
  return (
    <div className={css.edit}>
      <ComposerView vm={vm} box={box} onCancel={onDone} />
    </div>
  );
}
