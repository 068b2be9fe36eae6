import { useState } from "react";
import type { AskedRequest, RequestsViewModel } from "../../viewmodels/chair/RequestsViewModel";
import { DeedDialog } from "../Chair/DeedDialog";
import { Says, TextField } from "../Chair/fields";
import { usePerform } from "../Chair/useDeeds";
import { useWords } from "../words";
import css from "../Chair/Chair.module.css";

const wordsMax = 1_000;
const titleMax = 200;

interface Props {
  vm: RequestsViewModel;
  request: AskedRequest;
  onClose: () => void;
}

function Words({ label, hint, value, put, rows = 3, max = wordsMax }: { label: string; hint?: string; value: string; put: (value: string) => void; rows?: number; max?: number }) {
  return (
    <label className={css.field}>
      <span>{label}</span>
      <textarea className={css.text} dir="auto" rows={rows} maxLength={max} value={value} onChange={(event) => put(event.target.value)} />
      {hint && <span className={css.soft}>{hint}</span>}
    </label>
  );
}

export function DecideRequestDialog({ vm, request, accept, onClose }: Props & { accept: boolean }) {
  const t = useWords();
  const perform = usePerform(vm.session);
  const [words, setWords] = useState("");
  const deed = () => ({ said: accept ? "said.requestAccepted" : "said.requestDeclined", run: async () => { await vm.decide(request.id, accept, words.trim()); return null; } });
  return (
    <DeedDialog title={t(accept ? "requests.acceptAsk" : "requests.declineAsk")} confirm={t(accept ? "requests.accept" : "requests.decline")} danger={!accept} ready={accept || !!words.trim()} deed={deed} perform={perform} onClose={onClose}>
      <Says>{t(accept ? "requests.acceptSays" : "requests.declineSays", { company: request.company })}</Says>
      <Words label={t(accept ? "requests.conditions" : "chair.why")} hint={t("requests.companyReads")} value={words} put={setWords} />
    </DeedDialog>
  );
}

export function PublishDialog({ vm, request, onClose }: Props) {
  const t = useWords();
  const perform = usePerform(vm.session);
  const [title, setTitle] = useState(request.title);
  const [source, setSource] = useState(request.words);
  const deed = () => ({ said: "said.requestPublished", run: async () => { await vm.publish(request.id, title.trim(), source.trim()); return null; } });
  return (
    <DeedDialog wide title={t("requests.publishAsk")} confirm={t("requests.publish")} ready={!!title.trim() && !!source.trim()} deed={deed} perform={perform} onClose={onClose}>
      <Says>{t("requests.publishSays", { company: request.company, topic: vm.topicOf(request.topicId) })}</Says>
      <TextField label={t("chair.title")} value={title} put={setTitle} max={titleMax} />
      <Words label={t("requests.source")} hint={t("composer.markdown")} value={source} put={setSource} rows={8} max={20_000} />
    </DeedDialog>
  );
}

export function AnswerRequestDialog({ vm, request, onClose }: Props) {
  const t = useWords();
  const perform = usePerform(vm.session);
  const [words, setWords] = useState("");
  const deed = () => ({ said: "said.requestAnswered", run: async () => { await vm.answer(request.id, words.trim()); return null; } });
  return (
    <DeedDialog title={t("requests.answerAsk")} confirm={t("requests.answer")} ready={!!words.trim()} deed={deed} perform={perform} onClose={onClose}>
      <Says>{t("requests.answerSays", { company: request.company })}</Says>
      <Words label={t("requests.answerWords")} hint={t("requests.companyReads")} value={words} put={setWords} rows={5} />
    </DeedDialog>
  );
}
