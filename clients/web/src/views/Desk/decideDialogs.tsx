import { useState } from "react";
import { can } from "../../model/rights";
import type { Deeds } from "../../viewmodels/chair/deeds";
import type { QueueRow } from "../../viewmodels/chair/QueueViewModel";
import { useRoom } from "../../viewmodels/use";
import { ReportOutcome } from "../../wire/gen/proto/member_pb";
import { DeedDialog } from "../Chair/DeedDialog";
import { Choice, Reason, Says } from "../Chair/fields";
import type { Perform } from "../Chair/useDeeds";
import { useWords } from "../words";

interface Props {
  row: QueueRow;
  deeds: Deeds;
  perform: Perform;
  onClose: () => void;
  onDone: () => void;
}

type Fate = "hide" | "remove" | "leave";
const outcomes = { agree: ReportOutcome.REPORT_AGREED, disagree: ReportOutcome.REPORT_DISAGREED, ignore: ReportOutcome.REPORT_IGNORED } as const;
const titles = { agree: "desk.agreeAsk", disagree: "desk.disagreeAsk", ignore: "desk.ignoreAsk" } as const;
const says = { agree: "desk.agreeSays", disagree: "desk.disagreeSays", ignore: "desk.ignoreSays" } as const;
const confirms = { agree: "desk.agree", disagree: "desk.disagree", ignore: "desk.ignore" } as const;

// What becomes of a reported post, and what those who reported are told.
export function DecideDialog({ row, what, deeds, perform, onClose, onDone }: Props & { what: "agree" | "disagree" | "ignore" }) {
  const t = useWords();
  const { session } = useRoom();
  const { rights } = session.store.state;
  const fates = [
    can(rights, "hide_post", row.topicId) && row.covered === "" && { value: "hide" as Fate, words: t("desk.fateHide") },
    can(rights, "delete_any_post", row.topicId) && row.covered !== "deleted" && { value: "remove" as Fate, words: t("desk.fateRemove") },
    { value: "leave" as Fate, words: row.covered ? t("desk.fateCovered") : t("desk.fateLeave") },
  ].filter((one) => !!one);
  const [fate, setFate] = useState<Fate>(fates[0]?.value ?? "leave");
  const [reason, setReason] = useState("");
  const [answer, setAnswer] = useState("");
  const touches = what === "agree" && fate !== "leave";
  const needsReason = what === "agree"; // it is held against the author, whatever becomes of the post
  const showsAgain = what !== "agree" && row.hiddenByReports && row.covered === "hidden" && can(rights, "hide_post", row.topicId);
  const ofPost = () => {
    if (showsAgain) return deeds.hide(row.postId, false, reason.trim());
    if (!touches) return null;
    return fate === "hide" ? deeds.hide(row.postId, true, reason.trim()) : deeds.remove(row.postId, reason.trim());
  };
  const done: Perform = async (deed) => {
    const why = await perform(deed);
    if (!why) onDone();
    return why;
  };
  return (
    <DeedDialog title={t(titles[what])} confirm={t(confirms[what])} ready={!needsReason || !!reason.trim()} perform={done} onClose={onClose}
      deed={() => deeds.resolve(row.postId, outcomes[what], ofPost(), answer.trim(), reason.trim())}>
      <Says>{t(says[what])}{showsAgain && ` ${t("desk.showsAgain")}`}</Says>
      {what === "agree" && <Choice label={t("desk.fate")} value={fate} put={setFate} options={fates} />}
      <Reason value={reason} put={setReason} needed={needsReason} who={touches ? "person" : "log"} />
      {what !== "ignore" && <Reason label={t("desk.answer", { count: row.total })} value={answer} put={setAnswer} who="reporter" />}
    </DeedDialog>
  );
}

export function RejectHeldDialog({ row, deeds, perform, onClose, onDone }: Props) {
  const t = useWords();
  const [reason, setReason] = useState("");
  const done: Perform = async (deed) => {
    const why = await perform(deed);
    if (!why) onDone();
    return why;
  };
  return (
    <DeedDialog title={t("chair.rejectAsk")} confirm={t("chair.reject")} danger ready={!!reason.trim()} deed={() => deeds.decide(row.postId, false, reason.trim())} perform={done} onClose={onClose}>
      <Says>{t("chair.rejectSays")}</Says>
      <Reason value={reason} put={setReason} needed who="person" />
    </DeedDialog>
  );
}
