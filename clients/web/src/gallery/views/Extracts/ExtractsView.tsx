import { useState } from "react";
import { fullTime } from "../../../viewmodels/times";
import { StateView } from "../../../views/States/StatesView";
import { ExtractFormat, ExtractState, type Extract } from "../../../wire/gen/proto/subscriber_pb";
import { ExtractsViewModel, extractId, quotable, type Basket } from "../../viewmodels/ExtractsViewModel";
import { usePlace, useSnapshot, useTold, useViewModel } from "../../viewmodels/use";
import { AskedView } from "../AskedView";
import { dateWords } from "../dates";
import { sentenceOf } from "../refusal";
import { saveFile } from "../save";
import { useSay } from "../say";
import { locale, useWords } from "../words";
import { NoticesView } from "./NoticesView";
import page from "../Page.module.css";

const formats: readonly [ExtractFormat, string][] = [
  [ExtractFormat.EXTRACT_JSON, "extracts.json"],
  [ExtractFormat.EXTRACT_CSV, "extracts.csv"],
  [ExtractFormat.EXTRACT_PAGE, "extracts.page"],
];
const states: Record<ExtractState, string> = {
  [ExtractState.EXTRACT_STATE_UNSPECIFIED]: "extract.stands",
  [ExtractState.EXTRACT_STANDS]: "extract.stands",
  [ExtractState.EXTRACT_EDITED]: "extract.edited",
  [ExtractState.EXTRACT_WITHDRAWN]: "extract.withdrawn",
  [ExtractState.EXTRACT_ERASED]: "extract.erased",
  [ExtractState.EXTRACT_EXPIRED]: "extract.expired",
};
export const stateWords = (state: ExtractState): string => states[state];

// What was taken to be quoted: with what it rests on, and what became of it since.
export default function ExtractsView() {
  const { room } = usePlace();
  const t = useWords();
  const own = useTold(room.own);
  const vm = useViewModel(() => new ExtractsViewModel(room), [room]);
  const { asked } = useSnapshot(vm);
  const notices = useTold(room.notices);
  return (
    <>
      <header className={page.section}>
        <h1 className={page.title}>{t("rooms.extracts")}</h1>
        <p className={page.lead}>{t("extracts.lead")}</p>
        {own && own.exportsMax > 0 && <p className="small">{t("extracts.used", { used: own.exportedToday, count: own.exportsMax })}</p>}
      </header>
      <AskedView asked={asked} again={vm.again}>
        {(basket) => (
          <>
            <NoticesView key={notices} basket={basket} acknowledge={() => vm.acknowledge()} waiting={notices} again={vm.again} />
            {basket.extracts.length === 0
              ? <StateView under title={t("extracts.empty")}><p>{t(own && own.exportsMax === 0 ? "extracts.notLicensed" : "extracts.emptyWhy")}</p></StateView>
              : <ListView basket={basket} vm={vm} />}
          </>
        )}
      </AskedView>
    </>
  );
}

function ListView({ basket, vm }: { basket: Basket; vm: ExtractsViewModel }) {
  const t = useWords();
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const run = async (act: () => Promise<void>) => {
    setBusy(true);
    await act().catch((why: unknown) => say(sentenceOf(why, t)));
    setBusy(false);
  };
  const save = (format: ExtractFormat) => run(async () => {
    const { name, type, bytes } = await vm.export(format);
    saveFile(name, type, bytes);
  });
  return (
    <section className={page.section} aria-labelledby="taken">
      <div className={page.bar}>
        <h2 id="taken">{t("extracts.taken")}</h2>
        {formats.map(([format, words]) => <button key={format} type="button" className="plain" disabled={busy} onClick={() => void save(format)}>{t(words)}</button>)}
      </div>
      <div className={page.cards}>{basket.extracts.map((one) => <ExtractCard key={extractId(one.id)} extract={one} />)}</div>
      {basket.more && <p><button type="button" className="plain" disabled={busy} onClick={() => void run(() => vm.readMore())}>{t("feed.older")}</button></p>}
    </section>
  );
}

// Until when it may be quoted, and for what.
function TermsView({ extract }: { extract: Extract }) {
  const t = useWords();
  return <>{extract.untilMs > 0n ? t("extract.until", { date: dateWords(Number(extract.untilMs), locale()) }) : t("extract.untilWithdrawn")} {extract.scope}</>;
}

function ExtractCard({ extract }: { extract: Extract }) {
  const t = useWords();
  const stands = quotable(extract);
  return (
    <article className={page.card}>
      <div className={page.bar}>
        <h3>{t("extract.number", { number: Number(extract.number) })}</h3>
        <span className={page.tag} data-good={extract.state === ExtractState.EXTRACT_STANDS || undefined} data-warn={!stands || undefined}>{t(stateWords(extract.state))}</span>
      </div>
      <p className="small" dir="auto">{[extract.topic, extract.pseudonym, extract.label, extract.writtenAtMs > 0n && fullTime(Number(extract.writtenAtMs), locale())].filter(Boolean).join(" · ")}</p>
      {stands && <p className={page.quote} dir="auto">{extract.text}</p>}
      <p className="small">
        {t("extract.takenAt", { when: fullTime(Number(extract.takenAtMs), locale()) })} {stands && <TermsView extract={extract} />}
      </p>
    </article>
  );
}
