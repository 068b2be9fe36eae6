import { useLayoutEffect, useRef } from "react";
import { Link } from "../../../views/Link";
import type { Topic } from "../../model/topics";
import { paths } from "../../viewmodels/router";
import { weekMs, weeksOf, type Trends } from "../../viewmodels/TrendsViewModel";
import { dayUtc, dayUtcLong } from "../dates";
import { locale, useWords } from "../words";
import css from "./Trends.module.css";

const steps = 5;

// Posts by topic and week. Colour helps; the number is what one reads, and opens what it counts.
export function HeatView({ trends, topics }: { trends: Trends; topics: readonly Topic[] }) {
  const t = useWords();
  const weeks = weeksOf(trends);
  const top = Math.max(1, ...trends.weeks.map((week) => week.count.posts));
  const cells = new Map(trends.weeks.map((week) => [`${week.topic} ${week.startsAt}`, week.count]));
  const pane = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => void pane.current?.scrollTo({ left: pane.current.scrollWidth }), []); // the last weeks first
  return (
    <>
      <div ref={pane} className={css.scroll} tabIndex={0} role="region" aria-labelledby="heat">
        <table className={css.heat}>
          <thead>
            <tr>
              <th scope="col"><span className="unseen">{t("trends.topic")}</span></th>
              {weeks.map((week) => <th key={week} scope="col" aria-label={dayUtcLong(week, locale())}><span aria-hidden="true">{dayUtc(week, locale())}</span></th>)}
            </tr>
          </thead>
          <tbody>
            {topics.map((topic) => (
              <tr key={topic.id}>
                <th scope="row"><Link to={paths.trends(topic.id)} dir="auto">{topic.title}</Link></th>
                {weeks.map((week) => {
                  const count = cells.get(`${topic.id} ${week}`);
                  if (!count) return <td key={week}><span className={css.none} title={t("trends.hole", { date: dayUtcLong(week, locale()) })}>·</span></td>;
                  const said = t("trends.bar", { posts: t("trends.posts", { count: count.posts }), authors: t("trends.authors", { count: count.authors }), date: dayUtcLong(week, locale()) });
                  return (
                    <td key={week}>
                      <Link className={css.cell} data-heat={Math.max(1, Math.ceil((count.posts / top) * steps))} to={paths.search({ topic: topic.id, fromAt: week, untilAt: week + weekMs })} aria-label={`${topic.title}: ${said}`} title={said}>{count.posts}</Link>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={css.legend}>
        <span className={css.none} aria-hidden="true">·</span><span>{trends.k > 1 ? t("trends.under", { count: trends.k }) : t("trends.nothing")}</span>
        <span className={css.ramp}>
          {Array.from({ length: steps }, (_, i) => <span key={i} className={css.cell} data-heat={i + 1} aria-hidden="true" />)}
          <span>{t("trends.upTo", { count: top })}</span>
        </span>
      </p>
    </>
  );
}
