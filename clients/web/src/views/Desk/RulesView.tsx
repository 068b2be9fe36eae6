import { useMemo, useRef, useState } from "react";
import { none } from "../../model/place";
import { Deeds } from "../../viewmodels/chair/deeds";
import { newRule, type RuleWish } from "../../viewmodels/chair/rules";
import { RulesViewModel, type RuleRow } from "../../viewmodels/chair/RulesViewModel";
import { fullTime, timeWords } from "../../viewmodels/times";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { usePerform } from "../Chair/useDeeds";
import { IconView } from "../Icon/IconView";
import { useKeys } from "../keys";
import { FailedView, LoadingView } from "../States/StatesView";
import { stepThrough } from "../Threads/step";
import { locale, useNow, useWords } from "../words";
import { ruleAction } from "./ruleActions";
import { RemoveRuleDialog, RuleDialog } from "./ruleDialogs";
import css from "./Desk.module.css";
import own from "./Rules.module.css";

type Wish = { is: "set"; rule: RuleWish } | { is: "remove"; rule: RuleWish };

// The rules by which words are stopped, held, replaced or told, and nothing that a rule does by itself beyond that.
export default function RulesView() {
  const t = useWords();
  const { session } = useRoom();
  const vm = useViewModel(() => new RulesViewModel(session), [session]);
  const { state, rows } = useSnapshot(vm);
  const perform = usePerform(session);
  const deeds = useMemo(() => new Deeds(vm.chair, t("chair.undone")), [vm, t]);
  const [wish, setWish] = useState<Wish | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const focused = () => rows.find((row) => row.id === (document.activeElement?.closest("[data-row]") as HTMLElement | null)?.dataset.row);
  const want = (is: Wish["is"], rule: RuleWish | undefined) => (event: Event) => {
    if (!rule) return;
    event.preventDefault();
    setWish({ is, rule });
  };
  useKeys({
    j: (event) => stepThrough(list.current, 1, event),
    k: (event) => stepThrough(list.current, -1, event),
    a: want("set", newRule),
    e: (event) => want("set", focused()?.wish)(event),
    d: (event) => want("remove", focused()?.wish)(event),
  });
  if (state === "loading") return <LoadingView kind="row" rows={3} />;
  if (state === "failed") return <FailedView retry={() => void vm.load()} />;
  const close = () => setWish(null);
  const given = { deeds, perform, onClose: close, onDone: () => void vm.load() };
  return (
    <div className={css.page}>
      <div className={own.head}>
        <p className={css.soft}>{t("rules.says")}</p>
        <button type="button" className={css.main} aria-keyshortcuts="a" onClick={() => setWish({ is: "set", rule: newRule })}><IconView name="plus" />{t("rules.add")}<kbd aria-hidden="true">a</kbd></button>
      </div>
      {rows.length === 0 && <p>{t("rules.none")}</p>}
      <ul ref={list} className={own.rules}>
        {rows.map((row) => <li key={row.id}><RuleView row={row} onEdit={() => setWish({ is: "set", rule: row.wish })} onRemove={() => setWish({ is: "remove", rule: row.wish })} /></li>)}
      </ul>
      {wish?.is === "set" && <RuleDialog key={wish.rule.id} {...given} before={wish.rule.id === none ? null : wish.rule} />}
      {wish?.is === "remove" && <RemoveRuleDialog {...given} rule={wish.rule} />}
    </div>
  );
}

function RuleView({ row, onEdit, onRemove }: { row: RuleRow; onEdit: () => void; onRemove: () => void }) {
  const t = useWords();
  const now = useNow();
  const { wish } = row;
  return (
    <article className={own.rule} data-row={row.id} tabIndex={-1} aria-label={wish.pattern}>
      <p className={wish.isPattern ? own.pattern : own.words} dir="auto">{wish.pattern}</p>
      <p className={own.does}>
        <strong>{t(ruleAction(wish.action))}</strong>
        {wish.mask && <span className={own.pattern}>{wish.mask}</span>}
        <span dir="auto">{wish.topicId === none ? t("rules.everywhere") : row.topic}</span>
        {wish.isPattern && <span>{t("rules.isPattern")}</span>}
      </p>
      {wish.note && <p dir="auto">{wish.note}</p>}
      <p className={css.soft}>{row.by || t("post.erased")}, <time dateTime={new Date(row.at).toISOString()} title={fullTime(row.at, locale())}>{timeWords(row.at, now, locale())}</time></p>
      <p className={own.acts}>
        <button type="button" className={css.quiet} onClick={onEdit}>{t("rules.edit")}<kbd aria-hidden="true">e</kbd></button>
        <button type="button" className={css.quiet} onClick={onRemove}>{t("rules.remove")}<kbd aria-hidden="true">d</kbd></button>
      </p>
    </article>
  );
}
