import { useEffect } from "react";
import { LoadingView } from "../../../views/States/StatesView";
import { LicenceState } from "../../../wire/gen/proto/gallery_pb";
import type { GetOwnReply, OwnLicence } from "../../../wire/gen/proto/subscriber_pb";
import { idOf } from "../../model/ids";
import { usePlace, useTold } from "../../viewmodels/use";
import { dateWords } from "../dates";
import { latenessOf, levelWords, meaning, rounding } from "../sentences";
import { locale, useWords } from "../words";
import page from "../Page.module.css";

const states: Record<LicenceState, string> = {
  [LicenceState.LICENCE_STATE_UNSPECIFIED]: "licence.stands",
  [LicenceState.LICENCE_TO_COME]: "licence.toCome",
  [LicenceState.LICENCE_STANDS]: "licence.stands",
  [LicenceState.LICENCE_OVER]: "licence.over",
};

// What the licence means, in sentences; what of it is used; and what nobody must promise.
export default function LicenceView() {
  const { room } = usePlace();
  const t = useWords();
  const own = useTold(room.own);
  useEffect(() => void room.lookAgain().catch(() => undefined), [room]);
  if (!own) return <LoadingView />;
  return (
    <>
      <header className={page.section}>
        <h1 className={page.title}>{t("rooms.licence")}</h1>
        <p className={page.lead}>{t("licence.lead", { company: own.company })}</p>
      </header>
      <BudgetsView own={own} />
      <section className={page.section} aria-labelledby="licences">
        <h2 id="licences">{t("licence.licences")}</h2>
        <div className={page.cards}>{own.licences.map((one, i) => <LicenceCard key={i} licence={one} k={own.k} />)}</div>
      </section>
      <TopicsMean k={own.k} />
      <section className={`${page.section} told`} aria-labelledby="honest">
        <h2 id="honest">{t("honest.title")}</h2>
        <p>{t("honest.what")}</p>
        <p>{t("honest.duty")}</p>
        <p>{t("honest.wording")}</p>
        <h3>{t("honest.notice")}</h3>
        <p lang="en" dir="ltr">{own.notice.join(" ")}</p>
      </section>
    </>
  );
}

function BudgetsView({ own }: { own: GetOwnReply }) {
  const t = useWords();
  return (
    <section className={page.section} aria-labelledby="today">
      <h2 id="today">{t("licence.today")}</h2>
      <Meter words={t("licence.reads", { used: own.readToday, count: own.readsMax })} used={own.readToday} most={own.readsMax} />
      {own.exportsMax > 0 ? <Meter words={t("licence.exports", { used: own.exportedToday, count: own.exportsMax })} used={own.exportedToday} most={own.exportsMax} /> : <p>{t("licence.noExports")}</p>}
      <p className="small">{t("licence.day")}</p>
    </section>
  );
}

function Meter({ words, used, most }: { words: string; used: number; most: number }) {
  if (most === 0) return null;
  return (
    <div className={page.meter}>
      <p>{words}</p>
      <meter aria-label={words} min={0} max={most} high={most * 0.9} value={Math.min(used, most)} />
    </div>
  );
}

function LicenceCard({ licence, k }: { licence: OwnLicence; k: number }) {
  const { room } = usePlace();
  const t = useWords();
  const topics = useTold(room.topics);
  const names = licence.topics.map((id) => topics.find((one) => one.id === idOf(id))?.title).filter((one) => one !== undefined);
  const from = dateWords(Number(licence.fromMs), locale());
  const hours = [0, 1, 24, 168][licence.embargo] ?? 0;
  return (
    <article className={page.card}>
      <div className={page.bar}>
        <h3>{levelWords(licence.level, t)}</h3>
        <span className={page.tag} data-good={licence.state === LicenceState.LICENCE_STANDS || undefined} data-warn={licence.state === LicenceState.LICENCE_OVER || undefined}>{t(states[licence.state])}</span>
      </div>
      <p>{licence.untilMs > 0n ? t("licence.fromUntil", { from, until: dateWords(Number(licence.untilMs), locale()) }) : t("licence.fromOn", { from })}</p>
      {names.length > 0 && <p dir="auto">{new Intl.ListFormat(locale(), { type: "conjunction" }).format(names)}</p>}
      <p>{latenessOf(licence.topics.length, hours, t)} {k > 1 && t("licence.k", { count: k })} {rounding(licence.roundingS, t)}</p>
      {licence.purpose && <p><strong>{t("licence.purpose")}</strong> <span dir="auto">{licence.purpose}</span></p>}
      <p className="small">{t("licence.seats", { count: licence.seats })}</p>
    </article>
  );
}

function TopicsMean({ k }: { k: number }) {
  const { room } = usePlace();
  const t = useWords();
  const topics = useTold(room.topics);
  return (
    <section className={page.section} aria-labelledby="means">
      <h2 id="means">{t("licence.means")}</h2>
      <ul className={page.cards}>
        {topics.map((topic) => (
          <li key={topic.id} className={page.card}>
            <h3 dir="auto">{topic.title}</h3>
            <p>{meaning(topic, k, t)} {rounding(topic.roundingS, t)} {topic.fromAt > 0 && t("licence.since", { date: dateWords(topic.fromAt, locale()) })}</p>
          </li>
        ))}
      </ul>
      <p>{t("licence.masked")}</p>
    </section>
  );
}
