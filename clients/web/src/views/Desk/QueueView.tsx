import { useEffect, useMemo, useRef, useState } from "react";
import { can, canSomewhere } from "../../model/rights";
import { Deeds } from "../../viewmodels/chair/deeds";
import { outranksMe } from "../../viewmodels/chair/ranks";
import { QueueViewModel, type QueueRow } from "../../viewmodels/chair/QueueViewModel";
import type { Person } from "../../viewmodels/person";
import { paths } from "../../viewmodels/router";
import { shortTime } from "../../viewmodels/times";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { usePerform } from "../Chair/useDeeds";
import { useKeys } from "../keys";
import { Link } from "../Link";
import { MarkView } from "../Mark/MarkView";
import { FailedView, LoadingView, StateView } from "../States/StatesView";
import { useSay } from "../Toast/say";
import { locale, useNow, useWords } from "../words";
import { DecideDialog, RejectHeldDialog } from "./decideDialogs";
import { CaseView, namesOf } from "./CaseView";
import css from "./Desk.module.css";

const nobody: readonly Person[] = [];
const marksShown = 3;

export type Decision = "agree" | "disagree" | "ignore" | "reject";

// A list one can finish: look, decide, next.
export function QueueView({ onCount }: { onCount: (count: number) => void }) {
  const t = useWords();
  const { session } = useRoom();
  const say = useSay();
  const perform = usePerform(session);
  const vm = useViewModel(() => new QueueViewModel(session), [session]);
  const { state, rows, open, context, others } = useSnapshot(vm);
  const lookingAt = (one: QueueRow) => (one.kind === "report" ? others.get(one.postId) ?? nobody : nobody);
  const deeds = useMemo(() => new Deeds(vm.chair, t("chair.undone")), [vm, t]);
  const [deciding, setDeciding] = useState<Decision | null>(null);
  const [narrow, setNarrow] = useState(false); // on one pane: the case covers the list
  const list = useRef<HTMLUListElement>(null);
  const row = rows.find((one) => one.key === open);
  useEffect(() => onCount(rows.length), [rows.length, onCount]);
  useEffect(() => void list.current?.querySelector<HTMLElement>("[aria-current]")?.scrollIntoView({ block: "nearest" }), [open]);

  const now = async (deed: ReturnType<Deeds["claim"]>, settles = false) => {
    const why = await perform(deed);
    if (why) say(why);
    else if (settles && row) vm.settle(row.key);
    else if (row?.kind === "report") await vm.readOne(row.postId);
  };
  const taken = !!row?.claimedBy && !row.mine && !can(session.store.state.rights, "take_over_report");
  const outranked = !!row && outranksMe(row.author, session.store.state.me?.role);
  const claim = () => row?.kind === "report" && !row.mine && !taken && !outranked && void now(deeds.claim(row.postId, true));
  const release = () => row?.mine && void now(deeds.claim(row.postId, false));
  const approve = () => row?.kind === "held" && !outranked && void now(deeds.decide(row.postId, true, ""), true);
  const decide = (what: Decision) => {
    const fits = row && !outranked && (what === "reject" ? row.kind === "held" : row.kind === "report" && !taken);
    if (fits) setDeciding(what);
  };
  const step = (by: number) => (event: Event) => {
    event.preventDefault();
    vm.step(by);
  };
  const key = (act: () => unknown) => (event: Event) => {
    event.preventDefault();
    act();
  };
  useKeys({
    j: step(1), k: step(-1), c: key(claim), l: key(release),
    a: key(() => (row?.kind === "held" ? approve() : decide("agree"))),
    d: key(() => decide(row?.kind === "held" ? "reject" : "disagree")),
    i: key(() => decide("ignore")),
    Enter: () => setNarrow(true),
    u: key(() => setNarrow(false)),
  });

  const decided = canSomewhere(session.store.state.rights, "handle_reports") && <p className={css.decided}><Link to={paths.desk("decided")}>{t("desk.decided")}</Link></p>;
  if (state === "loading") return <LoadingView kind="row" />;
  if (state === "failed") return <FailedView retry={() => void vm.load()} />;
  if (rows.length === 0) return <StateView title={t("desk.done")}><p>{t("desk.doneNext")}</p>{decided}</StateView>;
  return (
    <div className={css.queue} data-open={narrow || undefined}>
      <ul ref={list} className={css.list} aria-label={t("desk.queue")}>
        {rows.map((one) => (
          <li key={one.key}>
            <RowView row={one} others={lookingAt(one)} current={one.key === open} onOpen={() => { vm.look(one.key); setNarrow(true); }} />
          </li>
        ))}
        {decided && <li>{decided}</li>}
      </ul>
      {row && (
        <CaseView key={row.key} row={row} others={lookingAt(row)} context={context} taken={taken} outranked={outranked} onBack={() => setNarrow(false)}
          claim={claim} release={release} approve={approve} decide={decide} />
      )}
      {row && deciding === "reject" && <RejectHeldDialog row={row} deeds={deeds} perform={perform} onClose={() => setDeciding(null)} onDone={() => vm.settle(row.key)} />}
      {row && deciding && deciding !== "reject" && <DecideDialog row={row} what={deciding} deeds={deeds} perform={perform} onClose={() => setDeciding(null)} onDone={() => vm.settle(row.key)} />}
    </div>
  );
}

function RowView({ row, others, current, onOpen }: { row: QueueRow; others: readonly Person[]; current: boolean; onOpen: () => void }) {
  const t = useWords();
  const now = useNow();
  return (
    <button type="button" className={css.row} aria-current={current || undefined} onClick={onOpen}>
      <MarkView handle={row.author.handle} />
      <span className={css.words}>
        <span className={css.top}>
          <strong>{row.author.handle || t("post.erased")}</strong>
          <time dateTime={new Date(row.at).toISOString()}>{shortTime(row.at, now, locale())}</time>
        </span>
        <span className={css.excerpt} dir="auto">{row.excerpt || t("post.deletedOther")}</span>
        <span className={css.foot}>
          <span>{row.kind === "report" ? t("desk.reports", { count: row.total }) : row.cause === "wordRule" ? t("desk.heldRule") : t("desk.heldNewcomer")}</span>
          {row.hiddenByReports && <span>{t("desk.hiddenByReports")}</span>}
          {others.length > 0 && (
            <span className={css.looking}>
              {others.slice(0, marksShown).map((one) => <MarkView key={one.id} handle={one.handle} size="small" />)}
              <span className="unseen">{t("desk.looking", { names: namesOf(others), count: others.length })}</span>
            </span>
          )}
          {row.claimedBy && <span className={css.who}>{row.mine ? t("desk.mine") : t("desk.claimedBy", { handle: row.claimedBy.handle })}</span>}
        </span>
      </span>
    </button>
  );
}
