import { memo } from "react";
import { paths } from "../../viewmodels/router";
import type { ThreadRow } from "../../viewmodels/threadRow";
import { unreadMax } from "../../viewmodels/threadRow";
import { shortTime } from "../../viewmodels/times";
import { classes } from "../classes";
import { Link } from "../Link";
import { MarkView } from "../Mark/MarkView";
import { locale, useWords } from "../words";
import css from "./ThreadRow.module.css";

interface Props {
  row: ThreadRow;
  current: boolean;
  now: number;
  withTopic?: boolean;
}

export const ThreadRowView = memo(function ThreadRowView({ row, current, now, withTopic }: Props) {
  const t = useWords();
  const notes = [
    row.sponsor && t("threads.sponsor", { company: row.sponsor }),
    row.kept && t("threads.kept"),
    row.mentioned && row.unread > 0 && t("threads.mentioned"),
    row.watch === "followed" && t("threads.followed"),
    row.watch === "muted" && t("threads.muted"),
    row.pinned && t("threads.pinned"),
    row.locked && t("threads.locked"),
    row.closed && t("threads.closed"),
    row.here > 0 && t("threads.here", { count: row.here }),
  ].filter(Boolean);
  return (
    <Link
      to={paths.thread(row.topicId, row.id)}
      data-row={row.id}
      aria-current={current ? "page" : undefined}
      className={classes(css.row, row.isUnread && css.unread, row.watch === "muted" && css.muted)}
    >
      <MarkView handle={row.openedBy.handle} />
      <span className={css.words}>
        <span className={css.top}>
          <span className={css.title} dir="auto">{row.title}</span>
          <time className={css.time} dateTime={new Date(row.lastAt).toISOString()}>{shortTime(row.lastAt, now, locale())}</time>
        </span>
        {row.excerpt && <span className={css.excerpt} dir="auto">{row.excerpt}</span>}
        <span className={css.foot}>
          {withTopic && <span className={css.topic}>{row.topic}</span>}
          <span>{t("threads.posts", { count: row.posts })}</span>
          {notes.map((note) => <span key={note as string} className={css.note}>{note}</span>)}
          {row.unread > 0 && row.watch !== "muted" && (
            <span className={css.count}>{row.unread >= unreadMax ? t("threads.unreadMany") : t("threads.unread", { count: row.unread })}</span>
          )}
        </span>
      </span>
    </Link>
  );
});
