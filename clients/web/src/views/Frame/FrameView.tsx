import { lazy, Suspense, useCallback, useRef, useState, useSyncExternalStore } from "react";
import { learnWords } from "../../locales/words";
import { findNextUnread } from "../../viewmodels/nextUnread";
import type { Session } from "../../model/session";
import { paths, type Route } from "../../viewmodels/router";
import { useRoom } from "../../viewmodels/use";
import { Standing } from "../../wire/gen/proto/member_pb";
import { HomeView } from "../Home/HomeView";
import { useKeys } from "../keys";
import { LineView } from "../Line/LineView";
import { GoneView, LoadingView, StateView } from "../States/StatesView";
import { ThreadsView } from "../Threads/ThreadsView";
import { TopicsView } from "../Topics/TopicsView";
import { SayContext, type Said, type Say } from "../Toast/say";
import { ToastView } from "../Toast/ToastView";
import { useWords } from "../words";
import { MeMenu } from "./MeMenu";
import { PostRedirect } from "./PostRedirect";
import { useTitle } from "./useTitle";
import css from "./Frame.module.css";

// The thread comes in its own file, asked for while the first data is on its way.
const threadFile = import("../Thread/ThreadView");
const ThreadView = lazy(() => threadFile.then((file) => ({ default: file.ThreadView })));
const KeysView = lazy(() => import("../Keys/KeysView"));
const DeskView = lazy(() => Promise.all([import("../Desk/DeskView"), learnWords("chair")]).then(([file]) => file));
const StandingView = lazy(() => Promise.all([import("../Standing/StandingView"), learnWords("chair")]).then(([file]) => file));
const RegisterView = lazy(() => Promise.all([import("../Register/RegisterView"), learnWords("gallery")]).then(([file]) => file));
const HouseView = lazy(() => Promise.all([import("../House/HouseView"), learnWords("chair"), learnWords("gallery"), learnWords("house")]).then(([file]) => file));
const PublicLogView = lazy(() => Promise.all([import("../PublicLog/PublicLogView"), learnWords("chair")]).then(([file]) => file));
const StandingBar = lazy(() => Promise.all([import("../Standing/StandingBar"), learnWords("chair")]).then(([file]) => file));
const MemberView = lazy(() => import("../Member/MemberView"));
const NewThreadView = lazy(() => import("../NewThread/NewThreadView"));

// The panes: topics, threads, thread. All from 1200 px, the two deepest from 800, the deepest one below that.
export function FrameView({ route, signOut }: { route: Route; signOut: (everywhere: boolean) => void }) {
  const { session, router } = useRoom();
  const t = useWords();
  const [keys, setKeys] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const say = useCallback<Say>((words, undo) => setSaid({ words, undo }), []);
  const topics = useRef<HTMLDivElement>(null);
  useTitle(route);
  const touched = useTouched(session);

  useKeys({
    "?": () => setKeys(true),
    "g t": () => {
      router.go(paths.home);
      requestAnimationFrame(() => topics.current?.querySelector<HTMLElement>("a[aria-current], nav a")?.focus());
    },
    n: () => {
      const next = findNextUnread(session.store.state, route);
      if (next) router.go(paths.thread(next.topicId, next.threadId));
      else say(t("home.none"));
    },
  });

  const topicId = "topicId" in route ? route.topicId : "";
  const depth = route.at === "home" ? "topics" : route.at === "topic" ? "threads" : "thread";
  return (
    <SayContext.Provider value={say}>
    <div className={css.frame} data-depth={depth} data-listed={topicId ? "" : undefined}>
      <a className={css.skip} href="#conversation">{t("app.skip")}</a>
      {touched && <Suspense><StandingBar /></Suspense>}
      <div className={css.panes}>
        <div ref={topics} className={css.topics}>
          <TopicsView current={route.at === "home" || route.at === "desk" || route.at === "log" ? route.at : topicId} />
          <div className={css.me}><MeMenu signOut={signOut} showKeys={() => setKeys(true)} /></div>
        </div>
        {topicId && (
          <div className={css.threads} role={route.at === "topic" ? "main" : undefined}>
            <ThreadsView key={topicId} topicId={topicId} currentThread={route.at === "thread" ? route.threadId : ""} />
          </div>
        )}
        <div id="conversation" tabIndex={-1} className={css.thread} role={route.at === "topic" ? "complementary" : "main"}>
          <Suspense fallback={<LoadingView />}>
            <MainView route={route} say={say} />
          </Suspense>
        </div>
      </div>
      <LineView />
      <ToastView said={said} forget={() => setSaid(null)} />
      {keys && <Suspense><KeysView onClose={() => setKeys(false)} /></Suspense>}
    </div>
    </SayContext.Provider>
  );
}

// The chair has decided something about me that I should see: shut out of writing, or warned.
function useTouched(session: Session): boolean {
  const told = () => {
    const { rights } = session.store.state;
    return !!rights && (rights.standing !== Standing.UNSPECIFIED || rights.warningsToAcknowledge > 0);
  };
  return useSyncExternalStore((listener) => session.store.subscribe(listener), told);
}

function MainView({ route, say }: { route: Route; say: (words: string) => void }) {
  const t = useWords();
  if (route.at === "home") return <HomeView />;
  if (route.at === "topic") return <StateView title={t("thread.choose")} />;
  if (route.at === "thread") return <ThreadView key={route.threadId} threadId={route.threadId} postId={route.postId} onSay={say} />;
  if (route.at === "new thread") return <NewThreadView key={route.topicId} topicId={route.topicId} />;
  if (route.at === "member") return <MemberView key={route.memberId} memberId={route.memberId} />;
  if (route.at === "standing") return <StandingView />;
  if (route.at === "register") return <RegisterView />;
  if (route.at === "house") return <HouseView room={route.room} id={route.id} />;
  if (route.at === "log") return <PublicLogView />;
  if (route.at === "desk") return <DeskView room={route.room} id={route.id} />;
  if (route.at === "post") return <PostRedirect postId={route.postId} />;
  return <GoneView />;
}
