import { useMemo, useState } from "react";
import { Deeds } from "../../viewmodels/chair/deeds";
import { SettingsViewModel, type Settings } from "../../viewmodels/chair/SettingsViewModel";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { Reason } from "../Chair/fields";
import { usePerform } from "../Chair/useDeeds";
import { FailedView, LoadingView } from "../States/StatesView";
import { useWords } from "../words";
import { settingFields } from "./settingFields";
import css from "./Desk.module.css";
import own from "./Settings.module.css";

// How the chair's own rules are set. What is changed here holds from the next post on.
export default function SettingsView() {
  const { session } = useRoom();
  const vm = useViewModel(() => new SettingsViewModel(session), [session]);
  const { state, settings } = useSnapshot(vm);
  if (state === "failed") return <FailedView retry={() => void vm.load()} />;
  if (!settings) return <LoadingView rows={3} kind="row" />;
  return <FormView key={JSON.stringify(settings)} vm={vm} settings={settings} />;
}

function FormView({ vm, settings }: { vm: SettingsViewModel; settings: Settings }) {
  const t = useWords();
  const perform = usePerform(vm.session);
  const deeds = useMemo(() => new Deeds(vm.chair, t("chair.undone")), [vm, t]);
  const [wish, setWish] = useState<Record<string, string>>(() => Object.fromEntries(settingFields.map(({ name }) => [name, String(settings[name])])));
  const [reason, setReason] = useState("");
  const [doing, setDoing] = useState({ busy: false, why: "" });
  const fits = settingFields.every(({ name, max }) => /^\d{1,4}$/.test(wish[name] ?? "") && Number(wish[name]) <= max);
  const next: Settings = { ...settings, ...Object.fromEntries(settingFields.map(({ name }) => [name, Number(wish[name])])) };
  const changed = settingFields.some(({ name }) => next[name] !== settings[name]);
  const save = async () => {
    if (!fits || !changed || doing.busy) return;
    setDoing({ busy: true, why: "" });
    const why = await perform(deeds.settings(next, settings, reason.trim()));
    setDoing({ busy: false, why });
    if (!why) await vm.load();
  };
  return (
    <form className={css.page} onSubmit={(event) => { event.preventDefault(); void save(); }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void save();
      }}>
      <p className={css.soft}>{t("settings.says")}</p>
      {settingFields.map(({ name, words, says, max }) => (
        <label key={name} className={own.field}>
          <span className={own.name}>{t(words)}</span>
          <input type="number" inputMode="numeric" min={0} max={max} step={1} value={wish[name]} aria-invalid={!/^\d+$/.test(wish[name] ?? "") || Number(wish[name]) > max} onChange={(event) => setWish({ ...wish, [name]: event.target.value })} />
          <span className={css.soft}>{t(says)}</span>
        </label>
      ))}
      <Reason value={reason} put={setReason} />
      <p role="alert" className={own.why}>{doing.why}</p>
      <p className={css.buttons}><button type="submit" className={own.save} disabled={!fits || !changed || doing.busy}>{t("settings.save")}</button></p>
    </form>
  );
}
