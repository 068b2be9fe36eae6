import { hears, type Listener } from "../../viewmodels/gallery/audience";
import { dateWords, fullTime } from "../../viewmodels/times";
import { locale, useNow, useWords } from "../words";
import { embargoWords, levelWords } from "./kinds";
import css from "./Gallery.module.css";

// Who listens, at which level, how late, since when, and what for.
export function ListenersList({ listeners }: { listeners: readonly Listener[] }) {
  const t = useWords();
  const now = useNow();
  const date = (at: bigint) => <time dateTime={new Date(Number(at)).toISOString()} title={fullTime(Number(at), locale())}>{dateWords(Number(at), now, locale())}</time>;
  return (
    <ul className={css.listeners}>
      {listeners.map((one, i) => (
        <li key={i}>
          <p><strong dir="auto">{one.company}</strong> {t(levelWords(one.level))}, {t(embargoWords(one.embargo))}</p>
          <p dir="auto">{one.purpose}</p>
          <p className={css.soft}>
            {t(hears(one, now) ? "gallery.since" : "gallery.from")} {date(one.sinceMs)}{one.untilMs > 0n && <>, {t("gallery.until")} {date(one.untilMs)}</>}
          </p>
        </li>
      ))}
    </ul>
  );
}
