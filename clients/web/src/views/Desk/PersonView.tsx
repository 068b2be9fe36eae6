import { useMemo, useState } from "react";
import { can, type Action } from "../../model/rights";
import { Deeds } from "../../viewmodels/chair/deeds";
import { isBelowMe } from "../../viewmodels/chair/ranks";
import { PersonViewModel, type SanctionRow } from "../../viewmodels/chair/PersonViewModel";
import { paths } from "../../viewmodels/router";
import { untilWords } from "../../viewmodels/spans";
import { fullTime, timeWords } from "../../viewmodels/times";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { usePerform } from "../Chair/useDeeds";
import { Link } from "../Link";
import { MarkView } from "../Mark/MarkView";
import { PersonLine } from "../Post/PersonLine";
import { FailedView, GoneView, LoadingView } from "../States/StatesView";
import { locale, useNow, useWords } from "../words";
import { EntryView } from "./EntryView";
import { HistoryLine } from "./HistoryLine";
import { AppealDialog, ApproveDialog, LiftDialog, ModeratorDialog, SanctionDialog, TrustDialog, type SanctionWish } from "./personDialogs";
import css from "./Desk.module.css";

type Wish = { is: "sanction"; kind: SanctionWish } | { is: "lift" | "appeal"; row: SanctionRow } | { is: "trust" | "approve" | "moderator" };

const sanctions: readonly { kind: SanctionWish; words: string; may: Action }[] = [
  { kind: "warning", words: "desk.warn", may: "warn_member" },
  { kind: "mute", words: "desk.mute", may: "mute_member" },
  { kind: "suspension", words: "desk.suspend", may: "suspend_member" },
  { kind: "ban", words: "desk.ban", may: "ban_member" },
];
export const kindWords = { warning: "desk.kindWarning", mute: "desk.kindMute", suspension: "desk.kindSuspension", ban: "desk.kindBan" } as const;

export function PersonView({ memberId }: { memberId: string }) {
  const t = useWords();
  const { session } = useRoom();
  const vm = useViewModel(() => new PersonViewModel(session, memberId), [session, memberId]);
  const { state, card } = useSnapshot(vm);
  const perform = usePerform(session);
  const deeds = useMemo(() => new Deeds(vm.chair, t("chair.undone")), [vm, t]);
  const [wish, setWish] = useState<Wish | null>(null);
  if (state === "gone") return <GoneView />;
  if (state === "failed") return <FailedView retry={() => void vm.load()} />;
  if (!card) return <LoadingView rows={2} />;
  const { rights, me, topics } = session.store.state;
  const may = (action: Action) => can(rights, action);
  const below = card.id !== me?.id && isBelowMe(card.person, me?.role); // the chair acts on nobody above itself, nor on itself
  const close = () => setWish(null);
  const given = { card, deeds, perform, onClose: close, onDone: () => void vm.load() };
  return (
    <div className={css.page}>
      <p><Link to={paths.desk("people")}>{t("desk.people")}</Link></p>
      <header className={css.personHead}>
        <MarkView handle={card.person.handle} />
        <h2 className={css.personName}><PersonLine person={card.person} /></h2>
      </header>
      {card.history && <HistoryLine history={card.history} />}
      {card.moderates.length > 0 && <p>{t("desk.moderatesTopics", { topics: card.moderates.map((id) => topics.get(id)?.topic.title ?? "").filter(Boolean).join(", ") })}</p>}
      {below && (
        <div className={css.buttons}>
          {sanctions.filter((one) => may(one.may)).map((one) => <button key={one.kind} type="button" className={css.quiet} onClick={() => setWish({ is: "sanction", kind: one.kind })}>{t(one.words)}</button>)}
          {may("approve_newcomer") && card.waits && <button type="button" className={css.quiet} onClick={() => setWish({ is: "approve" })}>{t("desk.approveNewcomer")}</button>}
          {may("set_trust") && <button type="button" className={css.quiet} onClick={() => setWish({ is: "trust" })}>{t("desk.setTrust")}</button>}
          {may("set_topic_moderator") && <button type="button" className={css.quiet} onClick={() => setWish({ is: "moderator" })}>{t("desk.setModerator")}</button>}
        </div>
      )}
      <section className={css.part} aria-labelledby="sanctions">
        <h3 id="sanctions">{t("desk.sanctions")}</h3>
        {card.sanctions.length === 0 && <p className={css.soft}>{t("desk.noSanctions")}</p>}
        <ul className={css.sanctions}>
          {card.sanctions.map((row) => (
            <li key={row.id}>
              <SanctionView row={row} />
              {below && may("lift_sanction") && (
                <p className={css.buttons}>
                  {row.appeal === "open" && <button type="button" className={css.main} onClick={() => setWish({ is: "appeal", row })}>{t("desk.answerAppeal")}</button>}
                  {!row.over && <button type="button" className={css.quiet} onClick={() => setWish({ is: "lift", row })}>{t("desk.lift")}</button>}
                </p>
              )}
            </li>
          ))}
        </ul>
      </section>
      {may("read_audit") && card.entries.length > 0 && (
        <section className={css.part} aria-labelledby="entries">
          <h3 id="entries">{t("audit.ofPerson")}</h3>
          <ol>{card.entries.map((row) => <li key={row.number}><EntryView row={row} state={session.store.state} ofPerson /></li>)}</ol>
        </section>
      )}
      {wish?.is === "sanction" && <SanctionDialog {...given} kind={wish.kind} />}
      {wish?.is === "lift" && <LiftDialog {...given} row={wish.row} />}
      {wish?.is === "appeal" && <AppealDialog {...given} row={wish.row} />}
      {wish?.is === "trust" && <TrustDialog {...given} />}
      {wish?.is === "approve" && <ApproveDialog {...given} />}
      {wish?.is === "moderator" && <ModeratorDialog {...given} />}
    </div>
  );
}

function SanctionView({ row }: { row: SanctionRow }) {
  const t = useWords();
  const now = useNow();
  const ends = row.kind === "mute" || row.kind === "suspension" ? (row.endsAt ? t("chair.until", { time: untilWords(row.endsAt, now, locale()) }) : t("desk.untilLifted")) : "";
  const state = row.liftedBy ? t("desk.liftedBy", { handle: row.liftedBy }) : row.acknowledged ? t("desk.acknowledged") : row.over ? t("desk.over") : ends;
  return (
    <>
      <p><strong>{t(kindWords[row.kind])}</strong>{state && ` · ${state}`}</p>
      <p dir="auto">{row.reason}</p>
      <p className={css.soft}>{row.by}, <time dateTime={new Date(row.at).toISOString()} title={fullTime(row.at, locale())}>{timeWords(row.at, now, locale())}</time>{row.postId !== "0" && <> · <Link to={`/posts/${row.postId}`}>{t("desk.thePost")}</Link></>}</p>
      {row.liftReason && <p className={css.soft} dir="auto">{row.liftReason}</p>}
      {row.appealWords && <q className={css.quote} dir="auto">{row.appealWords}</q>}
      {row.appealAnswer && <p dir="auto">{row.appeal === "granted" ? t("desk.granted") : t("desk.upheld")} {row.appealAnswer}</p>}
    </>
  );
}
