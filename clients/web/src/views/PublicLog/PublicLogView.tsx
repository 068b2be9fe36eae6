import { useRef, useSyncExternalStore } from "react";
import { none } from "../../model/place";
import { threadTitle, topicTitle } from "../../viewmodels/chair/titles";
import { PublicLogViewModel } from "../../viewmodels/PublicLogViewModel";
import { paths } from "../../viewmodels/router";
import { fullTime, timeWords } from "../../viewmodels/times";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { actionWords } from "../Desk/actions";
import { useRows } from "../Desk/useRows";
import { IconView } from "../Icon/IconView";
import { Link } from "../Link";
import { FailedView, LoadingView } from "../States/StatesView";
import { locale, useNow, useWords } from "../words";
import css from "./PublicLog.module.css";

// What the chair did, for every member to read. It names nobody: the server sends no names.
export default function PublicLogView() {
  const t = useWords();
  const now = useNow();
  const { session, router } = useRoom();
  const vm = useViewModel(() => new PublicLogViewModel(session), [session]);
  const { state, rows, more } = useSnapshot(vm);
  const known = useSyncExternalStore((listener) => session.store.subscribe(listener), () => session.store.state);
  const list = useRef<HTMLOListElement>(null);
  useRows(list);
  return (
    <section className={css.page} aria-labelledby="log-title">
      <button type="button" className={css.back} aria-label={t("thread.back", { place: t("topics.title") })} onClick={() => router.back(paths.home)}><IconView name="back" /></button>
      <header className={css.head}>
        <h1 id="log-title" className={css.title}>{t("topics.log")}</h1>
        <p className={css.soft}>{t("log.says")}</p>
      </header>
      {state === "loading" && <LoadingView kind="row" rows={4} />}
      {state === "failed" && <FailedView retry={() => void vm.load()} />}
      {state === "ready" && rows.length === 0 && <p>{t("log.none")}</p>}
      <ol ref={list} className={css.list}>
        {rows.map((row) => {
          const topic = topicTitle(known, row.topicId);
          return (
            <li key={row.number} data-row={row.number} tabIndex={-1} className={css.row}>
              <span className={css.what}>{t(actionWords(row.action))}</span>
              <span className={css.where}>
                {row.threadId !== none && <Link to={paths.thread(row.topicId, row.threadId)} dir="auto">{threadTitle(known, row.threadId) || t("audit.theThread")}</Link>}
                {topic && <span dir="auto">{topic}</span>}
              </span>
              <time className={css.time} dateTime={new Date(row.at).toISOString()} title={fullTime(row.at, locale())}>{timeWords(row.at, now, locale())}</time>
            </li>
          );
        })}
      </ol>
      {more && <button type="button" className={css.more} onClick={() => void vm.loadMore()}>{t("desk.more")}</button>}
    </section>
  );
}
