import { paths } from "../../viewmodels/router";
import { untilWords } from "../../viewmodels/spans";
import type { ThreadSnapshot } from "../../viewmodels/ThreadViewModel";
import type { ResolutionName } from "../../viewmodels/threadRules";
import { IconView } from "../Icon/IconView";
import { Link } from "../Link";
import { locale, useNow, useWords } from "../words";
import css from "./Notices.module.css";

const resolutions: Record<ResolutionName, string> = {
  solved: "thread.howSolved", answered: "thread.howAnswered", duplicate: "thread.howDuplicate",
  offTopic: "thread.howOffTopic", noAnswer: "thread.howNoAnswer", other: "thread.howOther",
};

// What has become of the thread, under its title: how it ended, where it or some of its posts went.
export function NoticesView({ shown }: { shown: ThreadSnapshot }) {
  const t = useWords();
  const now = useNow();
  const { rules, gone, topicId } = shown;
  const lines: React.ReactNode[] = [];
  if (rules.movedTo) {
    lines.push(
      <p key="moved" className={css.notice}>
        <IconView name="reply" />
        <span>{rules.movedTitle ? t("thread.movedTo", { title: rules.movedTitle }) : t("thread.moved")} <Link to={paths.thread(topicId, rules.movedTo)}>{t("thread.movedGo")}</Link></span>
      </p>,
    );
  }
  if (gone.posts > 0) {
    lines.push(
      <p key="gone" className={css.notice}>
        <IconView name="reply" />
        <span>{t("thread.gone", { count: gone.posts })} {gone.path && <Link to={paths.thread(gone.path.topicId, gone.path.threadId)} dir="auto">{gone.path.title}</Link>}</span>
      </p>,
    );
  }
  if (rules.closed) {
    lines.push(
      <p key="closed" className={css.settled}>
        <IconView name="check" />
        <span>
          <strong>{t(resolutions[rules.resolution])}</strong>{rules.closedBy && ` · ${t("thread.closedBy", { handle: rules.closedBy })}`}
          {rules.words && <span className={css.words} dir="auto">{rules.words}</span>}
        </span>
      </p>,
    );
  }
  if (rules.pinned) {
    lines.push(
      <p key="pinned" className={css.notice}>
        <IconView name="pin" />
        <span>{rules.pinEndsAt ? t("thread.pinnedUntil", { time: untilWords(rules.pinEndsAt, now, locale()) }) : t("thread.pinned")}</span>
      </p>,
    );
  }
  if (rules.kept) lines.push(<p key="kept" className={css.notice}><IconView name="lock" /><span>{t("thread.kept")}</span></p>);
  if (rules.held) lines.push(<p key="held" className={css.notice}><IconView name="clock" /><span>{t("thread.held")}</span></p>);
  return <div role="status">{lines.length > 0 && <div className={css.notices}>{lines}</div>}</div>;
}
