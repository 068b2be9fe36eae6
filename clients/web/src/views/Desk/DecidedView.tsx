import { useRef } from "react";
import { DecidedViewModel, type DecidedRow } from "../../viewmodels/chair/DecidedViewModel";
import { paths } from "../../viewmodels/router";
import { fullTime, timeWords } from "../../viewmodels/times";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { ReportOutcome } from "../../wire/gen/proto/member_pb";
import { useRows } from "./useRows";
import { Link } from "../Link";
import { FailedView, LoadingView } from "../States/StatesView";
import { locale, useNow, useWords } from "../words";
import css from "./Desk.module.css";
import own from "./Audit.module.css";

const outcomes: Partial<Record<ReportOutcome, string>> = {
  [ReportOutcome.REPORT_AGREED]: "desk.outAgreed",
  [ReportOutcome.REPORT_DISAGREED]: "desk.outDisagreed",
  [ReportOutcome.REPORT_IGNORED]: "desk.outIgnored",
};

export default function DecidedView() {
  const t = useWords();
  const { session } = useRoom();
  const vm = useViewModel(() => new DecidedViewModel(session), [session]);
  const { state, rows, more } = useSnapshot(vm);
  const list = useRef<HTMLOListElement>(null);
  useRows(list);
  if (state === "loading") return <LoadingView kind="row" />;
  if (state === "failed") return <FailedView retry={() => void vm.load()} />;
  return (
    <div className={css.page}>
      <p><Link to={paths.desk()}>{t("desk.queue")}</Link></p>
      <h2 className={own.title}>{t("desk.decided")}</h2>
      {rows.length === 0 && <p className={css.soft}>{t("desk.decidedNone")}</p>}
      <ol ref={list} className={own.entries}>{rows.map((row) => <li key={row.postId}><RowView row={row} /></li>)}</ol>
      {more && <button type="button" className={css.quiet} onClick={() => void vm.loadMore()}>{t("desk.more")}</button>}
    </div>
  );
}

function RowView({ row }: { row: DecidedRow }) {
  const t = useWords();
  const now = useNow();
  return (
    <article className={own.entry} data-row={row.postId} tabIndex={-1} aria-label={t(outcomes[row.outcome] ?? "desk.outIgnored")}>
      <p className={own.what}>
        <strong>{t(outcomes[row.outcome] ?? "desk.outIgnored")}</strong>
        <span>{row.by.handle || t("post.erased")}</span>
        <time dateTime={new Date(row.at).toISOString()} title={fullTime(row.at, locale())}>{timeWords(row.at, now, locale())}</time>
      </p>
      <p className={own.where}>
        <Link to={`/posts/${row.postId}`} dir="auto">{row.threadTitle || t("desk.thePost")}</Link>
        <span>{row.author.handle || t("post.erased")}</span>
        <span>{t("desk.reports", { count: row.total })}</span>
      </p>
      {row.excerpt && <p className={own.excerpt} dir="auto">{row.excerpt}</p>}
      {row.answer && <q className={own.why} dir="auto">{row.answer}</q>}
    </article>
  );
}
