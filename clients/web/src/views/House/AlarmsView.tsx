import { useRef } from "react";
import { AlarmKind, AlarmsViewModel, type Alarm } from "../../viewmodels/house/AlarmsViewModel";
import { paths } from "../../viewmodels/router";
import { fullTime, timeWords } from "../../viewmodels/times";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { usePerform } from "../Chair/useDeeds";
import { useRows } from "../Desk/useRows";
import { Link } from "../Link";
import { FailedView, LoadingView } from "../States/StatesView";
import { useSay } from "../Toast/say";
import { locale, useNow, useWords } from "../words";
import css from "../Desk/Desk.module.css";
import own from "./House.module.css";

const kinds: Record<AlarmKind, string> = {
  [AlarmKind.ALARM_KIND_UNSPECIFIED]: "house.alarm",
  [AlarmKind.ALARM_READS_SPENT]: "house.readsSpent",
  [AlarmKind.ALARM_SCRAPING]: "house.scraping",
  [AlarmKind.ALARM_SEAT_SHARED]: "house.seatShared",
  [AlarmKind.ALARM_EXPORTS_SPENT]: "house.exportsSpent",
};

// What was noticed of how companies listen. A list one can finish.
export function AlarmsView() {
  const t = useWords();
  const say = useSay();
  const { session } = useRoom();
  const vm = useViewModel(() => new AlarmsViewModel(session), [session]);
  const { state, alarms, more } = useSnapshot(vm);
  const perform = usePerform(session);
  const list = useRef<HTMLOListElement>(null);
  useRows(list);
  if (state === "loading") return <LoadingView kind="row" rows={3} />;
  if (state === "failed") return <FailedView retry={() => void vm.load()} />;
  const settle = async (number: string, resume: boolean) => {
    const why = await perform({ said: resume ? "house.settledResumed" : "house.settledSaid", run: async () => { await vm.house.ask("settleAlarm", { number, resume }); await vm.load(); return null; } });
    if (why) say(why);
  };
  return (
    <div className={css.page}>
      <p className={css.soft}>{t("house.noAlarmSays")}</p>
      {alarms.length === 0 && <p>{t("house.noAlarm")}</p>}
      <ol ref={list} className={own.cards}>
        {alarms.map((one) => <li key={one.number}><AlarmView alarm={one} settle={(resume) => void settle(one.number, resume)} /></li>)}
      </ol>
      {more && <button type="button" className={css.quiet} onClick={() => void vm.loadMore()}>{t("register.more")}</button>}
    </div>
  );
}

function AlarmView({ alarm, settle }: { alarm: Alarm; settle: (resume: boolean) => void }) {
  const t = useWords();
  const now = useNow();
  const at = Number(alarm.atMs);
  const settled = alarm.settledAtMs > 0n;
  return (
    <article className={own.card} data-row={alarm.number} data-over={settled || undefined} tabIndex={-1} aria-label={t(kinds[alarm.kind])}>
      <p><strong>{t(kinds[alarm.kind])}</strong> <Link to={paths.house("companies", alarm.companyId)} dir="auto">{alarm.company}</Link>{alarm.seat && <span dir="auto">, {alarm.seat}</span>}</p>
      <p className={css.facts}>
        <time dateTime={new Date(at).toISOString()} title={fullTime(at, locale())}>{timeWords(at, now, locale())}</time>
        <span>{t("house.measured", { measured: alarm.measured, allowed: alarm.allowed })}</span>
        {alarm.paused && <span>{t("house.itPaused")}</span>}
        {settled && <span>{t("house.settled")}</span>}
      </p>
      {!settled && (
        <p className={css.buttons}>
          <button type="button" className={css.quiet} onClick={() => settle(false)}>{t("house.settle")}</button>
          {alarm.paused && <button type="button" className={css.quiet} onClick={() => settle(true)}>{t("house.settleResume")}</button>}
        </p>
      )}
    </article>
  );
}
