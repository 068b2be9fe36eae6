import { useState } from "react";
import { newCommandId } from "../../model/bytes";
import { paths } from "../../viewmodels/router";
import { untilWords } from "../../viewmodels/spans";
import { AppealState, ReportOutcome, SanctionKind, StandingViewModel, type MyReport, type Sanction } from "../../viewmodels/StandingViewModel";
import { timeWords } from "../../viewmodels/times";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { DeedDialog } from "../Chair/DeedDialog";
import { usePerform } from "../Chair/useDeeds";
import { kindWords } from "../Desk/kinds";
import { IconView } from "../Icon/IconView";
import { Link } from "../Link";
import { FailedView, LoadingView } from "../States/StatesView";
import { useSay } from "../Toast/say";
import { locale, useNow, useWords } from "../words";
import css from "./Standing.module.css";

const wordsMax = 4_000;
const kinds: Partial<Record<SanctionKind, string>> = {
  [SanctionKind.SANCTION_WARNING]: "mine.warning",
  [SanctionKind.SANCTION_MUTE]: "mine.mute",
  [SanctionKind.SANCTION_SUSPENSION]: "mine.suspension",
  [SanctionKind.SANCTION_BAN]: "mine.ban",
};
const outcomes: Partial<Record<ReportOutcome, string>> = {
  [ReportOutcome.REPORT_AGREED]: "mine.agreed",
  [ReportOutcome.REPORT_DISAGREED]: "mine.disagreed",
  [ReportOutcome.REPORT_IGNORED]: "mine.ignored",
};

// What was done to me, why, until when, and my one answer to it; and what came of my reports.
export default function StandingView() {
  const t = useWords();
  const { session, router } = useRoom();
  const vm = useViewModel(() => new StandingViewModel(session), [session]);
  const { state, sanctions, reports } = useSnapshot(vm);
  const [appealing, setAppealing] = useState<Sanction | null>(null);
  if (state === "loading") return <LoadingView rows={2} />;
  if (state === "failed") return <FailedView retry={() => void vm.load()} />;
  return (
    <section className={css.page} aria-labelledby="standing-title">
      <button type="button" className={css.back} aria-label={t("thread.back", { place: t("topics.title") })} onClick={() => router.back(paths.home)}><IconView name="back" /></button>
      <h1 id="standing-title" className={css.title}>{t("standing.title")}</h1>
      <section aria-labelledby="sanctions-title" className={css.part}>
        <h2 id="sanctions-title">{t("mine.decisions")}</h2>
        {sanctions.length === 0 && <p className={css.soft}>{t("mine.none")}</p>}
        <ul className={css.list}>{sanctions.map((one) => <li key={one.id}><SanctionView sanction={one} vm={vm} onAppeal={() => setAppealing(one)} /></li>)}</ul>
      </section>
      <section aria-labelledby="reports-title" className={css.part}>
        <h2 id="reports-title">{t("mine.reports")}</h2>
        {reports.length === 0 && <p className={css.soft}>{t("mine.noReports")}</p>}
        <ul className={css.list}>{reports.map((one) => <li key={`${one.postId} ${one.atMs}`}><ReportLine report={one} /></li>)}</ul>
      </section>
      {appealing && <AppealDialog sanction={appealing} vm={vm} onClose={() => setAppealing(null)} />}
    </section>
  );
}

function SanctionView({ sanction, vm, onAppeal }: { sanction: Sanction; vm: StandingViewModel; onAppeal: () => void }) {
  const t = useWords();
  const say = useSay();
  const { session } = useRoom();
  const perform = usePerform(session);
  const now = useNow();
  const { kind, over, appeal } = sanction;
  const warning = kind === SanctionKind.SANCTION_WARNING;
  const endless = kind === SanctionKind.SANCTION_BAN ? "" : t("mine.untilLifted");
  const until = over ? t("mine.over") : warning ? "" : sanction.endsAtMs > 0n ? t("chair.until", { time: untilWords(Number(sanction.endsAtMs), now, locale()) }) : endless;
  const acknowledge = async () => {
    const why = await perform({ said: "mine.acknowledged", run: async () => { await vm.acknowledge(sanction.id); return null; } });
    if (why) say(why);
  };
  return (
    <div className={over ? css.over : css.now}>
      <p><strong>{t(kinds[kind] ?? "mine.warning")}</strong>{until && ` · ${until}`}</p>
      <p dir="auto">{sanction.reason}</p>
      <p className={css.soft}>{timeWords(Number(sanction.atMs), now, locale())}{sanction.postId !== "0" && <> · <Link to={`/posts/${sanction.postId}`}>{t("mine.thePost")}</Link></>}</p>
      {sanction.appealWords && <q className={css.quote} dir="auto">{sanction.appealWords}</q>}
      {appeal === AppealState.APPEAL_OPEN && <p>{t("mine.appealOpen")}</p>}
      {appeal === AppealState.APPEAL_GRANTED && <p dir="auto">{t("mine.appealGranted")} {sanction.appealAnswer}</p>}
      {appeal === AppealState.APPEAL_UPHELD && <p dir="auto">{t("mine.appealUpheld")} {sanction.appealAnswer}</p>}
      {!over && (
        <p className={css.buttons}>
          {warning && <button type="button" className={css.main} onClick={() => void acknowledge()}>{t("mine.acknowledge")}</button>}
          {appeal === AppealState.APPEAL_STATE_UNSPECIFIED && <button type="button" className={css.quiet} onClick={onAppeal}>{t("mine.appeal")}</button>}
        </p>
      )}
    </div>
  );
}

function ReportLine({ report }: { report: MyReport }) {
  const t = useWords();
  const now = useNow();
  return (
    <div>
      <p><strong>{t(kindWords(report.kind))}</strong> · <Link to={`/posts/${report.postId}`}>{t("mine.thePost")}</Link> <span className={css.soft}>{timeWords(Number(report.atMs), now, locale())}</span></p>
      <p>{t(outcomes[report.outcome] ?? "mine.waits")}</p>
      {report.answer && <p dir="auto">{report.answer}</p>}
    </div>
  );
}

function AppealDialog({ sanction, vm, onClose }: { sanction: Sanction; vm: StandingViewModel; onClose: () => void }) {
  const t = useWords();
  const { session } = useRoom();
  const perform = usePerform(session);
  const [words, setWords] = useState("");
  const [commandId] = useState(newCommandId);
  const deed = () => ({ said: "mine.appealed", run: async () => { await vm.appeal(sanction.id, words.trim(), commandId); return null; } });
  return (
    <DeedDialog title={t("mine.appealAsk")} confirm={t("mine.appealSend")} ready={!!words.trim()} deed={deed} perform={perform} onClose={onClose}>
      <p>{t("mine.appealSays")}</p>
      <textarea className={css.text} aria-label={t("mine.appealAsk")} dir="auto" rows={6} maxLength={wordsMax} value={words} onChange={(event) => setWords(event.target.value)} />
    </DeedDialog>
  );
}
