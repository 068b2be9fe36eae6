import { useState } from "react";
import { Link } from "../../../views/Link";
import { GoneView, StateView } from "../../../views/States/StatesView";
import type { Topic } from "../../model/topics";
import { paths } from "../../viewmodels/router";
import { TrendsViewModel, weekMs, weeksOf, type Trends } from "../../viewmodels/TrendsViewModel";
import { usePlace, useSnapshot, useTold, useViewModel } from "../../viewmodels/use";
import { AskedView } from "../AskedView";
import { dayUtc, dayUtcLong } from "../dates";
import { locale, useWords } from "../words";
import { BarsView } from "./BarsView";
import { HeatView } from "./HeatView";
import page from "../Page.module.css";
import css from "./Trends.module.css";

const weeksShown = 26;
const termsShown = 40;

// What was counted, once a week and never again: all topics as a heat map, or one with its terms.
export default function TrendsView({ topic }: { topic: string }) {
  const { room } = usePlace();
  const t = useWords();
  const topics = useTold(room.topics);
  const vm = useViewModel(() => new TrendsViewModel(room, topic, weeksShown), [room, topic]);
  const { asked } = useSnapshot(vm);
  const found = topics.find((one) => one.id === topic);
  if (topic && !found) return <GoneView />;
  return (
    <>
      <header className={page.section}>
        {found && <p><Link to={paths.trends()}>{t("trends.all")}</Link></p>}
        <h1 className={page.title} dir="auto">{found ? t("trends.of", { topic: found.title }) : t("rooms.trends")}</h1>
        <p className={page.lead}>{t("trends.lead")}</p>
      </header>
      <AskedView asked={asked} again={vm.again}>
        {(trends) => trends.weeks.length === 0 ? <StateView under title={t("trends.empty")}><p>{trends.countedAt > 0 ? t("trends.emptyCounted", { count: trends.k, date: dayUtcLong(trends.countedAt, locale()) }) : t("trends.emptyWhy")}</p></StateView> : (
          <>
            <section className={page.section}>
              <h2 id="heat">{found ? t("trends.weeks") : t("trends.heat")}</h2>
              <CountedLine trends={trends} />
              {found ? <TopicBars topic={found} trends={trends} /> : <HeatView trends={trends} topics={topics} />}
            </section>
            {found && <RisingView topic={found} trends={trends} />}
            {found && <TermsView topic={found} trends={trends} />}
          </>
        )}
      </AskedView>
    </>
  );
}

function CountedLine({ trends }: { trends: Trends }) {
  const t = useWords();
  const weeks = weeksOf(trends);
  const from = dayUtc(weeks[0] ?? 0, locale());
  const until = dayUtc((weeks.at(-1) ?? 0) + weekMs - 1, locale());
  return <p className="small">{t("trends.counted", { from, until, date: dayUtcLong(trends.countedAt, locale()) })} {trends.k > 1 && t("trends.k", { count: trends.k })}</p>;
}

function TopicBars({ topic, trends }: { topic: Topic; trends: Trends }) {
  const t = useWords();
  const counts = new Map(trends.weeks.map((week) => [week.startsAt, week.count]));
  return <BarsView big label={t("trends.weeks")} weeks={weeksOf(trends)} counts={counts} open={(fromAt, untilAt) => paths.search({ topic: topic.id, fromAt, untilAt })} />;
}

function RisingView({ topic, trends }: { topic: Topic; trends: Trends }) {
  const t = useWords();
  const weeks = weeksOf(trends);
  const usual = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 });
  if (trends.rising.length === 0) return null;
  return (
    <section className={page.section}>
      <h2>{t("trends.rising")}</h2>
      <ul className={css.small}>
        {trends.rising.map(({ term, posts, usual: before }) => {
          const counts = new Map(trends.weeks.flatMap((week) => (week.terms.has(term) ? [[week.startsAt, week.terms.get(term)!] as const] : [])));
          return (
            <li key={term} className={css.term}>
              <h3 dir="auto"><Link to={paths.search({ words: term, topic: topic.id })}>{term}</Link></h3>
              <p>{t("trends.risingLine", { posts: t("trends.posts", { count: posts }), usual: usual.format(before) })}</p>
              <BarsView label={t("trends.termBars", { term })} weeks={weeks} counts={counts} open={(fromAt, untilAt) => paths.search({ words: term, topic: topic.id, fromAt, untilAt })} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

// The terms of one week, the commonest first.
function TermsView({ topic, trends }: { topic: Topic; trends: Trends }) {
  const t = useWords();
  const [chosen, setChosen] = useState(0);
  const week = trends.weeks.find((one) => one.startsAt === chosen) ?? trends.weeks.at(-1);
  if (!week) return null;
  const terms = [...week.terms].sort(([, a], [, b]) => b.posts - a.posts).slice(0, termsShown);
  return (
    <section className={page.section}>
      <div className={page.bar}>
        <h2 id="terms">{t("trends.terms")}</h2>
        <select aria-label={t("trends.week")} value={week.startsAt} onChange={(event) => setChosen(Number(event.target.value))}>
          {[...trends.weeks].reverse().map((one) => <option key={one.startsAt} value={one.startsAt}>{dayUtcLong(one.startsAt, locale())}</option>)}
        </select>
      </div>
      {terms.length === 0 ? <p className="small">{t("trends.noTerms")}</p> : (
        <ol className={css.terms}>
          {terms.map(([term, count]) => (
            <li key={term}>
              <Link to={paths.search({ words: term, topic: topic.id, fromAt: week.startsAt, untilAt: week.startsAt + weekMs })} dir="auto">{term}</Link>
              <span>{t("trends.posts", { count: count.posts })} · {t("trends.authors", { count: count.authors })}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
