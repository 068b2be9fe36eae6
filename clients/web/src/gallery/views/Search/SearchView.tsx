import { useId, useState, type FormEvent } from "react";
import { Link } from "../../../views/Link";
import { StateView } from "../../../views/States/StatesView";
import { paths, type SearchWish } from "../../viewmodels/router";
import { SearchViewModel } from "../../viewmodels/SearchViewModel";
import { usePlace, useSnapshot, useTold, useViewModel } from "../../viewmodels/use";
import { AskedView } from "../AskedView";
import { dayOf, fieldOf } from "../dates";
import { EntryView } from "../Entry/EntryView";
import { useNow, useWords } from "../words";
import { AlertsView } from "./AlertsView";
import { HookView } from "./HookView";
import { SavedView } from "./SavedView";
import page from "../Page.module.css";
import css from "./Search.module.css";

const dayMs = 24 * 3_600_000;

// Search over what is licensed, and nothing else. The address holds the wish, so that a link to a number opens it.
export default function SearchView({ wish }: { wish: SearchWish }) {
  const t = useWords();
  const { room } = usePlace();
  const [saving, setSaving] = useState(false);
  const keepsSeats = useTold(room.own)?.keepsSeats;
  const asked = !!(wish.words || wish.fromAt || wish.untilAt);
  return (
    <>
      <h1 className={page.title}>{t("rooms.search")}</h1>
      <div className={css.layout}>
        <div className={page.section}>
          <FormView key={JSON.stringify(wish)} wish={wish} />
          {asked ? <HitsView key={paths.search(wish)} wish={wish} save={() => setSaving(true)} /> : <StateView under title={t("search.empty")}><p>{t("search.how")}</p></StateView>}
        </div>
        <aside className={css.side} aria-label={t("search.side")}>
          <AlertsView />
          <SavedView adding={saving ? wish : null} done={() => setSaving(false)} />
          {keepsSeats && <HookView />}
        </aside>
      </div>
    </>
  );
}

function FormView({ wish }: { wish: SearchWish }) {
  const { room, router } = usePlace();
  const t = useWords();
  const id = useId();
  const topics = useTold(room.topics);
  const [words, setWords] = useState(wish.words);
  const [topic, setTopic] = useState(wish.topic);
  const [from, setFrom] = useState(fieldOf(wish.fromAt));
  const [until, setUntil] = useState(fieldOf(wish.untilAt > 0 ? wish.untilAt - 1 : 0));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const last = dayOf(until);
    router.go(paths.search({ words: words.trim(), topic, fromAt: dayOf(from), untilAt: last > 0 ? last + dayMs : 0 }));
  };
  return (
    <form role="search" className={css.form} onSubmit={submit}>
      <div className={css.words}>
        <input type="search" aria-label={t("search.words")} placeholder={t("search.words")} value={words} maxLength={500} onChange={(event) => setWords(event.target.value)} />
        <button type="submit" className="main">{t("search.go")}</button>
      </div>
      <div className={css.narrow}>
        <div className="field">
          <label htmlFor={`${id}-topic`}>{t("search.topic")}</label>
          <select id={`${id}-topic`} value={topic} onChange={(event) => setTopic(event.target.value)}>
            <option value="">{t("search.all")}</option>
            {topics.map((one) => <option key={one.id} value={one.id}>{one.title}</option>)}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${id}-from`}>{t("search.from")}</label>
          <input id={`${id}-from`} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-until`}>{t("search.until")}</label>
          <input id={`${id}-until`} type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
        </div>
      </div>
    </form>
  );
}

function HitsView({ wish, save }: { wish: SearchWish; save: () => void }) {
  const { room } = usePlace();
  const t = useWords();
  const now = useNow();
  const vm = useViewModel(() => new SearchViewModel(room, wish), [room, paths.search(wish)]);
  const { asked } = useSnapshot(vm);
  const titles = useTold(room.feeds.titles);
  return (
    <AskedView asked={asked} again={vm.again}>
      {({ entries, found }) => (
        <>
          <div className={css.found}>
            <p role="status"><strong>{t(found >= 10_000 ? "search.foundMany" : "search.found", { count: found })}</strong></p>
            {wish.words && <button type="button" className="quiet" onClick={save}>{t("search.save")}</button>}
          </div>
          {found === 0 && <p className="small">{t("search.none")}</p>}
          <div className={css.hits}>
            {entries.map((entry, i) => (
              <EntryView key={entry.id} entry={entry} now={now} seek={wish.words} focusable={i === 0}>
                <Link className={css.thread} to={paths.post(entry.topic, entry.thread, entry.id)} dir="auto">{titles.get(entry.thread) || t("thread.untitled")}</Link>
              </EntryView>
            ))}
          </div>
          {entries.length < found && (
            <p><button type="button" className="plain" disabled={asked.is === "asking"} onClick={vm.more}>{t("search.more")}</button></p>
          )}
        </>
      )}
    </AskedView>
  );
}
