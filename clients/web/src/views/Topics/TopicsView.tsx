import { memo } from "react";
import { paths } from "../../viewmodels/router";
import { TopicsViewModel, type TopicRow } from "../../viewmodels/TopicsViewModel";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { classes } from "../classes";
import { Link } from "../Link";
import { LoadingView } from "../States/StatesView";
import { useWords } from "../words";
import css from "./Topics.module.css";

export function TopicsView({ current }: { current: string }) {
  const { session } = useRoom();
  const t = useWords();
  const { state, community, topics, desk, log } = useSnapshot(useViewModel(() => new TopicsViewModel(session), [session]));
  return (
    <>
      <header className={css.head}>
        <Link to={paths.home} className={css.community}>{community}</Link>
      </header>
      <nav aria-label={t("topics.title")} data-pane="topics" className={css.list}>
        <Link to={paths.home} className={classes(css.row, css.home)} aria-current={current === "home" ? "page" : undefined}>
          <span className={css.title}>{t("home.title")}</span>
        </Link>
        {desk && (
          <Link to={paths.desk()} className={classes(css.row, css.home)} aria-current={current === "desk" ? "page" : undefined}>
            <span className={css.title}>{t("topics.desk")}</span>
          </Link>
        )}
        <h2 className={css.label}>{t("topics.title")}</h2>
        {state === "loading" && <LoadingView kind="row" rows={4} />}
        {state === "ready" && topics.length === 0 && <p className={css.none}>{t("topics.none")}</p>}
        <ul>
          {topics.map((topic) => (
            <li key={topic.id}>
              <Row topic={topic} current={topic.id === current} />
            </li>
          ))}
        </ul>
        {log && state === "ready" && <Link to={paths.log} className={classes(css.row, css.log)} aria-current={current === "log" ? "page" : undefined}>{t("topics.log")}</Link>}
      </nav>
    </>
  );
}

const Row = memo(function Row({ topic, current }: { topic: TopicRow; current: boolean }) {
  const t = useWords();
  return (
    <Link to={paths.topic(topic.id)} className={classes(css.row, topic.unread > 0 && css.unread)} aria-current={current ? "page" : undefined} title={topic.problem}>
      <span className={css.title} dir="auto">{topic.title}</span>
      {topic.archived && <span className={css.note}>{t("topics.archived")}</span>}
      {topic.unread > 0 && (
        <span className={css.count}>
          <span aria-hidden="true">{topic.unread > 98 ? t("threads.many") : topic.unread}</span>
          <span className="unseen">{t("topics.unread", { count: topic.unread })}</span>
        </span>
      )}
    </Link>
  );
});
