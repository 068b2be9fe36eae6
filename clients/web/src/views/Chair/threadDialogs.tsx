import { useState } from "react";
import { can } from "../../model/rights";
import { Resolution } from "../../wire/gen/proto/member_pb";
import { spanWords } from "../../viewmodels/spans";
import { useSnapshot } from "../../viewmodels/use";
import { locale, useWords } from "../words";
import type { WishProps } from "./ChairDialogs";
import { DeedDialog } from "./DeedDialog";
import { Choice, Reason, Says, Span, TextField } from "./fields";
import css from "./Chair.module.css";

const titleMax = 200;
const wordsMax = 500;
const hour = 3_600;
const day = 24 * hour;

export function LockDialog({ vm, deeds, perform, onClose }: WishProps) {
  const t = useWords();
  const [reason, setReason] = useState("");
  return (
    <DeedDialog title={t("chair.lockAsk")} confirm={t("chair.lock")} deed={() => deeds.lock(vm.threadId, true, reason)} perform={perform} onClose={onClose}>
      <Says>{t("chair.lockSays")}</Says>
      <Reason value={reason} put={setReason} />
    </DeedDialog>
  );
}

export function PinDialog({ vm, deeds, perform, onClose }: WishProps) {
  const t = useWords();
  const [seconds, setSeconds] = useState(7 * day);
  const [reason, setReason] = useState("");
  const endsAt = () => (seconds > 0 ? vm.session.clock.now() + seconds * 1000 : 0);
  return (
    <DeedDialog title={t("chair.pinAsk")} confirm={t("chair.pin")} deed={() => deeds.pin(vm.threadId, true, endsAt(), reason)} perform={perform} onClose={onClose}>
      <Says>{t("chair.pinSays")}</Says>
      <Span label={t("chair.howLong")} seconds={seconds} put={setSeconds} offered={[day, 3 * day, 7 * day, 30 * day]} endless={t("chair.untilUnpinned")} />
      <Reason value={reason} put={setReason} />
    </DeedDialog>
  );
}

export function SlowDialog({ vm, deeds, perform, onClose }: WishProps) {
  const t = useWords();
  const { thread } = useSnapshot(vm);
  const before = thread?.slowModeS ?? 0;
  const [seconds, setSeconds] = useState(before || 60);
  const [reason, setReason] = useState("");
  return (
    <DeedDialog title={t("chair.slowAsk")} confirm={t("chair.slowSet")} ready={seconds !== before} deed={() => deeds.slow({ threadId: vm.threadId }, seconds, before, reason)} perform={perform} onClose={onClose}>
      <Says>{t("chair.slowSays")}</Says>
      <SlowChoice seconds={seconds} put={setSeconds} />
      <Reason value={reason} put={setReason} />
    </DeedDialog>
  );
}

export function SlowChoice({ seconds, put }: { seconds: number; put: (seconds: number) => void }) {
  const t = useWords();
  const offered = [10, 60, 300, 900, hour, day];
  const options = [{ value: 0, words: t("chair.slowOff") }, ...offered.map((value) => ({ value, words: spanWords(value, locale()) }))];
  return <Choice label={t("chair.slowEvery")} value={seconds} put={put} options={options} />;
}

export function MoveDialog({ vm, deeds, perform, onClose }: WishProps) {
  const t = useWords();
  const { thread } = useSnapshot(vm);
  const from = thread?.topicId ?? "0";
  const topics = topicsFor(vm, "move_thread").filter((topic) => topic.id !== from);
  const [topicId, setTopicId] = useState(topics[0]?.id ?? "");
  const [reason, setReason] = useState("");
  const name = (id: string) => vm.session.store.state.topics.get(id)?.topic.title ?? "";
  return (
    <DeedDialog title={t("chair.moveAsk")} confirm={t("chair.moveDo")} ready={!!topicId} deed={() => deeds.move(vm.threadId, topicId, from, name(topicId), name(from), reason)} perform={perform} onClose={onClose}>
      <Says>{t("chair.moveSays")}</Says>
      {topics.length > 0 ? <TopicField label={t("chair.moveTo")} topics={topics} value={topicId} put={setTopicId} /> : <Says>{t("chair.moveNowhere")}</Says>}
      <Reason value={reason} put={setReason} />
    </DeedDialog>
  );
}

