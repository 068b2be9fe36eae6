import { useState, type ReactNode } from "react";
import { fullTime, timeWords } from "../../../viewmodels/times";
import { Link } from "../../../views/Link";
import type { Entry } from "../../model/entry";
import { paths } from "../../viewmodels/router";
import { mayTake, taken, takeExtract } from "../../viewmodels/take";
import { usePlace, useTold } from "../../viewmodels/use";
import { sentenceOf } from "../refusal";
import { useSay } from "../say";
import { locale, useWords } from "../words";
import { marked } from "./marked";
import css from "./Entry.module.css";

interface Props {
  entry: Entry;
  now: number;
  answers?: Entry | null;
  seek?: string; // words to be marked
  lit?: boolean;
  focusable?: boolean;
  position?: number;
  of?: number;
  children?: ReactNode;
}

// One thing that was said, by a name that is the company's own for its author, as it stands now.
export function EntryView({ entry, now, answers, seek = "", lit, focusable, position, of, children }: Props) {
  const t = useWords();
  const by = `by-${entry.id}`;
  const gone = entry.is === "withdrawn" || entry.is === "erased"; // nothing is told of it any more, nor when it was written
  return (
    <article data-post={entry.id} data-marked={lit || undefined} tabIndex={focusable ? 0 : -1} className={css.entry} aria-labelledby={by} aria-posinset={position} aria-setsize={of}>
      {children}
      <div className={css.head}>
        <span id={by} className={css.who} dir="auto">{gone ? t("entry.somebody") : entry.pseudonym}</span>
        {!gone && entry.label && <span className={css.label} dir="auto">{entry.label}</span>}
        {entry.writtenAt > 0 && (
          <Link className={css.time} to={paths.post(entry.topic, entry.thread, entry.id)} title={fullTime(entry.writtenAt, locale())}>
            <time dateTime={new Date(entry.writtenAt).toISOString()}>{timeWords(entry.writtenAt, now, locale())}</time>
          </Link>
        )}
      </div>
      {answers && !gone && <Answered entry={answers} />}
      <Words entry={entry} seek={seek} />
      {entry.is === "stands" && <Foot entry={entry} />}
    </article>
  );
}

function Answered({ entry }: { entry: Entry }) {
  const t = useWords();
  if (entry.is !== "stands") return <span className={css.answers}>{t("entry.answersGone")}</span>;
  return <span className={css.answers} dir="auto">{t("entry.answers", { who: entry.pseudonym, words: entry.text.slice(0, 120) })}</span>;
}

function Words({ entry, seek }: { entry: Entry; seek: string }) {
  const t = useWords();
  if (entry.is === "waits") return <p className={css.gone}>{t("entry.waits")}</p>;
  if (entry.is === "withdrawn") return <p className={css.gone}>{t("entry.withdrawn")}</p>;
  if (entry.is === "erased") return <p className={css.gone}>{t("entry.erased")}</p>;
  return <p className={css.text} dir="auto">{seek ? marked(entry.text, seek).map((part, i) => (part.is ? <mark key={i}>{part.text}</mark> : part.text)) : entry.text}</p>;
}

function Foot({ entry }: { entry: Entry }) {
  const { room } = usePlace();
  const t = useWords();
  const say = useSay();
  const [busy, setBusy] = useState(false);
  useTold(room.own);
  const number = useTold(taken).get(entry.id);
  const take = async () => {
    setBusy(true);
    try {
      const got = await takeExtract(room, entry);
      say(t("entry.takenSaid", { number: got }));
      room.lookAgain().catch(() => undefined);
    } catch (why) {
      room.met(why);
      say(sentenceOf(why, t));
    }
    setBusy(false);
  };
  if (!entry.edited && !mayTake(room)) return null;
  return (
    <div className={css.foot}>
      {entry.edited && <span>{t("entry.edited")}</span>}
      {mayTake(room) && (number === undefined
        ? <button type="button" className="quiet" data-take="" disabled={busy} onClick={() => void take()}>{t("entry.take")}</button>
        : <Link to={paths.extracts}>{t("entry.taken", { number })}</Link>)}
    </div>
  );
}
