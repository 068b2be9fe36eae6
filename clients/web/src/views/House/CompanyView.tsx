import { useState } from "react";
import { CompanyViewModel, LicenceState, newLicence, wishOf, type Licence, type LicenceWish, type Seat, type SeatUse } from "../../viewmodels/house/CompanyViewModel";
import { dateWords, listWords } from "../../viewmodels/times";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { usePerform } from "../Chair/useDeeds";
import { embargoWords, levelWords } from "../Gallery/kinds";
import { FailedView, GoneView, LoadingView } from "../States/StatesView";
import { useSay } from "../Toast/say";
import { locale, useNow, useWords } from "../words";
import { CompanyDialog, EndDialog, SeatDialog, TokenDialog } from "./companyDialogs";
import { LicenceDialog } from "./LicenceDialog";
import css from "../Desk/Desk.module.css";
import own from "./House.module.css";

type Wish =
  | { is: "name" | "end" | "seat" }
  | { is: "licence"; licence: LicenceWish }
  | { is: "end licence"; licence: Licence }
  | { is: "end seat" | "new token"; seat: Seat }
  | { is: "token"; token: string };

const dayMs = 86_400_000;

// One company: its licences, its seats, and how much they heard.
export function CompanyView({ companyId }: { companyId: string }) {
  const t = useWords();
  const say = useSay();
  const { session } = useRoom();
  const vm = useViewModel(() => new CompanyViewModel(session, companyId), [session, companyId]);
  const { state, company, licences, seats, use, paused } = useSnapshot(vm);
  const perform = usePerform(session);
  const [wish, setWish] = useState<Wish | null>(null);
  if (state === "loading") return <LoadingView kind="row" rows={4} />;
  if (state === "failed") return <FailedView retry={() => void vm.load()} />;
  if (!company) return <GoneView />;
  const close = () => setWish(null);
  const reload = () => void vm.load();
  const given = { house: vm.house, session, onClose: close };
  const pause = async (seatId: string, now: boolean) => {
    const set = (to: boolean) => async () => { await vm.house.ask("pauseListening", { companyId, seatId, paused: to }); reload(); };
    const why = await perform({ said: now ? "house.pausedSaid" : "house.resumedSaid", run: async () => { await set(now)(); return { said: now ? "house.resumedSaid" : "house.pausedSaid", run: async () => { await set(!now)(); return null; } }; } });
    if (why) say(why);
  };
  return (
    <div className={css.page}>
      <div className={own.top}>
        <h2 className={own.name} dir="auto">{company.name}</h2>
        <p className={css.buttons}>
          {!company.ended && <button type="button" className={css.quiet} onClick={() => setWish({ is: "name" })}>{t("house.rename")}</button>}
          {!company.ended && <button type="button" className={css.quiet} onClick={() => void pause("0", !paused)}>{paused ? t("house.resume") : t("house.pause")}</button>}
          {!company.ended && <button type="button" className={css.quiet} onClick={() => setWish({ is: "end" })}>{t("house.end")}</button>}
        </p>
      </div>
      {company.ended && <p className={css.standing}>{t("house.ended")}</p>}
      {paused && <p className={css.standing}>{t("house.pausedAll")}</p>}
      <section className={own.part} aria-labelledby="licences-title">
        <div className={own.top}>
          <h3 id="licences-title">{t("house.licences")}</h3>
          {!company.ended && <button type="button" className={css.quiet} onClick={() => setWish({ is: "licence", licence: newLicence })}>{t("house.addLicence")}</button>}
        </div>
        {licences.length === 0 && <p className={css.soft}>{t("house.noLicence")}</p>}
        <ul className={own.cards}>
          {licences.map((one) => <li key={one.id}><LicenceView licence={one} titleOf={vm.titleOf} onEdit={() => setWish({ is: "licence", licence: wishOf(one) })} onEnd={() => setWish({ is: "end licence", licence: one })} /></li>)}
        </ul>
      </section>
      <section className={own.part} aria-labelledby="seats-title">
        <div className={own.top}>
          <h3 id="seats-title">{t("house.seats")} <span className={css.soft}>{t("house.seatsOf", { count: company.seats, most: company.seatsMax })}</span></h3>
          {!company.ended && company.seats < company.seatsMax && <button type="button" className={css.quiet} onClick={() => setWish({ is: "seat" })}>{t("house.addSeat")}</button>}
        </div>
        {seats.length === 0 && <p className={css.soft}>{t("house.noSeat")}</p>}
        <ul className={own.cards}>
          {seats.map((one) => (
            <li key={one.id}>
              <SeatView seat={one} use={use.filter((day) => day.seatId === one.id)} onToken={() => setWish({ is: "new token", seat: one })}
                onEnd={() => setWish({ is: "end seat", seat: one })} onPause={(now) => void pause(one.id, now)} />
            </li>
          ))}
        </ul>
      </section>
      {wish?.is === "name" && <CompanyDialog {...given} before={company} onDone={reload} />}
      {wish?.is === "seat" && <SeatDialog {...given} companyId={companyId} onDone={(token) => { reload(); setWish({ is: "token", token }); }} />}
      {wish?.is === "token" && <TokenDialog token={wish.token} onClose={close} />}
      {wish?.is === "licence" && <LicenceDialog vm={vm} before={wish.licence} onClose={close} onDone={reload} />}
      {wish?.is === "end" && (
        <EndDialog {...given} title={t("house.endAsk", { name: company.name })} says={t("house.endSays")} confirm={t("house.endDo")} said="house.endSaid"
          run={async () => { await vm.house.ask("endCompany", { companyId }); reload(); }} />
      )}
      {wish?.is === "end licence" && (
        <EndDialog {...given} title={t("house.endLicenceAsk")} says={t("house.endLicenceSays")} confirm={t("house.endDo")} said="house.endLicenceSaid"
          run={async () => { await vm.house.ask("endLicence", { licenceId: wish.licence.id }); reload(); }} />
      )}
      {wish?.is === "end seat" && (
        <EndDialog {...given} title={t("house.endSeatAsk", { name: wish.seat.name })} says={t("house.endSeatSays")} confirm={t("house.endDo")} said="house.endSeatSaid"
          run={async () => { await vm.house.ask("endSeat", { seatId: wish.seat.id }); reload(); }} />
      )}
      {wish?.is === "new token" && (
        <EndDialog {...given} title={t("house.tokenAsk", { name: wish.seat.name })} says={t("house.tokenSays")} confirm={t("house.newToken")} said="house.tokenSaid" danger={false}
          run={async () => { const { token } = await vm.house.ask("makeSeatToken", { seatId: wish.seat.id }); return () => setWish({ is: "token", token }); }} />
      )}
    </div>
  );
}