export function TopicField({ label, topics, value, put }: { label: string; topics: readonly { id: string; title: string }[]; value: string; put: (id: string) => void }) {
  return (
    <label className={css.field}>
      <span>{label}</span>
      <select className={css.input} value={value} onChange={(event) => put(event.target.value)}>
        {topics.map((topic) => <option key={topic.id} value={topic.id}>{topic.title}</option>)}
      </select>
    </label>
  );
}

// Where one may bring something: nobody moves content where they have no right.
export function topicsFor(vm: WishProps["vm"], action: "move_thread" | "split_thread"): { id: string; title: string }[] {
  const { topics, rights } = vm.session.store.state;
  return [...topics.values()].map((one) => one.topic).filter((topic) => !topic.archived && can(rights, action, topic.id));
}

export function RenameDialog({ vm, deeds, perform, onClose }: WishProps) {
  const t = useWords();
  const before = useSnapshot(vm).thread?.title ?? "";
  const [title, setTitle] = useState(before);
  const [reason, setReason] = useState("");
  const named = title.trim();
  return (
    <DeedDialog title={t("chair.renameAsk")} confirm={t("chair.renameDo")} ready={!!named && named !== before} deed={() => deeds.rename(vm.threadId, named, before, reason)} perform={perform} onClose={onClose}>
      <TextField label={t("chair.title")} value={title} put={setTitle} max={titleMax} />
      <Reason value={reason} put={setReason} />
    </DeedDialog>
  );
}

export function CloseDialog({ vm, deeds, perform, onClose }: WishProps) {
  const t = useWords();
  const [resolution, setResolution] = useState<Resolution>(Resolution.SOLVED);
  const [words, setWords] = useState("");
  const [reason, setReason] = useState("");
  const options = [
    { value: Resolution.SOLVED, words: t("thread.howSolved") },
    { value: Resolution.ANSWERED, words: t("thread.howAnswered") },
    { value: Resolution.DUPLICATE, words: t("thread.howDuplicate") },
    { value: Resolution.OFF_TOPIC, words: t("thread.howOffTopic") },
    { value: Resolution.NO_ANSWER, words: t("thread.howNoAnswer") },
    { value: Resolution.OTHER, words: t("chair.howOther") },
  ];
  return (
    <DeedDialog title={t("chair.closeAsk")} confirm={t("chair.closeDo")} deed={() => deeds.close(vm.threadId, resolution, words.trim(), reason)} perform={perform} onClose={onClose}>
      <Says>{t("chair.closeSays")}</Says>
      <Choice label={t("chair.how")} value={resolution} put={setResolution} options={options} />
      <TextField label={t("chair.closeWords")} value={words} put={setWords} max={wordsMax} hint={t("chair.closeWordsHint")} />
      <Reason value={reason} put={setReason} />
    </DeedDialog>
  );
}

export function KeepDialog({ vm, deeds, perform, onClose }: WishProps) {
  const t = useWords();
  return (
    <DeedDialog title={t("chair.keepAsk")} confirm={t("chair.keepDo")} deed={() => deeds.keep(vm.threadId)} perform={perform} onClose={onClose}>
      <Says>{t("chair.keepSays")}</Says>
    </DeedDialog>
  );
}

export function ArchiveDialog({ vm, deeds, perform, onClose }: WishProps) {
  const t = useWords();
  const [reason, setReason] = useState("");
  return (
    <DeedDialog title={t("chair.archiveAsk")} confirm={t("chair.archive")} deed={() => deeds.archive(vm.threadId, true, reason)} perform={perform} onClose={onClose}>
      <Says>{t("chair.archiveSays")}</Says>
      <Reason value={reason} put={setReason} />
    </DeedDialog>
  );
}
