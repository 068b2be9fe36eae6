import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { GoneView, LoadingView, StateView } from "../../../views/States/StatesView";
import { useKeys } from "../../../views/keys";
import { paths, type Route } from "../../viewmodels/router";
import { learnTaken } from "../../viewmodels/take";
import { usePlace, useTold } from "../../viewmodels/use";
import { FeedView } from "../Feed/FeedView";
import { SayContext, type Say } from "../say";
import { useWords } from "../words";
import { BarsView } from "./BarsView";
import { CurtainView } from "./CurtainView";
import { LineView } from "./LineView";
import { TopicsView } from "./TopicsView";
import css from "./Frame.module.css";

const ThreadView = lazy(() => import("../Thread/ThreadView"));
const SearchView = lazy(() => import("../Search/SearchView"));
const TrendsView = lazy(() => import("../Trends/TrendsView"));
const ExtractsView = lazy(() => import("../Extracts/ExtractsView"));
const RequestsView = lazy(() => import("../Requests/RequestsView"));
const SeatsView = lazy(() => import("../Seats/SeatsView"));
const LicenceView = lazy(() => import("../Licence/LicenceView"));
const KeysView = lazy(() => import("./KeysView"));

const toastMs = 5_000;

// The room: the curtain with who listens, and below it the feeds in panes, or one of the other pages.
export function FrameView() {
  const { room, router } = usePlace();
  const t = useWords();
  const route = useTold(router.route);
  const topics = useTold(room.topics);
  const [keys, setKeys] = useState(false);
  const [said, setSaid] = useState("");
  const say = useCallback<Say>((words) => setSaid(words), []);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(""), toastMs);
    return () => clearTimeout(timer);
  }, [said]);
  useEffect(() => void learnTaken(room).catch(() => undefined), [room]);
  const alerts = useTold(room.alerts);
  const heard = useRef(alerts.length);
  useEffect(() => {
    if (alerts.length > heard.current && alerts[0]) say(t("alerts.said", { name: alerts[0].name }));
    heard.current = alerts.length;
  }, [alerts]);
  useKeys({
    "?": () => setKeys(true),
    "/": (event) => {
      event.preventDefault();
      router.go(paths.search());
      requestAnimationFrame(() => document.querySelector<HTMLElement>("input[type=search]")?.focus());
    },
    "g f": () => router.go(paths.home),
    "g t": () => router.go(paths.trends()),
    "g e": () => router.go(paths.extracts),
  });
  const topic = "topic" in route && route.at !== "trends" ? route.topic || (topics[0]?.id ?? "") : "";
  useTitle(route, topic);
  return (
    <SayContext.Provider value={say}>
      <div className={css.frame}>
        <a className={css.skip} href="#room">{t("app.skip")}</a>
        <CurtainView route={route} showKeys={() => setKeys(true)} />
        <BarsView />
        {route.at === "feed" || route.at === "thread" ? (
          <div className={css.panes} data-open={route.at === "thread" || undefined}>
            <div className={css.topics}><TopicsView current={topic} /></div>
            <div id={route.at === "feed" ? "room" : undefined} tabIndex={-1} className={css.list} role={route.at === "feed" ? "main" : undefined}>
              <Feed topic={topic} open={route.at === "thread" ? route.thread : ""} />
            </div>
            {route.at === "thread" && (
              <main id="room" tabIndex={-1} className={css.open}>
                <Suspense fallback={<LoadingView />}><ThreadView key={route.thread} topic={route.topic} thread={route.thread} post={route.post} /></Suspense>
              </main>
            )}
          </div>
        ) : (
          <main id="room" tabIndex={0} className={css.page}>
            <div className={css.inner}><Suspense fallback={<LoadingView />}><PageView route={route} /></Suspense></div>
          </main>
        )}
        <LineView />
        <div role="status" className={css.toast}>{said && <p>{said}</p>}</div>
        {keys && <Suspense><KeysView onClose={() => setKeys(false)} /></Suspense>}
      </div>
    </SayContext.Provider>
  );
}

function Feed({ topic, open }: { topic: string; open: string }) {
  const { room } = usePlace();
  const t = useWords();
  const topics = useTold(room.topics);
  const found = topics.find((one) => one.id === topic);
  if (topics.length === 0) return <StateView title={t("feed.noTopics")}><p>{t("feed.noTopicsWhy")}</p></StateView>;
  if (!found) return <GoneView />;
  return <FeedView key={topic} topic={found} open={open} />;
}

function PageView({ route }: { route: Route }) {
  if (route.at === "search") return <SearchView wish={route.wish} />;
  if (route.at === "trends") return <TrendsView key={route.topic} topic={route.topic} />;
  if (route.at === "extracts") return <ExtractsView />;
  if (route.at === "requests") return <RequestsView />;
  if (route.at === "seats") return <SeatsView />;
  if (route.at === "licence") return <LicenceView />;
  return <GoneView />;
}

// A new page begins at its top, with the focus on it; the first one was opened by the browser.
function useTitle(route: Route, topic: string): void {
  const { room } = usePlace();
  const t = useWords();
  const own = useTold(room.own);
  const titles = useTold(room.feeds.titles);
  const topics = useTold(room.topics);
  const first = useRef(true);
  const here =
    route.at === "thread" ? titles.get(route.thread) || t("thread.untitled")
    : route.at === "feed" ? (topics.find((one) => one.id === topic)?.title ?? t("rooms.feed"))
    : route.at === "nowhere" ? t("state.gone")
    : t(`rooms.${route.at}`);
  useEffect(() => void (document.title = [here, own?.company, t("door.room")].filter(Boolean).join(" · ")), [here, own, t]);
  useEffect(() => {
    if (!first.current && route.at !== "thread") document.getElementById("room")?.focus({ preventScroll: true });
    first.current = false;
  }, [route.at]);
}
