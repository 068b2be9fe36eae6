import type { WaitingChange, WaitingRow } from "../../viewmodels/postRow";
import { IconView } from "../Icon/IconView";
import { MarkView } from "../Mark/MarkView";
import { useWords } from "../words";
import css from "./Waiting.module.css";

const soonMs = 1_200;

interface Props {
  row: WaitingRow;
  me: string;
  open: boolean; // the line
  now: number;
  takeBack: (id: string) => void;
  writeAgain: (id: string) => void;
}

// A post on its way, in its place: it says where it is, and can be taken back while that is true.
export function WaitingView({ row, me, open, now, takeBack, writeAgain }: Props) {
  const t = useWords();
  const state = row.tried ? t("post.unanswered") : t("post.waits");
  const quiet = open && !row.refusal && now - row.madeAt < soonMs;
  return (
    <div className={css.waiting}>
      <MarkView handle={me} />
      <div className={css.main}>
        <p className={css.words} dir="auto">{row.source}</p>
        {row.refusal ? (
          <p className={css.refused}>
            <span>{t("post.refused", { why: row.refusal })}</span>
            <button type="button" onClick={() => writeAgain(row.id)}>{t("post.writeAgain")}</button>
            <button type="button" onClick={() => takeBack(row.id)}>{t("post.discard")}</button>
          </p>
        ) : (
          <p className={css.state}>
            <IconView name="clock" />
            <span>{quiet || (open && !row.tried) ? t("post.sending") : state}</span>
            {!row.tried && <button type="button" onClick={() => writeAgain(row.id)}>{t("post.takeBack")}</button>}
          </p>
        )}
      </div>
    </div>
  );
}

export function WaitingChangeView({ waiting, takeBack }: { waiting: WaitingChange; takeBack: (id: string) => void }) {
  const t = useWords();
  const words = { editPost: "post.waitsEdit", deletePost: "post.waitsDelete", restorePost: "post.waitsRestore" }[waiting.what];
  return (
    <p className={waiting.refusal ? css.refused : css.state}>
      <span>{waiting.refusal ? t("post.refusedChange", { why: waiting.refusal }) : t(words)}</span>
      {(waiting.refusal || !waiting.tried) && (
        <button type="button" onClick={() => takeBack(waiting.id)}>{waiting.refusal ? t("post.discard") : t("post.takeBack")}</button>
      )}
    </p>
  );
}
