import { useEffect, useMemo, useState } from "react";
import { none } from "../../model/place";
import { can } from "../../model/rights";
import { useSnapshot } from "../../viewmodels/use";
import { useWords } from "../words";
import type { WishProps } from "./ChairDialogs";
import { DeedDialog } from "./DeedDialog";
import { Choice, Reason, Says, TextField } from "./fields";
import { TopicField, topicsFor } from "./threadDialogs";

const titleMax = 200;
const found = 8;

export function SplitDialog({ vm, deeds, perform, onClose }: WishProps) {
  const t = useWords();
  const { chosen, thread } = useSnapshot(vm);
  const [title, setTitle] = useState("");
  const [topicId, setTopicId] = useState(thread?.topicId ?? none);
  const [reason, setReason] = useState("");
  const topics = topicsFor(vm, "split_thread");
  const to = topicId === thread?.topicId ? none : topicId;
  const perform_: typeof perform = async (deed) => {
    const why = await perform(deed);
    if (!why) vm.choose(false);
    return why;
  };
  return (
    <DeedDialog title={t("chair.splitAsk")} confirm={t("chair.split")} ready={!!title.trim()} deed={() => deeds.split(vm.threadId, chosen, title.trim(), to, reason)} perform={perform_} onClose={onClose}>
      <Says>{t("chair.splitSays", { count: chosen.length })}</Says>
      <TextField label={t("chair.title")} value={title} put={setTitle} max={titleMax} />
      {topics.length > 1 && <TopicField label={t("chair.splitTo")} topics={topics} value={topicId} put={setTopicId} />}
      <Reason value={reason} put={setReason} />
    </DeedDialog>
  );
}

// The thread it is to become part of, by its title or its address.
export function MergeDialog({ vm, deeds, perform, onClose }: WishProps) {
  const t = useWords();
  const { session, threadId } = vm;
  const { thread } = useSnapshot(vm);
  const [wanted, setWanted] = useState("");
  const [into, setInto] = useState("");
  const [reason, setReason] = useState("");
  const [turn, again] = useState(0);
  const topicId = thread?.topicId ?? none;
  useEffect(() => {
    if (!session.store.state.lists.has(topicId)) void session.loadThreads(topicId, "fresh").then(() => again((n) => n + 1), () => undefined);
  }, [session, topicId]);
  const threads = useMemo(() => {
    const { state } = session.store;
    const all = [...state.threads.values()].map((one) => one.thread)
      .filter((one) => one.id !== threadId && one.movedTo === none && can(state.rights, "merge_threads", one.topicId));
    const address = /threads\/(\d+)/.exec(wanted)?.[1];
    const words = wanted.trim().toLocaleLowerCase();
    const fits = address ? all.filter((one) => one.id === address) : all.filter((one) => one.title.toLocaleLowerCase().includes(words));
    return fits.sort((a, b) => Number(b.topicId === topicId) - Number(a.topicId === topicId) || Number(b.lastPostAtMs - a.lastPostAtMs)).slice(0, found);
  }, [session, threadId, topicId, wanted, turn]);
  const chosen = threads.some((one) => one.id === into) ? into : "";
  return (
    <DeedDialog title={t("chair.mergeAsk")} confirm={t("chair.mergeDo")} danger ready={!!chosen} deed={() => deeds.merge(threadId, chosen, reason)} perform={perform} onClose={onClose}>
      <Says>{t("chair.mergeSays")}</Says>
      <TextField label={t("chair.mergeFind")} value={wanted} put={setWanted} max={titleMax} />
      {threads.length > 0
        ? <Choice label={t("chair.mergeInto")} value={chosen} put={setInto} options={threads.map((one) => ({ value: one.id, words: one.title, says: one.topicId === topicId ? "" : session.store.state.topics.get(one.topicId)?.topic.title ?? "" }))} />
        : <Says>{t("chair.mergeNone")}</Says>}
      <Reason value={reason} put={setReason} />
    </DeedDialog>
  );
}
