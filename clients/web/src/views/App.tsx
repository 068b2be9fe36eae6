import { lazy, Suspense, useMemo } from "react";
import { learnWords } from "../locales/words";
import type { AppViewModel } from "../viewmodels/AppViewModel";
import type { Router } from "../viewmodels/router";
import { RoomContext, useSnapshot, useTold } from "../viewmodels/use";
import { FrameView } from "./Frame/FrameView";
import { StateView } from "./States/StatesView";
import { useWords } from "./words";

const ShutOutView = lazy(() => Promise.all([import("./Standing/ShutOutView"), learnWords("chair")]).then(([file]) => file));
const DoorView = lazy(() => import("./Door/DoorView"));

export function App({ app, router }: { app: AppViewModel; router: Router }) {
  const t = useWords();
  const { phase, session, door, notice } = useSnapshot(app);
  const route = useTold(router.route);
  const room = useMemo(() => (session ? { session, router } : null), [session, router]);
  if (phase === "away") {
    return (
      <main>
        <StateView title={t("app.away")} heading>
          <p>{t("app.awayNext")}</p>
          <p><button type="button" className="plain" onClick={app.tryNow}>{t("app.tryNow")}</button></p>
        </StateView>
      </main>
    );
  }
  if (phase === "outside") return <Suspense><DoorView app={app} route={route} door={door} notice={notice} /></Suspense>;
  if (!room) return null;
  if (phase === "shut out") {
    return (
      <RoomContext.Provider value={room}>
        <Suspense><ShutOutView again={app.tryNow} signOut={() => void app.signOut(false)} /></Suspense>
      </RoomContext.Provider>
    );
  }
  return (
    <RoomContext.Provider value={room}>
      <FrameView route={route} signOut={(everywhere) => void app.signOut(everywhere)} />
    </RoomContext.Provider>
  );
}
