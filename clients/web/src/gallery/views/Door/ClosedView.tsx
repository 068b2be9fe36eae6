import { useEffect } from "react";
import { StateView } from "../../../views/States/StatesView";
import { dateWords } from "../dates";
import { usePlace, useTold } from "../../viewmodels/use";
import { locale, useWords } from "../words";

// What one could read has ended. The door says the same whatever the reason; the clock may tell.
export function ClosedView() {
  const { room } = usePlace();
  const t = useWords();
  const own = useTold(room.own);
  const ends = (own?.licences ?? []).map((one) => Number(one.untilMs));
  const last = Math.max(0, ...ends);
  const over = last > 0 && ends.every((end) => end > 0) && last <= Date.now();
  useEffect(() => void (document.title = t("door.title")), [t]);
  return (
    <main>
      <StateView title={over ? t("closed.over", { date: dateWords(last, locale()) }) : t("closed.title")} heading>
        <p>{over ? t("closed.overNext") : t("closed.why")}</p>
        <button type="button" className="plain" onClick={() => void room.start("")}>{t("state.again")}</button>
        <button type="button" className="quiet" onClick={() => void room.leave()}>{t("closed.other")}</button>
      </StateView>
    </main>
  );
}
