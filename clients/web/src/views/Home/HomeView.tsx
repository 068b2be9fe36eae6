import { useRef } from "react";
import { HomeViewModel } from "../../viewmodels/HomeViewModel";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { useKeys } from "../keys";
import { LoadingView, StateView } from "../States/StatesView";
import { stepThrough } from "../Threads/step";
import { ThreadRowView } from "../Threads/ThreadRowView";
import { useNow, useWords } from "../words";
import css from "./Home.module.css";

// In three seconds: what changed for me.
export function HomeView() {
  const { session } = useRoom();
  const t = useWords();
  const now = useNow();
  const { state, rows } = useSnapshot(useViewModel(() => new HomeViewModel(session), [session]));
  const list = useRef<HTMLDivElement>(null);
  useKeys({
    j: (event) => stepThrough(list.current, 1, event),
    k: (event) => stepThrough(list.current, -1, event),
  });
  return (
    <section className={css.pane} aria-labelledby="home-title" data-pane="threads">
      <header className={css.head}>
        <h1 id="home-title" className={css.title}>{t("home.title")}</h1>
        {rows.length > 0 && <p className={css.count}>{t("home.count", { count: rows.length })}</p>}
      </header>
      <div ref={list} className={css.list}>
        {state === "loading" && rows.length === 0 && <LoadingView kind="row" />}
        {state === "ready" && rows.length === 0 && (
          <StateView title={t("home.none")}>
            <p>{t("home.noneNext")}</p>
          </StateView>
        )}
        <ul>
          {rows.map((row) => (
            <li key={row.id}><ThreadRowView row={row} current={false} now={now} withTopic /></li>
          ))}
        </ul>
      </div>
    </section>
  );
}
