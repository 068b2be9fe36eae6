import { useRef, useState, type KeyboardEvent } from "react";
import { Link } from "../../../views/Link";
import { weekMs, type Count } from "../../viewmodels/TrendsViewModel";
import { dayUtc, dayUtcLong } from "../dates";
import { locale, useWords } from "../words";
import css from "./Trends.module.css";

const barRem = 4; // a young community's few weeks are bars, not walls

interface Props {
  label: string;
  weeks: readonly number[]; // Mondays
  counts: ReadonlyMap<number, Count>;
  open: (from: number, until: number) => string; // where that week's posts are found
  big?: boolean;
}

// Posts by week, each bar a way to what it counts. One stop of the keyboard for a plot; the arrows go along it.
// HTML rather than a canvas: bars are links, take the page's colours in both themes, and can be read aloud.
export function BarsView({ label, weeks, counts, open, big }: Props) {
  const t = useWords();
  const root = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const top = Math.max(1, ...[...counts.values()].map((one) => one.posts));
  const told = weeks.filter((week) => counts.has(week));
  const stop = at ?? told.at(-1);
  const said = (week: number) => {
    const count = counts.get(week);
    const date = dayUtcLong(week, locale());
    return count ? t("trends.bar", { posts: t("trends.posts", { count: count.posts }), authors: t("trends.authors", { count: count.authors }), date }) : t("trends.hole", { date });
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || stop === undefined) return;
    event.preventDefault();
    const next = told[Math.max(0, Math.min(told.length - 1, told.indexOf(stop) + step))];
    root.current?.querySelector<HTMLElement>(`[data-week="${next}"]`)?.focus();
  };
  return (
    <div className={`${css.plot} ${big ? css.big : ""}`} style={{ maxInlineSize: `max(9rem, ${weeks.length * barRem}rem)` }} onKeyDown={onKey}>
      <div className={css.axis} aria-hidden="true"><span>{t("trends.upTo", { count: top })}</span></div>
      <div ref={root} className={css.bars} role="group" aria-label={label}>
        {weeks.map((week) => {
          const count = counts.get(week);
          if (!count) return <span key={week} className={css.hole} title={said(week)}><i /></span>;
          return (
            <Link key={week} to={open(week, week + weekMs)} data-week={week} tabIndex={week === stop ? 0 : -1} aria-label={said(week)} title={said(week)} onFocus={() => setAt(week)}>
              <i style={{ height: `${(count.posts / top) * 100}%` }} />
            </Link>
          );
        })}
      </div>
      <div className={css.axis} aria-hidden="true"><span>{dayUtc(weeks[0] ?? 0, locale())}</span>{weeks.length > 1 && <span>{dayUtc(weeks.at(-1) ?? 0, locale())}</span>}</div>
    </div>
  );
}