const states: Partial<Record<LicenceState, string>> = { [LicenceState.LICENCE_TO_COME]: "house.toCome", [LicenceState.LICENCE_OVER]: "house.over" };

function LicenceView({ licence, titleOf, onEdit, onEnd }: { licence: Licence; titleOf: (topicId: string) => string; onEdit: () => void; onEnd: () => void }) {
  const t = useWords();
  const now = useNow();
  const over = licence.state === LicenceState.LICENCE_OVER;
  const date = (at: bigint) => dateWords(Number(at), now, locale());
  const topics = licence.topics.map((one) => titleOf(one.topicId)).filter(Boolean);
  return (
    <article className={own.card} data-over={over || undefined}>
      <p><strong dir="auto">{listWords(topics, locale())}</strong> {t(levelWords(licence.level))}, {t(embargoWords(licence.embargo))}</p>
      <p dir="auto">{licence.purpose}</p>
      <p className={css.facts}>
        <span>{t(states[licence.state] ?? "house.stands")}</span>
        {licence.fromMs > 0n && <span>{t("gallery.from")} {date(licence.fromMs)}</span>}
        {licence.untilMs > 0n && <span>{t("gallery.until")} {date(licence.untilMs)}</span>}
        <span>{t("house.seatsCount", { count: licence.seats })}</span>
        <span>{licence.dailyReads > 0 ? t("house.readsADay", { count: licence.dailyReads }) : t("house.readsADay", { count: readsDefault })}</span>
        <span>{licence.dailyExports > 0 ? t("house.exportsADay", { count: licence.dailyExports }) : t("house.noExports")}</span>
      </p>
      {!over && <p className={css.buttons}><button type="button" className={css.quiet} onClick={onEdit}>{t("house.change")}</button><button type="button" className={css.quiet} onClick={onEnd}>{t("house.end")}</button></p>}
    </article>
  );
}

const readsDefault = 20_000;

interface SeatProps {
  seat: Seat;
  use: readonly SeatUse[];
  onToken: () => void;
  onEnd: () => void;
  onPause: (now: boolean) => void;
}

function SeatView({ seat, use, onToken, onEnd, onPause }: SeatProps) {
  const t = useWords();
  const now = useNow();
  const today = use.find((one) => one.day === Math.floor(now / dayMs));
  const paused = use[0]?.paused ?? false;
  const number = new Intl.NumberFormat(locale());
  return (
    <article className={own.card} data-over={seat.ended || undefined} aria-label={seat.name}>
      <p><strong dir="auto">{seat.name}</strong> <span className={css.soft}>{seat.mail}</span></p>
      <p className={css.facts}>
        {seat.ended && <span>{t("house.seatEnded")}</span>}
        {seat.keepsSeats && <span>{t("house.keepsSeats")}</span>}
        {paused && <span className={css.standing}>{t("house.pausedSeat")}</span>}
        {!seat.ended && <span>{today ? t("house.readToday", { count: today.read, most: today.readsMax }) : t("house.nothingToday")}</span>}
      </p>
      {use.length > 0 && (
        <details className={own.use}>
          <summary>{t("house.use")}</summary>
          <table>
            <thead><tr><th scope="col">{t("house.day")}</th><th scope="col">{t("house.read")}</th><th scope="col">{t("house.exported")}</th><th scope="col">{t("house.places")}</th></tr></thead>
            <tbody>
              {use.map((one) => (
                <tr key={one.day}><th scope="row">{dateWords(one.day * dayMs + dayMs / 2, now, locale())}</th><td>{number.format(one.read)}</td><td>{number.format(one.exported)}</td><td>{number.format(one.places)}</td></tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {!seat.ended && (
        <p className={css.buttons}>
          <button type="button" className={css.quiet} onClick={onToken}>{t("house.newToken")}</button>
          <button type="button" className={css.quiet} onClick={() => onPause(!paused)}>{paused ? t("house.resume") : t("house.pause")}</button>
          <button type="button" className={css.quiet} onClick={onEnd}>{t("house.end")}</button>
        </p>
      )}
    </article>
  );
}
