import { LineViewModel } from "../../viewmodels/LineViewModel";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { useWords } from "../words";
import css from "./Line.module.css";

// A thin bar at the foot of the page when the line is away. The room stays readable, and nothing in it moves.
export function LineView() {
  const { session } = useRoom();
  const t = useWords();
  const vm = useViewModel(() => new LineViewModel(session), [session]);
  const { line, waitingPosts, refused } = useSnapshot(vm);
  return (
    <div role="status">
      {line !== "open" && (
        <p className={css.bar}>
          <span>{line === "ended" ? t("line.ended") : t("line.waiting")}</span>
          {waitingPosts > 0 && <span>{t("line.posts", { count: waitingPosts })}</span>}
          {line === "ended" ? (
            <button type="button" onClick={() => location.reload()}>{t("line.reload")}</button>
          ) : (
            <button type="button" disabled={line === "calling"} onClick={vm.retryNow}>{line === "calling" ? t("line.calling") : t("line.tryNow")}</button>
          )}
        </p>
      )}
      {refused.map((one) => (
        <p key={one.id} className={css.refused}>
          <span>{t("line.refused", { why: one.sentence })}</span>
          <button type="button" onClick={() => vm.dismiss(one.id)}>{t("line.dismiss")}</button>
        </p>
      ))}
    </div>
  );
}
