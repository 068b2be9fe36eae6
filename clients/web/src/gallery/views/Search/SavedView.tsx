import { useId, useState } from "react";
import { DialogView } from "../../../views/Dialog/DialogView";
import { Link } from "../../../views/Link";
import { AlertKind } from "../../../wire/gen/proto/gallery_pb";
import { paths, type SearchWish } from "../../viewmodels/router";
import { SavedViewModel, type Saved } from "../../viewmodels/SavedViewModel";
import { usePlace, useSnapshot, useTold, useViewModel } from "../../viewmodels/use";
import { AskedView } from "../AskedView";
import { sentenceOf } from "../refusal";
import { useSay } from "../say";
import { useWords } from "../words";
import page from "../Page.module.css";
import css from "./Search.module.css";

const kinds: readonly [AlertKind, string][] = [
  [AlertKind.ALERT_NONE, "saved.none"],
  [AlertKind.ALERT_LIVE, "saved.live"],
  [AlertKind.ALERT_DAILY, "saved.daily"],
  [AlertKind.ALERT_HOOK, "saved.hook"],
];
const kindWords = (kind: AlertKind): string => kinds.find(([one]) => one === kind)?.[1] ?? "saved.none";

// The searches that this seat keeps, and how each tells what it finds.
export function SavedView({ adding, done }: { adding: SearchWish | null; done: () => void }) {
  const { room } = usePlace();
  const t = useWords();
  const say = useSay();
  const vm = useViewModel(() => new SavedViewModel(room), [room]);
  const { asked } = useSnapshot(vm);
  const topics = useTold(room.topics);
  const [changing, setChanging] = useState<Saved | null>(null);
  const editing = changing ?? (adding ? { id: "", name: adding.words, words: adding.words, topic: adding.topic, alert: AlertKind.ALERT_LIVE } : null);
  const close = () => {
    setChanging(null);
    done();
  };
  const drop = (search: Saved) => vm.drop(search.id).catch((why: unknown) => say(sentenceOf(why, t)));
  return (
    <section className={page.section} aria-labelledby="saved">
      <h2 id="saved">{t("saved.title")}</h2>
      <AskedView small asked={asked} again={vm.again}>
        {(searches) => searches.length === 0 ? <p className="small">{t("saved.empty")}</p> : searches.map((one) => (
          <div key={one.id} className={css.saved}>
            <Link to={paths.search({ words: one.words, topic: one.topic })} dir="auto">{one.name}</Link>
            <p>{t(kindWords(one.alert))}{one.topic && ` · ${topics.find((topic) => topic.id === one.topic)?.title ?? ""}`}</p>
            <div className={css.tools}>
              <button type="button" className="quiet" aria-label={t("saved.changeThis", { name: one.name })} onClick={() => setChanging(one)}>{t("saved.change")}</button>
              <button type="button" className="quiet" aria-label={t("saved.dropThis", { name: one.name })} onClick={() => void drop(one)}>{t("saved.drop")}</button>
            </div>
          </div>
        ))}
      </AskedView>
      {editing && <KeepDialog key={editing.id + editing.words} search={editing} keep={(search) => vm.keep(search)} close={close} />}
    </section>
  );
}

function KeepDialog({ search, keep, close }: { search: Saved; keep: (search: Saved) => Promise<void>; close: () => void }) {
  const t = useWords();
  const say = useSay();
  const id = useId();
  const [name, setName] = useState(search.name);
  const [alert, setAlert] = useState(search.alert);
  const [refused, setRefused] = useState("");
  const send = async () => {
    try {
      await keep({ ...search, name: name.trim(), alert });
      close();
      say(t("saved.kept"));
    } catch (why) {
      setRefused(sentenceOf(why, t));
    }
  };
  return (
    <DialogView title={t("saved.keep")} onClose={close} actions={[{ words: t("app.cancel"), act: close }, { words: t("saved.keepDone"), act: () => void send(), main: true, disabled: !name.trim() }]}>
      <div className={page.form}>
        {refused && <p className="warned" role="alert">{refused}</p>}
        <p className={page.quote} dir="auto">{search.words}</p>
        <div className="field">
          <label htmlFor={`${id}-name`}>{t("saved.name")}</label>
          <input id={`${id}-name`} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-alert`}>{t("saved.how")}</label>
          <select id={`${id}-alert`} value={alert} onChange={(event) => setAlert(Number(event.target.value))}>
            {kinds.map(([kind, words]) => <option key={kind} value={kind}>{t(words)}</option>)}
          </select>
        </div>
      </div>
    </DialogView>
  );
}
