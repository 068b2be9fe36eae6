import { Link } from "../../../views/Link";
import type { Topic } from "../../model/topics";
import { paths } from "../../viewmodels/router";
import { usePlace, useTold } from "../../viewmodels/use";
import { useWords } from "../words";
import css from "./Topics.module.css";

// The topics that are licensed: a list beside the feed, or on a narrow screen one field above it.
export function TopicsView({ current }: { current: string }) {
  const { room, router } = usePlace();
  const t = useWords();
  const topics = useTold(room.topics);
  return (
    <nav aria-label={t("topics.label")}>
      <ul className={css.list}>
        {topics.map((topic) => <TopicRow key={topic.id} topic={topic} current={topic.id === current} />)}
      </ul>
      {topics.length > 1 && (
        <div className={css.choose}>
          <select aria-label={t("topics.label")} value={current} onChange={(event) => router.go(paths.feed(event.target.value))}>
            {topics.map((topic) => <option key={topic.id} value={topic.id}>{topic.title}</option>)}
          </select>
        </div>
      )}
    </nav>
  );
}

function TopicRow({ topic, current }: { topic: Topic; current: boolean }) {
  const { room } = usePlace();
  const t = useWords();
  const fresh = useTold(room.feeds.of(topic.id)).feed.fresh.length;
  return (
    <li>
      <Link to={paths.feed(topic.id)} aria-current={current ? "page" : undefined}>
        <span dir="auto">{topic.title}</span>
        {fresh > 0 && <span className={css.fresh}>{t("feed.fresh", { count: fresh })}</span>}
        <span className={css.late}>{topic.embargoHours === 0 ? t("topics.live") : t("topics.late", { count: topic.embargoHours })}</span>
      </Link>
    </li>
  );
}
