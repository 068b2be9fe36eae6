import { useEffect, useState, type Ref } from "react";
import type { ComposerViewModel } from "../../viewmodels/ComposerViewModel";
import { paths } from "../../viewmodels/router";
import { spanWords, untilWords } from "../../viewmodels/spans";
import type { ThreadSnapshot } from "../../viewmodels/ThreadViewModel";
import type { HeldRow, ThreadRules } from "../../viewmodels/threadRules";
import { ComposerView } from "../Composer/ComposerView";
import { IconView } from "../Icon/IconView";
import { Link } from "../Link";
import { PostBody } from "../Post/PostBody";
import { locale, useNow, useWords } from "../words";
import css from "./Notices.module.css";

interface Props {
  shown: ThreadSnapshot;
  composer: ComposerViewModel;
  box: Ref<HTMLTextAreaElement>;
}

// Where one writes, or why one cannot. What is typed stays in the draft whatever happens to the thread.
export function FootView({ shown, composer, box }: Props) {
  const t = useWords();
  const { rules, slowUntil, held } = shown;
  const wait = useCountdown(slowUntil);
  const lines = [
    rules.slowS > 0 && (wait > 0
      ? t("thread.slowWait", { time: spanWords(Math.ceil(wait / 1000), locale()) })
      : t("thread.slow", { time: spanWords(rules.slowS, locale()) })),
    rules.waits && t("thread.waits"),
    (rules.locked || rules.closed) && t("thread.lockedChair"),
  ].filter((line) => typeof line === "string");
  return (
    <div className={css.foot}>
      {held.map((row) => <HeldView key={row.id} row={row} />)}
      {rules.mayWrite ? (
        <>
          <div role="status">{lines.map((line) => <p key={line} className={css.line}><IconView name="clock" />{line}</p>)}</div>
          <ComposerView vm={composer} box={box} waits={wait > 0} />
        </>
      ) : (
        <ShutLine rules={rules} />
      )}
    </div>
  );
}

function ShutLine({ rules }: { rules: ThreadRules }) {
  const t = useWords();
  const now = useNow();
  const { topicArchived, archived, closed, locked, muted, mutedUntil, movedTo } = rules;
  const why = topicArchived ? t("threads.archivedTopic")
    : movedTo ? t("thread.movedShut")
    : archived ? t("thread.archived")
    : closed ? t("thread.closedShut")
    : locked ? t("thread.locked")
    : muted && mutedUntil ? t("thread.mutedUntil", { time: untilWords(mutedUntil, now, locale()) })
    : muted ? t("thread.muted")
    : t("thread.mayNotWrite");
  return (
    <p className={css.closed} role="status">
      <IconView name="lock" />
      <span>{why} {muted && <Link to={paths.standing}>{t("thread.mutedWhy")}</Link>}</span>
    </p>
  );
}

function HeldView({ row }: { row: HeldRow }) {
  const t = useWords();
  return (
    <div className={css.held}>
      <PostBody html={row.html} />
      <p className={css.heldState}><IconView name="clock" /><span>{row.rejected ? t("post.rejected", { why: row.why }) : t("post.held")}</span></p>
    </div>
  );
}

// Milliseconds until then, told each second while there are some.
function useCountdown(until: number): number {
  const [now, setNow] = useState(() => Date.now());
  const left = until - now;
  useEffect(() => {
    if (until <= Date.now()) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [until, left <= 0]);
  return Math.max(0, left);
}
