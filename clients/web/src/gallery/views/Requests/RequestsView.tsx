import { useId, useState } from "react";
import { fullTime } from "../../../viewmodels/times";
import { DialogView } from "../../../views/Dialog/DialogView";
import { StateView } from "../../../views/States/StatesView";
import { LicenceLevel, RequestState } from "../../../wire/gen/proto/gallery_pb";
import type { OwnRequest } from "../../../wire/gen/proto/subscriber_pb";
import { idOf } from "../../model/ids";
import { RequestsViewModel, type Wish } from "../../viewmodels/RequestsViewModel";
import { usePlace, useSnapshot, useTold, useViewModel } from "../../viewmodels/use";
import { AskedView } from "../AskedView";
import { sentenceOf } from "../refusal";
import { useSay } from "../say";
import { levelWords } from "../sentences";
import { locale, useWords } from "../words";
import page from "../Page.module.css";

const states: Record<RequestState, string> = {
  [RequestState.REQUEST_STATE_UNSPECIFIED]: "request.asked",
  [RequestState.REQUEST_ASKED]: "request.asked",
  [RequestState.REQUEST_ACCEPTED]: "request.accepted",
  [RequestState.REQUEST_DECLINED]: "request.declined",
  [RequestState.REQUEST_PUBLISHED]: "request.published",
  [RequestState.REQUEST_ANSWERED]: "request.answered",
};

// What the company would ask of members: through the chair, who decides and publishes with its name on it.
export default function RequestsView() {
  const { room } = usePlace();
  const t = useWords();
  const own = useTold(room.own);
  const vm = useViewModel(() => new RequestsViewModel(room), [room]);
  const { asked } = useSnapshot(vm);
  const [asking, setAsking] = useState(false);
  const kinds = [...new Set((own?.licences ?? []).map((one) => one.level))].filter((level) => level > LicenceLevel.LICENCE_OBSERVE);
  return (
    <>
      <header className={page.section}>
        <h1 className={page.title}>{t("rooms.requests")}</h1>
        <p className={page.lead}>{t("requests.lead")}</p>
        {kinds.length > 0 ? <p><button type="button" className="main" onClick={() => setAsking(true)}>{t("requests.ask")}</button></p> : <p className="told">{t("requests.observe")}</p>}
      </header>
      <AskedView asked={asked} again={vm.again}>
        {(requests) => requests.length === 0
          ? kinds.length > 0 && <StateView under title={t("requests.empty")}><p>{t("requests.emptyWhy")}</p></StateView>
          : <div className={page.cards}>{requests.map((one) => <RequestCard key={idOf(one.id)} request={one} />)}</div>}
      </AskedView>
      {asking && <AskDialog kinds={kinds} ask={(wish) => vm.wish(wish)} close={() => setAsking(false)} />}
    </>
  );
}

function RequestCard({ request }: { request: OwnRequest }) {
  const { room } = usePlace();
  const t = useWords();
  const topics = useTold(room.topics);
  const topic = topics.find((one) => one.id === idOf(request.topic));
  const declined = request.state === RequestState.REQUEST_DECLINED;
  return (
    <article className={page.card}>
      <div className={page.bar}>
        <h2 dir="auto">{request.title}</h2>
        <span className={page.tag} data-warn={declined || undefined} data-good={(!declined && request.state > RequestState.REQUEST_ASKED) || undefined}>{t(states[request.state])}</span>
      </div>
      <p className="small" dir="auto">{[levelWords(request.kind, t), topic?.title, request.askedBy, fullTime(Number(request.askedAtMs), locale())].filter(Boolean).join(" · ")}</p>
      <p className={page.words} dir="auto">{request.words}</p>
      {request.cohort && <p className="small" dir="auto">{t("request.cohort", { cohort: request.cohort })}</p>}
      {request.conditions && <p dir="auto"><strong>{t(declined ? "request.why" : "request.conditions")}</strong> {request.conditions}</p>}
      {request.offers > 0 && <p>{t("request.offers", { count: request.offers })}</p>}
      {request.letsKnow.map((words, i) => <p key={i} className={page.quote} dir="auto">{words}</p>)}
      {request.answer && <><p><strong>{t("request.answer")}</strong></p><p className={page.quote} dir="auto">{request.answer}</p></>}
    </article>
  );
}

function AskDialog({ kinds, ask, close }: { kinds: readonly LicenceLevel[]; ask: (wish: Wish) => Promise<void>; close: () => void }) {
  const { room } = usePlace();
  const t = useWords();
  const say = useSay();
  const id = useId();
  const topics = useTold(room.topics);
  const [wish, setWish] = useState<Wish>({ kind: kinds[0] ?? LicenceLevel.LICENCE_PANEL, topic: topics[0]?.id ?? "", title: "", words: "", cohort: "" });
  const [refused, setRefused] = useState("");
  const put = (change: Partial<Wish>) => setWish({ ...wish, ...change });
  const send = async () => {
    try {
      await ask(wish);
      close();
      say(t("requests.sent"));
    } catch (why) {
      setRefused(sentenceOf(why, t));
    }
  };
  const ready = wish.title.trim() && wish.words.trim() && wish.topic;
  return (
    <DialogView wide title={t("requests.ask")} onClose={close} actions={[{ words: t("app.cancel"), act: close }, { words: t("requests.send"), act: () => void send(), main: true, disabled: !ready }]}>
      <div className={page.form}>
        <p>{t("requests.who")}</p>
        {refused && <p className="warned" role="alert">{refused}</p>}
        <div className={page.two}>
          <div className="field">
            <label htmlFor={`${id}-kind`}>{t("requests.kind")}</label>
            <select id={`${id}-kind`} value={wish.kind} onChange={(event) => put({ kind: Number(event.target.value) })}>
              {kinds.map((kind) => <option key={kind} value={kind}>{levelWords(kind, t)}</option>)}
            </select>
          </div>
          <div className="field">
            <label htmlFor={`${id}-topic`}>{t("search.topic")}</label>
            <select id={`${id}-topic`} value={wish.topic} onChange={(event) => put({ topic: event.target.value })}>
              {topics.map((one) => <option key={one.id} value={one.id}>{one.title}</option>)}
            </select>
          </div>
        </div>
        <div className="field">
          <label htmlFor={`${id}-title`}>{t("requests.title")}</label>
          <input id={`${id}-title`} value={wish.title} maxLength={200} onChange={(event) => put({ title: event.target.value })} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-words`}>{t("requests.words")}</label>
          <textarea id={`${id}-words`} rows={5} value={wish.words} maxLength={4000} onChange={(event) => put({ words: event.target.value })} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-cohort`}>{t("requests.cohort")}</label>
          <input id={`${id}-cohort`} value={wish.cohort} maxLength={500} onChange={(event) => put({ cohort: event.target.value })} />
        </div>
      </div>
    </DialogView>
  );
}
