import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { none } from "../../model/place";
import { AuditViewModel } from "../../viewmodels/chair/AuditViewModel";
import { threadTitle } from "../../viewmodels/chair/titles";
import { paths } from "../../viewmodels/router";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { whyNot } from "../Chair/useDeeds";
import { Link } from "../Link";
import { FailedView, LoadingView } from "../States/StatesView";
import { useSay } from "../Toast/say";
import { useWords } from "../words";
import { AuditFilter } from "./AuditFilter";
import { EntryView } from "./EntryView";
import { saveFile } from "./saveFile";
import { useRows } from "./useRows";
import css from "./Desk.module.css";
import own from "./Audit.module.css";

// The audit log, or the part of it that is about one thread or one topic.
export default function AuditView({ threadId = none, topicId = none }: { threadId?: string; topicId?: string }) {
  const t = useWords();
  const say = useSay();
  const { session } = useRoom();
  const vm = useViewModel(() => new AuditViewModel(session, { threadId, topicId }), [session, threadId, topicId]);
  const { state, wish, rows, more, companies } = useSnapshot(vm);
  const known = useSyncExternalStore((listener) => session.store.subscribe(listener), () => session.store.state);
  const [busy, setBusy] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const ofThread = threadId !== none;
  useThread(threadId);
  useRows(list);
  const save = async () => {
    setBusy(true);
    try {
      saveFile(`audit-${new Date().toISOString().slice(0, 10)}.jsonl`, await vm.exported());
    } catch (why) {
      say(await whyNot(session, t, why));
    }
    setBusy(false);
  };
  const title = threadTitle(known, threadId);
  const place = known.threads.get(threadId)?.thread;
  return (
    <div className={css.page}>
      {ofThread && <h2 className={own.title}>{t("audit.ofThread")} {place ? <Link to={paths.thread(place.topicId, threadId)} dir="auto">{title}</Link> : null}</h2>}
      <AuditFilter wish={wish} want={vm.want} ofThread={ofThread}>
        <button type="button" className={css.quiet} disabled={busy || state !== "ready"} onClick={() => void save()}>{t("audit.export")}</button>
      </AuditFilter>
      {state === "loading" && <LoadingView kind="row" rows={4} />}
      {state === "failed" && <FailedView retry={() => void vm.load()} />}
      {state === "ready" && rows.length === 0 && <p className={css.soft}>{more ? t("audit.noneYet") : t("audit.none")}</p>}
      <ol ref={list} className={own.entries} aria-label={t("audit.title")}>
        {rows.map((row) => <li key={row.number}><EntryView row={row} state={known} inThread={ofThread} companies={companies} /></li>)}
      </ol>
      {state === "ready" && more && <button type="button" className={css.quiet} onClick={() => void vm.loadMore()}>{t("desk.more")}</button>}
    </div>
  );
}

// One who comes here by an address has not read the thread: its title is asked for.
function useThread(threadId: string): void {
  const { session } = useRoom();
  useEffect(() => {
    if (threadId !== none && !session.store.state.threads.has(threadId)) void session.loadPage(threadId, { case: "fromEnd", value: true }, false).catch(() => undefined);
  }, [session, threadId]);
}
