import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { learnWords } from "../../locales/words";
import { isListened } from "../../model/listened";
import { can } from "../../model/rights";
import { paths } from "../../viewmodels/router";
import { ThreadsViewModel } from "../../viewmodels/ThreadsViewModel";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { IconView } from "../Icon/IconView";
import { inside, useKeys } from "../keys";
import { Link } from "../Link";
import { FailedView, GoneView, LoadingView, StateView } from "../States/StatesView";
import { useNow, useWords } from "../words";
import { stepThrough } from "./step";
import { MovedPill } from "./MovedPill";
import { useWatched } from "./useWatched";
import { ThreadRowView } from "./ThreadRowView";
import css from "./Threads.module.css";

export function ThreadsView({ topicId, currentThread }: { topicId: string; currentThread: string }) {
  const { session, router } = useRoom();
  const t = useWords();
  const now = useNow();
  const vm = useViewModel(() => new ThreadsViewModel(session, topicId), [session, topicId]);
  const shown = useSnapshot(vm);
  const list = useRef<HTMLDivElement>(null);
  const pane = useRef<HTMLElement>(null);
  const [filter, setFilter] = useState("");
  const filterBox = useRef<HTMLInputElement>(null);
  const watch = useWatched(list, vm.setWatched);
  useReturn(list, currentThread);
  const active = () => !currentThread || inside(pane.current);

  useKeys({
    j: (event) => active() && stepThrough(list.current, 1, event),
    k: (event) => active() && stepThrough(list.current, -1, event),
    u: (event) => {
      if (currentThread) return;
      event.preventDefault();
      router.go(paths.home);
    },
    "/": (event) => {
      event.preventDefault();
      filterBox.current?.focus();
    },
  });

  if (shown.state === "gone") return <GoneView />;
  const wanted = filter.trim().toLocaleLowerCase();
  const rows = wanted ? shown.rows.filter((row) => row.title.toLocaleLowerCase().includes(wanted)) : shown.rows;
  return (
    <section ref={pane} className={css.pane} aria-labelledby="topic-title" data-pane="threads">
      <header className={css.head}>
        <div className={css.line}>
          <button type="button" className={css.back} aria-label={t("thread.back", { place: t("topics.title") })} onClick={() => router.go(currentThread ? paths.topic(topicId) : paths.home)}>
            <IconView name="back" />
          </button>
          <h1 id="topic-title" className={css.title} dir="auto">{shown.title}</h1>
          <ChairTools topicId={topicId} alone={!currentThread} />
          {!shown.archived && shown.title && (
            <Link to={paths.newThread(topicId)} className={css.open}>
              <IconView name="plus" />
              <span>{t("threads.open")}</span>
            </Link>
          )}
        </div>
        {shown.title && shown.problem && <p className={css.problem} dir="auto">{shown.problem}</p>}
        {shown.title && <Listeners topicId={topicId} />}
        {shown.archived && <p className={css.problem}>{t("threads.archivedTopic")}</p>}
        {shown.title && <label className={css.filter}>
          <IconView name="filter" />
          <span className="unseen">{t("threads.filter")}</span>
          <input
            ref={filterBox}
            type="search"
            value={filter}
            placeholder={t("threads.filter")}
            onChange={(event) => setFilter(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") setFilter("");
              if (event.key === "Escape" || event.key === "Enter") stepThrough(list.current, 1, event);
            }}
          />
        </label>}
      </header>
      <MovedPill moved={wanted ? 0 : shown.moved} list={list} settle={vm.settle} />
      <div key={shown.title ? "list" : "nothing"} ref={list} className={css.list} {...watch}>
        {(shown.state === "loading" || !shown.title) && shown.state !== "failed" && <LoadingView kind="row" />}
        {shown.state === "failed" && <FailedView retry={vm.load} />}
        {shown.state === "ready" && shown.rows.length === 0 && (
          <StateView title={t("threads.none")}>
            {!shown.archived && <p><Link to={paths.newThread(topicId)}>{t("threads.open")}</Link></p>}
          </StateView>
        )}
        {wanted && rows.length === 0 && <p className={css.noMatch}>{t("threads.noMatch")}</p>}
        <ul>
          {shown.title && rows.map((row) => (
            <li key={row.id}>
              <ThreadRowView row={row} current={row.id === currentThread} now={now} />
            </li>
          ))}
        </ul>
        {shown.more && <MoreView onMore={vm.loadMore} label={t("threads.more")} />}
      </div>
    </section>
  );
}

const ListenersView = lazy(() => Promise.all([import("../Gallery/ListenersView"), learnWords("gallery")]).then(([file]) => file));

// Who listens here. That nobody does is said too.
function Listeners({ topicId }: { topicId: string }) {
  const t = useWords();
  const { session } = useRoom();
  const topic = useSyncExternalStore((listener) => session.store.subscribe(listener), () => session.store.state.topics.get(topicId)?.topic);
  if (!topic || !isListened(topic)) return <p className={css.problem}>{t("threads.unheard")}</p>;
  return <Suspense fallback={<p className={css.problem}>&nbsp;</p>}><ListenersView topic={topic} /></Suspense>;
}

const TopicMenu = lazy(() => Promise.all([import("../Chair/topic"), learnWords("chair")]).then(([file]) => ({ default: file.TopicMenu })));

// What the chair may do with a topic comes in a file of its own, for those who may.
function ChairTools({ topicId, alone }: { topicId: string; alone: boolean }) {
  const { session } = useRoom();
  const { rights } = useSyncExternalStore((listener) => session.store.subscribe(listener), () => session.store.state);
  const wanted = can(rights, "set_slow_mode", topicId) || can(rights, "set_topic_moderator") || can(rights, "read_audit");
  return wanted ? <Suspense><TopicMenu topicId={topicId} className={css.tools} alone={alone} /></Suspense> : null;
}

// Coming back from a thread, the focus is where one left.
function useReturn(list: React.RefObject<HTMLDivElement | null>, currentThread: string) {
  const left = useRef("");
  useEffect(() => {
    if (!currentThread && left.current) list.current?.querySelector<HTMLElement>(`[data-row="${left.current}"]`)?.focus();
    left.current = currentThread;
  }, [currentThread]);
}

// Loads the next page when it comes near, and by a press for those who do not scroll.
function MoreView({ onMore, label }: { onMore: () => void; label: string }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const near = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && onMore(), { rootMargin: "400px" });
    if (button.current) near.observe(button.current);
    return () => near.disconnect();
  }, [onMore]);
  return <button ref={button} type="button" className={css.more} onClick={onMore}>{label}</button>;
}
