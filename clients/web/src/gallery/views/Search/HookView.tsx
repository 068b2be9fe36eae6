import { useId, useState } from "react";
import { fullTime } from "../../../viewmodels/times";
import { DialogView } from "../../../views/Dialog/DialogView";
import { HookViewModel } from "../../viewmodels/HookViewModel";
import { usePlace, useSnapshot, useViewModel } from "../../viewmodels/use";
import { AskedView } from "../AskedView";
import { sentenceOf } from "../refusal";
import { locale, useWords } from "../words";
import page from "../Page.module.css";
import css from "./Search.module.css";

// Where alerts go that are not told here. Whoever keeps the seats keeps this too.
export function HookView() {
  const { room } = usePlace();
  const t = useWords();
  const vm = useViewModel(() => new HookViewModel(room), [room]);
  const { asked } = useSnapshot(vm);
  const [changing, setChanging] = useState(false);
  return (
    <section className={page.section} aria-labelledby="hook">
      <h2 id="hook">{t("hook.title")}</h2>
      <AskedView small asked={asked} again={vm.again}>
        {(hook) => (
          <div className={css.saved}>
            <span>{hook.url || t("hook.none")}</span>
            {hook.deliveredAt > 0 && <p>{t("hook.delivered", { when: fullTime(hook.deliveredAt, locale()) })}</p>}
            {hook.trouble && <p className="warned">{t("hook.trouble", { why: hook.trouble })}</p>}
            <button type="button" className="quiet" onClick={() => setChanging(true)}>{hook.url ? t("hook.change") : t("hook.give")}</button>
            {changing && <HookDialog url={hook.url} set={(url) => vm.set(url)} close={() => setChanging(false)} />}
          </div>
        )}
      </AskedView>
    </section>
  );
}

function HookDialog({ url, set, close }: { url: string; set: (url: string) => Promise<string>; close: () => void }) {
  const t = useWords();
  const id = useId();
  const [wanted, setWanted] = useState(url);
  const [secret, setSecret] = useState("");
  const [refused, setRefused] = useState("");
  const send = async () => {
    try {
      const got = await set(wanted.trim());
      if (got) setSecret(got);
      else close();
    } catch (why) {
      setRefused(sentenceOf(why, t));
    }
  };
  if (secret) {
    return (
      <DialogView title={t("hook.secret")} onClose={close} actions={[{ words: t("keys.close"), act: close, main: true }]}>
        <p>{t("hook.secretWhat")}</p>
        <p className={page.secret}>{secret}</p>
      </DialogView>
    );
  }
  return (
    <DialogView title={t("hook.title")} onClose={close} actions={[{ words: t("app.cancel"), act: close }, { words: t("saved.keepDone"), act: () => void send(), main: true }]}>
      <div className={page.form}>
        <p>{t("hook.what")}</p>
        {refused && <p className="warned" role="alert">{refused}</p>}
        <div className="field">
          <label htmlFor={id}>{t("hook.url")}</label>
          <input id={id} type="url" value={wanted} maxLength={2000} placeholder="https://" onChange={(event) => setWanted(event.target.value)} />
        </div>
      </div>
    </DialogView>
  );
}
