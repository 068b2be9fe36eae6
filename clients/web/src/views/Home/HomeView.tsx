import { useRef } from "react";
import { HomeViewModel } from "../../viewmodels/HomeViewModel";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { useKeys } from "../keys";
import { LoadingView, StateView } from "../States/StatesView";
import { stepThrough } from "../Threads/step";
import { MovedPill } from "../Threads/MovedPill";
import { useWatched } from "../Threads/useWatched";
import { ThreadRowView } from "../Threads/ThreadRowView";
import { useNow, useWords } from "../words";
import css from "./Home.module.css";

// In three seconds: what changed for me.
export function HomeView() {
  const { session } = useRoom();
  const t = useWords();
  const now = useNow();
  const vm = useViewModel(() => new HomeViewModel(session), [session]);
  const { state, rows, moved } = useSnapshot(vm);
  const list = useRef<HTMLDivElement>(null);
  const watch = useWatched(list, vm.setWatched);
  useKeys({
    j: (event) => stepThrough(list.current, 1, event),
    k: (event) => stepThrough(list.current, -1, event),
  });
  if (state === "unknown") return null;
  return (
    <section className={css.pane} aria-labelledby="home-title" data-pane="threads">
      <header className={css.head}>
        <h1 id="home-title" className={css.title}>{t("home.title")}</h1>
        <p className={css.count}>{rows.length > 0 && t("home.count", { count: rows.filter((row) => row.isUnread).length })}</p>
      </header>
      <MovedPill moved={moved} list={list} settle={vm.settle} />
      <div ref={list} className={css.list} {...watch}>
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
