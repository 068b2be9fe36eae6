import { LineViewModel } from "../../viewmodels/LineViewModel";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { useSyncExternalStore } from "react";
import { Link } from "../Link";
import { useWords } from "../words";
import css from "./Line.module.css";

// A thin bar at the foot of the page when the line is away. The room stays readable, and nothing in it moves.
export function LineView() {
  const { session, router } = useRoom();
  const here = useSyncExternalStore((listener) => router.route.subscribe(listener), () => location.pathname);
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
      {refused.filter((one) => !one.place || !here.startsWith(one.place)).map((one) => (
        <p key={one.id} className={css.refused}>
          <span>{t("line.refused", { why: one.sentence })}</span>
          {one.place ? <Link to={one.place}>{t("line.look")}</Link> : <button type="button" onClick={() => vm.dismiss(one.id)}>{t("line.dismiss")}</button>}
        </p>
      ))}
    </div>
  );
}
