import { useId, useState } from "react";
import { EmbargoClass, LicenceLevel, type CompanyViewModel, type LicenceWish } from "../../viewmodels/house/CompanyViewModel";
import { none } from "../../model/place";
import { DeedDialog } from "../Chair/DeedDialog";
import { Choice, Says, TextField } from "../Chair/fields";
import { usePerform } from "../Chair/useDeeds";
import { embargoWords, levelWords } from "../Gallery/kinds";
import { useWords } from "../words";
import { DateField, NumberField } from "./houseFields";
import own from "./House.module.css";

const purposeMax = 1_000;
const seatsMost = 100_000;
const dailyMost = 1_000_000;
const roundings = [
  { value: 0, words: "house.aMinute" },
  { value: 3_600, words: "house.anHour" },
  { value: 86_400, words: "house.aDay" },
] as const;
const levels = [LicenceLevel.LICENCE_OBSERVE, LicenceLevel.LICENCE_PANEL, LicenceLevel.LICENCE_RESEARCH, LicenceLevel.LICENCE_CONSULT];
export const embargoes = [EmbargoClass.EMBARGO_NONE, EmbargoClass.EMBARGO_1_H, EmbargoClass.EMBARGO_24_H, EmbargoClass.EMBARGO_7_D];

interface Props {
  vm: CompanyViewModel;
  before: LicenceWish;
  onClose: () => void;
  onDone: () => void;
}

// What a company may hear: where, how late, until when, how much, and what for. A topic is offered where its charter
// allows that embargo.
export function LicenceDialog({ vm, before, onClose, onDone }: Props) {
  const t = useWords();
  const name = useId();
  const perform = usePerform(vm.session);
  const [wish, setWish] = useState(before);
  const put = (change: Partial<LicenceWish>) => setWish((had) => ({ ...had, ...change }));
  const isNew = before.id === none;
  const topics = [...vm.session.store.state.topics.values()].map((one) => one.topic).filter((topic) => topic.charter?.classes.includes(wish.embargo));
  const topicIds = wish.topicIds.filter((id) => topics.some((topic) => topic.id === id));
  const others = roundings.some((one) => one.value === wish.roundingS) ? [] : [wish.roundingS];
  const deed = () => ({
    said: isNew ? "house.licenceSaid" : "house.licenceChangedSaid",
    run: async () => {
      await vm.setLicence({ ...wish, topicIds, purpose: wish.purpose.trim() });
      onDone();
      return null;
    },
  });
  return (
    <DeedDialog wide title={isNew ? t("house.licenceAsk") : t("house.licenceChangeAsk")} confirm={isNew ? t("house.addLicence") : t("house.save")} perform={perform} onClose={onClose}
      ready={topicIds.length > 0 && wish.seats > 0 && !!wish.purpose.trim()} deed={deed}>
      <Says>{t("house.licenceSays")}</Says>
      <Choice label={t("house.level")} value={wish.level} put={(level) => put({ level })} options={levels.map((value) => ({ value, words: t(levelWords(value)) }))} />
      <Choice label={t("house.embargo")} value={wish.embargo} put={(embargo) => put({ embargo })} options={embargoes.map((value) => ({ value, words: t(embargoWords(value)) }))} />
      <fieldset className={own.topics}>
        <legend>{t("topics.title")}</legend>
        {topics.length === 0 && <Says>{t("house.noTopic")}</Says>}
        {topics.map((topic) => (
          <label key={topic.id} className={own.tick}>
            <input type="checkbox" checked={topicIds.includes(topic.id)} onChange={(event) => put({ topicIds: event.target.checked ? [...topicIds, topic.id] : topicIds.filter((id) => id !== topic.id) })} />
            <span dir="auto">{topic.title}</span>
          </label>
        ))}
      </fieldset>
      <TextField label={t("house.purpose")} value={wish.purpose} put={(purpose) => put({ purpose })} max={purposeMax} hint={t("house.purposeHint")} />
      <div className={own.pair}>
        <DateField label={t("house.fromDay")} value={wish.fromMs} put={(fromMs) => put({ fromMs })} hint={t("house.fromHint")} />
        <DateField label={t("house.untilDay")} value={wish.untilMs} put={(untilMs) => put({ untilMs })} hint={t("house.untilHint")} />
      </div>
      <div className={own.pair}>
        <NumberField label={t("house.seats")} value={wish.seats} put={(seats) => put({ seats })} most={seatsMost} />
        <NumberField label={t("house.dailyReads")} value={wish.dailyReads} put={(dailyReads) => put({ dailyReads })} most={dailyMost} hint={t("house.dailyReadsHint")} />
        <NumberField label={t("house.dailyExports")} value={wish.dailyExports} put={(dailyExports) => put({ dailyExports })} most={dailyMost} hint={t("house.dailyExportsHint")} />
      </div>
      <label className={own.field} htmlFor={name}>
        <span>{t("house.rounding")}</span>
        <select id={name} value={wish.roundingS} onChange={(event) => put({ roundingS: Number(event.target.value) })}>
          {roundings.map((one) => <option key={one.value} value={one.value}>{t(one.words)}</option>)}
          {others.map((value) => <option key={value} value={value}>{value} s</option>)}
        </select>
      </label>
    </DeedDialog>
  );
}
