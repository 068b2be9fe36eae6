import type { AuditRow } from "../../viewmodels/chair/auditRow";
import { threadTitle, topicTitle } from "../../viewmodels/chair/titles";
import { none } from "../../model/place";
import type { State } from "../../model/state";
import { paths } from "../../viewmodels/router";
import { fullTime, timeWords } from "../../viewmodels/times";
import { Link } from "../Link";
import { locale, useNow, useWords } from "../words";
import { actionWords } from "./actions";
import { saidChanges } from "./changes";
import own from "./Audit.module.css";

interface Props {
  row: AuditRow;
  state: State;
  inThread?: boolean;
  ofPerson?: boolean;
  companies?: ReadonlyMap<string, string>;
}

// One entry: what, who, when; to what or whom; how it was before; why.
export function EntryView({ row, state, inThread = false, ofPerson = false, companies }: Props) {
  const t = useWords();
  const now = useNow();
  const said = saidChanges(row.changes, { t, state, now, locale: locale(), companies });
  const title = threadTitle(state, row.threadId);
  const topic = topicTitle(state, row.topicId);
  return (
    <article className={own.entry} data-row={row.number} tabIndex={-1} aria-label={t(actionWords(row.action))}>
      <p className={own.what}>
        <strong>{t(actionWords(row.action))}</strong>
        <span>{row.by ? row.by.handle || t("post.erased") : t("audit.byHouse")}</span>
        <span className={own.number} title={row.hash}>{t("audit.number", { n: row.number })}</span>
        <time dateTime={new Date(row.at).toISOString()} title={fullTime(row.at, locale())}>{timeWords(row.at, now, locale())}</time>
      </p>
      <p className={own.where}>
        {row.whom && !ofPerson && <Link to={paths.desk("people", row.whom.id)}>{row.whom.handle || t("post.erased")}</Link>}
        {row.postId !== none && <Link to={`/posts/${row.postId}`}>{t("desk.thePost")}</Link>}
        {!inThread && row.threadId !== none && <Link to={paths.thread(row.topicId, row.threadId)} dir="auto">{title || t("audit.theThread")}</Link>}
        {!inThread && topic && <span dir="auto">{topic}</span>}
      </p>
      {row.reason && <q className={own.why} dir="auto">{row.reason}</q>}
      {(said.length > 0 || row.wordsBefore || row.wordsAfter) && (
        <ul className={own.changes}>
          {(row.wordsBefore || row.wordsAfter) && <ChangeView label={t("audit.fWords")} before={row.wordsBefore} after={row.wordsAfter} />}
          {said.map((one) => <ChangeView key={one.label} {...one} />)}
        </ul>
      )}
    </article>
  );
}

function ChangeView({ label, before, after }: { label: string; before: string; after: string }) {
  const t = useWords();
  return (
    <li>
      <span className={own.label}>{label}</span>
      {before && <span dir="auto"><span className="unseen">{t("audit.before")} </span>{before}</span>}
      <span aria-hidden="true">{before && "→"}</span>
      <span dir="auto"><span className="unseen">{t("audit.after")} </span>{after || t("audit.nothing")}</span>
    </li>
  );
}
