import type { Context, QueueRow } from "../../viewmodels/chair/QueueViewModel";
import { paths } from "../../viewmodels/router";
import type { Person } from "../../viewmodels/person";
import { fullTime, listWords, timeWords } from "../../viewmodels/times";
import { useRoom } from "../../viewmodels/use";
import { can } from "../../model/rights";
import { ReportKind } from "../../wire/gen/proto/member_pb";
import { IconView } from "../Icon/IconView";
import { Link } from "../Link";
import { MarkView } from "../Mark/MarkView";
import { PersonLine } from "../Post/PersonLine";
import { PostBody } from "../Post/PostBody";
import { locale, useNow, useWords } from "../words";
import { HistoryLine } from "./HistoryLine";
import { kindWords } from "./kinds";
import type { Decision } from "./QueueView";
import css from "./Desk.module.css";

interface Props {
  row: QueueRow;
  others: readonly Person[]; // of the chair, who look at it too
  context: Context | null;
  taken: boolean; // somebody else has it, and I may not take it over
  outranked: boolean; // it was written by somebody above me
  onBack: () => void;
  claim: () => void;
  release: () => void;
  approve: () => void;
  decide: (what: Decision) => void;
}

export const namesOf = (people: readonly Person[]): string => listWords(people.map((one) => one.handle), locale());

// One case: the post in its thread, who wrote it, who reported it and why, and what one can do.
export function CaseView({ row, others, context, taken, outranked, onBack, claim, release, approve, decide }: Props) {
  const t = useWords();
  const now = useNow();
  const { session } = useRoom();
  const seesPeople = can(session.store.state.rights, "see_people");
  const address = row.kind === "held" ? paths.thread(row.topicId, row.threadId) : paths.post(row.topicId, row.threadId, row.postId);
  return (
    <article className={css.case} aria-labelledby="case-title">
      <header className={css.caseHead}>
        <button type="button" className={css.caseBack} onClick={onBack} aria-label={t("thread.back", { place: t("desk.queue") })}><IconView name="back" /></button>
        <div>
          <p className={css.soft} dir="auto">{row.topic}</p>
          <h2 id="case-title" className={css.caseTitle} dir="auto"><Link to={address}>{row.threadTitle || row.topic}</Link></h2>
        </div>
      </header>
      <div className={css.caseBody}>
        {context?.before.map((post) => <ContextView key={post.id} post={post} />)}
        <div className={css.meant}>
          <p className={css.by}>
            <PersonLine person={row.author} />
            <time dateTime={new Date(row.writtenAt).toISOString()} title={fullTime(row.writtenAt, locale())}>{timeWords(row.writtenAt, now, locale())}</time>
          </p>
          {row.covered && <p className={css.soft}>{row.hiddenByReports ? t("desk.coveredByReports") : row.covered === "hidden" ? t("post.hidden") : t("post.deletedOther")}</p>}
          <PostBody html={row.html} />
        </div>
        {context?.after.map((post) => <ContextView key={post.id} post={post} />)}
        {row.reports.length > 0 && (
          <section className={css.part} aria-labelledby="case-reports">
            <h3 id="case-reports">{t("desk.reports", { count: row.total })}</h3>
            <ul className={css.reports}>
              {row.reports.map((one, i) => (
                <li key={i}>
                  <span className={css.kind}>{t(kindWords(one.kind))}</span>
                  {one.reason && <q dir="auto">{one.reason}</q>}
                  <span className={css.soft}>{one.kind !== ReportKind.REPORT_WORD_RULE && `${one.by.handle || t("post.erased")}, `}{timeWords(one.at, now, locale())}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <section className={css.part} aria-labelledby="case-author">
          <h3 id="case-author">{t("desk.author", { handle: row.author.handle || t("post.erased") })}</h3>
          {row.history ? <HistoryLine history={row.history} /> : <p>{t("desk.postsBefore", { count: row.postsOfAuthor })}</p>}
          {seesPeople && <p><Link to={paths.desk("people", row.author.id)}>{t("desk.toPerson")}</Link></p>}
        </section>
      </div>
      <footer className={css.acts}>
        <p className={css.lookingLine} role="status">{others.length > 0 && <>{others.map((one) => <MarkView key={one.id} handle={one.handle} size="small" />)}<span>{t("desk.looking", { names: namesOf(others), count: others.length })}</span></>}</p>
        {row.claimedBy && <p className={css.soft} role="status">{row.mine ? t("desk.mineLong") : t("desk.claimedByLong", { handle: row.claimedBy.handle })}</p>}
        {outranked && <p className={css.soft}>{t("desk.outranked")}</p>}
        <div className={css.buttons}>
          {outranked ? null : row.kind === "held" ? (
            <>
              <Act words={t("chair.approve")} stroke="a" main act={approve} />
              <Act words={t("chair.reject")} stroke="d" act={() => decide("reject")} />
            </>
          ) : taken ? null : (
            <>
              <Act words={t("desk.agree")} stroke="a" main act={() => decide("agree")} />
              <Act words={t("desk.disagree")} stroke="d" act={() => decide("disagree")} />
              <Act words={t("desk.ignore")} stroke="i" act={() => decide("ignore")} />
              {row.mine ? <Act words={t("desk.release")} stroke="l" act={release} /> : <Act words={row.claimedBy ? t("desk.takeOver") : t("desk.claim")} stroke="c" act={claim} />}
            </>
          )}
        </div>
      </footer>
    </article>
  );
}

function Act({ words, stroke, act, main }: { words: string; stroke: string; act: () => void; main?: boolean }) {
  return <button type="button" className={main ? css.main : css.quiet} aria-keyshortcuts={stroke} onClick={act}>{words}<kbd aria-hidden="true">{stroke}</kbd></button>;
}

function ContextView({ post }: { post: Context["before"][number] }) {
  return (
    <div className={css.around}>
      <p className={css.by}><strong>{post.author.handle}</strong></p>
      <PostBody html={post.html} />
    </div>
  );
}
