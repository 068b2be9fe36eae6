import { useState } from "react";
import { none } from "../../model/place";
import type { Deeds } from "../../viewmodels/chair/deeds";
import { catchesAs, newRule, sameRule, type RuleWish } from "../../viewmodels/chair/rules";
import { RuleTrialViewModel } from "../../viewmodels/chair/RuleTrialViewModel";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { WordAction } from "../../wire/gen/proto/moderator_pb";
import { DeedDialog } from "../Chair/DeedDialog";
import { Choice, Reason, Says, TextField } from "../Chair/fields";
import { TopicField } from "../Chair/threadDialogs";
import { whyNot, type Perform } from "../Chair/useDeeds";
import { useWords } from "../words";
import { ruleActions } from "./ruleActions";
import { FaultView, TrialView } from "./TrialView";
import own from "./Rules.module.css";

interface Props {
  deeds: Deeds;
  perform: Perform;
  onClose: () => void;
  onDone: () => void;
}

const patternMax = 1_000;
const maskMax = 100;
const noteMax = 1_000;

const then = (perform: Perform, onDone: () => void): Perform => async (deed) => {
  const why = await perform(deed);
  if (!why) onDone();
  return why;
};

// A rule is tried on last month's posts before it is saved: whoever makes it has seen what it catches.
export function RuleDialog({ before, deeds, perform, onClose, onDone }: Props & { before: RuleWish | null }) {
  const t = useWords();
  const { session } = useRoom();
  const vm = useViewModel(() => new RuleTrialViewModel(session), [session]);
  const { trying, trial, fault } = useSnapshot(vm);
  const [rule, setRule] = useState<RuleWish>(before ?? newRule);
  const [reason, setReason] = useState("");
  const [why, setWhy] = useState("");
  const put = (change: Partial<RuleWish>) => {
    if (change.pattern !== undefined || change.isPattern !== undefined) vm.forgetFault();
    setRule({ ...rule, ...change });
  };
  const wish = { ...rule, pattern: rule.isPattern ? rule.pattern : rule.pattern.trim(), mask: rule.action === WordAction.WORD_MASK ? rule.mask : "" };
  const known = !!trial && catchesAs(trial.of, wish);
  const untried = !known && !(before && catchesAs(before, wish));
  const tryOut = async () => {
    setWhy("");
    try {
      await vm.tryOut(wish);
    } catch (refused) {
      setWhy(await whyNot(session, t, refused));
    }
  };
  const topics = [{ id: none, title: t("rules.everywhere") }, ...[...session.store.state.topics.values()].map((one) => ({ id: one.topic.id, title: one.topic.title }))];
  const ready = !!wish.pattern && (untried ? !trying && !fault : !before || !sameRule(before, wish));
  return (
    <DeedDialog wide title={before ? t("rules.editAsk") : t("rules.addAsk")} confirm={t("rules.save")} ready={ready} first={untried ? { words: t("rules.try"), act: () => void tryOut() } : null}
      perform={then(perform, onDone)} onClose={onClose} deed={() => deeds.setRule(wish, before, reason.trim())}>
      <Choice label={t("rules.kind")} value={rule.isPattern ? 1 : 0} put={(kind) => put({ isPattern: kind === 1 })}
        options={[{ value: 0, words: t("rules.plain") }, { value: 1, words: t("rules.re2") }]} />
      <div className={rule.isPattern ? own.mono : undefined}>
        <TextField label={rule.isPattern ? t("rules.pattern") : t("rules.words")} value={rule.pattern} put={(pattern) => put({ pattern })} max={patternMax} hint={rule.isPattern ? t("rules.patternHint") : t("rules.wordsHint")} />
      </div>
      {fault && <FaultView fault={fault} />}
      <TopicField label={t("rules.where")} topics={topics} value={rule.topicId} put={(topicId) => put({ topicId })} />
      <Choice label={t("rules.does")} value={rule.action} put={(action) => put({ action })} options={ruleActions.map(({ value, words }) => ({ value, words: t(words) }))} />
      <Says>{t(ruleActions.find((one) => one.value === rule.action)?.says ?? "rules.tagSays")}</Says>
      {rule.action === WordAction.WORD_MASK && <TextField label={t("rules.maskWith")} value={rule.mask} put={(mask) => put({ mask })} max={maskMax} hint={t("rules.maskHint")} />}
      {why && <p role="alert" className={own.why}>{why}</p>}
      {trying && <p role="status">{t("rules.trying")}</p>}
      {!trying && known && trial && <TrialView trial={trial} action={rule.action} mask={rule.mask} />}
      {!trying && untried && !fault && <p className={own.untried}>{t("rules.untried")}</p>}
      {!untried && (
        <>
          <TextField label={t("rules.note")} value={rule.note} put={(note) => put({ note })} max={noteMax} hint={t("chair.whyChair")} />
          <Reason value={reason} put={setReason} />
        </>
      )}
    </DeedDialog>
  );
}

export function RemoveRuleDialog({ rule, deeds, perform, onClose, onDone }: Props & { rule: RuleWish }) {
  const t = useWords();
  const [reason, setReason] = useState("");
  return (
    <DeedDialog title={t("rules.removeAsk")} confirm={t("rules.remove")} danger perform={then(perform, onDone)} onClose={onClose} deed={() => deeds.removeRule(rule, reason.trim())}>
      <p className={rule.isPattern ? own.pattern : own.words} dir="auto">{rule.pattern}</p>
      <Says>{t("rules.removeSays")}</Says>
      <Reason value={reason} put={setReason} />
    </DeedDialog>
  );
}
