import { Link } from "../../../views/Link";
import { paths } from "../../viewmodels/router";
import { usePlace, useTold } from "../../viewmodels/use";
import { useWords } from "../words";
import page from "../Page.module.css";
import css from "./Search.module.css";

// What saved searches have found since this page was opened, the newest first.
export function AlertsView() {
  const { room } = usePlace();
  const t = useWords();
  const alerts = useTold(room.alerts);
  if (alerts.length === 0) return null;
  return (
    <section className={page.section} aria-labelledby="alerts">
      <h2 id="alerts">{t("alerts.title")}</h2>
      {alerts.map((alert, i) => (
        <div key={i} className={css.saved}>
          <strong dir="auto">{alert.name}</strong>
          {alert.entries.map((entry) => (
            <Link key={entry.id} to={paths.post(entry.topic, entry.thread, entry.id)} dir="auto">{entry.text.slice(0, 100) || t("thread.untitled")}</Link>
          ))}
        </div>
      ))}
      <button type="button" className="quiet" onClick={() => room.alerts.change([])}>{t("alerts.clear")}</button>
    </section>
  );
}
