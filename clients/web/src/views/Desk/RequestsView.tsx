import { useRef, useState } from "react";
import { none } from "../../model/place";
import { RequestState, RequestsViewModel, type AskedRequest } from "../../viewmodels/chair/RequestsViewModel";
import { paths } from "../../viewmodels/router";
import { fullTime, timeWords } from "../../viewmodels/times";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { levelWords } from "../Gallery/kinds";
import { Link } from "../Link";
import { FailedView, LoadingView } from "../States/StatesView";
import { locale, useNow, useWords } from "../words";
import { AnswerRequestDialog, DecideRequestDialog, PublishDialog } from "./requestDialogs";
import { useRows } from "./useRows";
import css from "./Desk.module.css";
import own from "./Requests.module.css";

const states: Partial<Record<RequestState, string>> = {
  [RequestState.REQUEST_ACCEPTED]: "requests.isAccepted",
  [RequestState.REQUEST_DECLINED]: "requests.isDeclined",
  [RequestState.REQUEST_PUBLISHED]: "requests.isPublished",
  [RequestState.REQUEST_ANSWERED]: "requests.isAnswered",
};

type Wish = { is: "accept" | "decline" | "publish" | "answer"; request: AskedRequest };

// What companies ask of the members: decided here, put to them by the chair, and answered.
export default function RequestsView() {
  const t = useWords();
  const { session } = useRoom();
  const vm = useViewModel(() => new RequestsViewModel(session), [session]);
  const { state, open, settled } = useSnapshot(vm);
  const [old, setOld] = useState(false);
  const [wish, setWish] = useState<Wish | null>(null);
  const list = useRef<HTMLUListElement>(null);
  useRows(list);
  if (state === "loading") return <LoadingView kind="row" rows={3} />;
  if (state === "failed") return <FailedView retry={() => void vm.load()} />;
  const shown = old ? settled : open;
  const close = () => setWish(null);
  return (
    <div className={css.page}>
      <p className={css.soft}>{t("requests.says")}</p>
      <div className={css.tabs} role="group" aria-label={t("requests.title")}>
        <button type="button" className={css.tab} aria-pressed={!old} onClick={() => setOld(false)}>{t("requests.open", { count: open.length })}</button>
        <button type="button" className={css.tab} aria-pressed={old} onClick={() => setOld(true)}>{t("requests.settled", { count: settled.length })}</button>
      </div>
      {shown.length === 0 && <p>{t(old ? "requests.noneSettled" : "requests.none")}</p>}
      <ul ref={list} className={own.requests}>
        {shown.map((one) => <li key={one.id}><RequestCard request={one} topic={vm.topicOf(one.topicId)} want={(is) => setWish({ is, request: one })} /></li>)}
      </ul>
      {wish?.is === "publish" && <PublishDialog vm={vm} request={wish.request} onClose={close} />}
      {wish?.is === "answer" && <AnswerRequestDialog vm={vm} request={wish.request} onClose={close} />}
      {(wish?.is === "accept" || wish?.is === "decline") && <DecideRequestDialog vm={vm} request={wish.request} accept={wish.is === "accept"} onClose={close} />}
    </div>
  );
}

function RequestCard({ request, topic, want }: { request: AskedRequest; topic: string; want: (is: Wish["is"]) => void }) {
  const t = useWords();
  const now = useNow();
  const { state } = request;
  const asked = Number(request.askedAtMs);
  const act = (words: string, is: Wish["is"], main = false) => <button type="button" className={main ? css.main : css.quiet} onClick={() => want(is)}>{words}</button>;
  return (
    <article className={own.request} data-row={request.id} tabIndex={-1} aria-label={request.title}>
      <p className={own.who}>
        <strong dir="auto">{request.company}</strong> <span>{t(levelWords(request.kind))}</span>
        <time dateTime={new Date(asked).toISOString()} title={fullTime(asked, locale())}>{timeWords(asked, now, locale())}</time>
      </p>
      <h2 className={own.title} dir="auto">{request.title}</h2>
      <p className={own.words} dir="auto">{request.words}</p>
      {request.cohort && <p><span className={css.soft}>{t("requests.cohort")}</span> <span dir="auto">{request.cohort}</span></p>}
      <p className={css.facts}>
        <span dir="auto">{topic}</span>
        <span>{t(states[state] ?? "requests.isAsked")}</span>
        {request.offers > 0 && <span>{t("requests.offers", { count: request.offers })}</span>}
        {request.threadId !== none && <Link to={paths.thread(request.topicId, request.threadId)}>{t("requests.thread")}</Link>}
      </p>
      {request.conditions && <q className={css.quote} dir="auto">{request.conditions}</q>}
      {request.answer && <q className={css.quote} dir="auto">{request.answer}</q>}
      <p className={css.buttons}>
        {state === RequestState.REQUEST_ASKED && <>{act(t("requests.accept"), "accept", true)}{act(t("requests.decline"), "decline")}</>}
        {state === RequestState.REQUEST_ACCEPTED && act(t("requests.publish"), "publish", true)}
        {state === RequestState.REQUEST_PUBLISHED && act(t("requests.answer"), "answer", true)}
      </p>
    </article>
  );
}
