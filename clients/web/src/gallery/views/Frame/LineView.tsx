import { useEffect, useState } from "react";
import { usePlace, useTold } from "../../viewmodels/use";
import { useWords } from "../words";
import css from "./Frame.module.css";

const patienceMs = 1_500; // a line that is back at once was never away

// A thin bar at the foot of the page when the line is away. The room stays readable, and nothing in it moves.
export function LineView() {
  const { room } = usePlace();
  const t = useWords();
  const state = useTold(room.lineState);
  const away = state.is !== "open";
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(away), away ? patienceMs : 0);
    return () => clearTimeout(timer);
  }, [away]);
  return (
    <div role="status">
      {shown && away && (
        <p className={css.foot}>
          <span>{t("line.waiting")}</span>
          <button type="button" disabled={state.is === "calling"} onClick={() => room.retryNow()}>{t(state.is === "calling" ? "line.calling" : "line.tryNow")}</button>
        </p>
      )}
    </div>
  );
}
