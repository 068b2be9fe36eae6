import { useMemo } from "react";
import { LoadingView, StateView } from "../../views/States/StatesView";
import type { Room } from "../model/room";
import type { Router } from "../viewmodels/router";
import { PlaceContext, useTold } from "../viewmodels/use";
import { ClosedView } from "./Door/ClosedView";
import { DoorView } from "./Door/DoorView";
import { FrameView } from "./Frame/FrameView";
import { useWords } from "./words";

export function App({ room, router }: { room: Room; router: Router }) {
  const t = useWords();
  const phase = useTold(room.phase);
  const place = useMemo(() => ({ room, router }), [room, router]);
  return (
    <PlaceContext.Provider value={place}>
      {phase === "coming" && <main><LoadingView /></main>}
      {phase === "away" && (
        <main>
          <StateView title={t("state.away")} heading>
            <p>{t("state.awayWhy")}</p>
            <button type="button" className="plain" onClick={() => room.retryNow()}>{t("line.tryNow")}</button>
          </StateView>
        </main>
      )}
      {phase === "outside" && <DoorView />}
      {phase === "closed" && <ClosedView />}
      {phase === "inside" && <FrameView />}
    </PlaceContext.Provider>
  );
}
