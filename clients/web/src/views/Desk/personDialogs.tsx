import { useState } from "react";
import type { Deeds } from "../../viewmodels/chair/deeds";
import type { PersonCard, SanctionRow } from "../../viewmodels/chair/PersonViewModel";
import { useRoom } from "../../viewmodels/use";
import { SanctionKind, Trust } from "../../wire/gen/proto/member_pb";
import { DeedDialog } from "../Chair/DeedDialog";
import { Choice, Reason, Says, Span } from "../Chair/fields";
import { TopicField } from "../Chair/threadDialogs";
import type { Perform } from "../Chair/useDeeds";
import { useWords } from "../words";
import css from "./Desk.module.css";

export type SanctionWish = SanctionRow["kind"];

interface Props {
  card: PersonCard;
  deeds: Deeds;
  perform: Perform;
  onClose: () => void;
  onDone: () => void;
}

const hour = 3_600;
const day = 24 * hour;
const kinds = { warning: SanctionKind.SANCTION_WARNING, mute: SanctionKind.SANCTION_MUTE, suspension: SanctionKind.SANCTION_SUSPENSION, ban: SanctionKind.SANCTION_BAN } as const;
const titles = { warning: "desk.warnAsk", mute: "desk.muteAsk", suspension: "desk.suspendAsk", ban: "desk.banAsk" } as const;
const says = { warning: "desk.warnSays", mute: "desk.muteSays", suspension: "desk.suspendSays", ban: "desk.banSays" } as const;
const confirms = { warning: "desk.warn", mute: "desk.mute", suspension: "desk.suspend", ban: "desk.ban" } as const;

// Done, the page is read again; what was refused stays open with why.
const then = (perform: Perform, onDone: () => void): Perform => async (deed) => {
  const why = await perform(deed);
  if (!why) onDone();
  return why;
};

export function SanctionDialog({ card, kind, deeds, perform, onClose, onDone }: Props & { kind: SanctionWish }) {
  const t = useWords();
  const { session } = useRoom();
  const timed = kind === "mute" || kind === "suspension";
  const [seconds, setSeconds] = useState(day);
  const [reason, setReason] = useState("");
  const handle = card.person.handle;
  const endsAt = () => (timed && seconds > 0 ? session.clock.now() + seconds * 1000 : 0);
  return (
    <DeedDialog title={t(titles[kind], { handle })} confirm={t(confirms[kind])} danger={kind !== "warning"} ready={!!reason.trim()} perform={then(perform, onDone)} onClose={onClose}
      deed={() => deeds.sanction(card.id, kinds[kind], endsAt(), reason.trim())}>
      <Says>{t(says[kind], { handle })}</Says>
      {timed && <Span label={t("chair.howLong")} seconds={seconds} put={setSeconds} offered={[hour, day, 3 * day, 7 * day, 30 * day]} endless={t("desk.untilLifted")} />}
      <Reason value={reason} put={setReason} needed who="sanctioned" />
    </DeedDialog>
  );
}

export function LiftDialog({ card, row, deeds, perform, onClose, onDone }: Props & { row: SanctionRow }) {
  const t = useWords();
  const [reason, setReason] = useState("");
  return (
    <DeedDialog title={t("desk.liftAsk")} confirm={t("desk.lift")} ready={!!reason.trim()} perform={then(perform, onDone)} onClose={onClose} deed={() => deeds.lift(card.id, row.id, reason.trim())}>
      <Says>{t("desk.liftSays", { handle: card.person.handle })}</Says>
      <Reason value={reason} put={setReason} needed />
    </DeedDialog>
  );
}

export function AppealDialog({ card, row, deeds, perform, onClose, onDone }: Props & { row: SanctionRow }) {
  const t = useWords();
  const [granted, setGranted] = useState<"yes" | "no">("no");
  const [reason, setReason] = useState("");
  return (
    <DeedDialog title={t("desk.appealAsk", { handle: card.person.handle })} confirm={t("desk.answerAppeal")} ready={!!reason.trim()} perform={then(perform, onDone)} onClose={onClose}
      deed={() => deeds.answerAppeal(card.id, row.id, granted === "yes", reason.trim())}>
      <q className={css.quote} dir="auto">{row.appealWords}</q>
      <Choice label={t("desk.appealHow")} value={granted} put={setGranted} options={[{ value: "no", words: t("desk.uphold") }, { value: "yes", words: t("desk.grant") }]} />
      <Reason value={reason} put={setReason} needed who="sanctioned" />
    </DeedDialog>
  );
}

export function TrustDialog({ card, deeds, perform, onClose, onDone }: Props) {
  const t = useWords();
  const [trust, setTrust] = useState<Trust>(Trust.UNSPECIFIED);
  const [reason, setReason] = useState("");
  const options = [
    { value: Trust.UNSPECIFIED, words: t("desk.trustEarned") },
    { value: Trust.NEWCOMER, words: t("desk.trustNewcomer") },
    { value: Trust.KNOWN, words: t("desk.trustKnown") },
    { value: Trust.TRUSTED, words: t("desk.trustTrusted") },
    { value: Trust.PILLAR, words: t("desk.trustPillar") },
  ];
  return (
    <DeedDialog title={t("desk.trustAsk", { handle: card.person.handle })} confirm={t("desk.setTrust")} ready={!!reason.trim()} perform={then(perform, onDone)} onClose={onClose}
      deed={() => deeds.trust(card.id, trust, reason.trim())}>
      <Choice label={t("desk.trust")} value={trust} put={setTrust} options={options} />
      <Reason value={reason} put={setReason} needed />
    </DeedDialog>
  );
}

export function ApproveDialog({ card, deeds, perform, onClose, onDone }: Props) {
  const t = useWords();
  const [reason, setReason] = useState("");
  return (
    <DeedDialog title={t("desk.approveAsk", { handle: card.person.handle })} confirm={t("desk.approveNewcomer")} perform={then(perform, onDone)} onClose={onClose} deed={() => deeds.approveNewcomer(card.id, reason.trim())}>
      <Says>{t("desk.approveSays")}</Says>
      <Reason value={reason} put={setReason} />
    </DeedDialog>
  );
}

export function ModeratorDialog({ card, deeds, perform, onClose, onDone }: Props) {
  const t = useWords();
  const { session } = useRoom();
  const topics = [...session.store.state.topics.values()].map((one) => ({ id: one.topic.id, title: one.topic.title }));
  const [topicId, setTopicId] = useState(topics[0]?.id ?? "");
  const [reason, setReason] = useState("");
  const makes = !card.moderates.includes(topicId);
  return (
    <DeedDialog title={t("desk.moderatorAsk", { handle: card.person.handle })} confirm={makes ? t("desk.makeModerator") : t("desk.unmakeModerator")} ready={!!topicId && !!reason.trim()} perform={then(perform, onDone)} onClose={onClose}
      deed={() => deeds.moderates(card.id, topicId, makes, reason.trim())}>
      <Says>{t("desk.moderatorSays")}</Says>
      <TopicField label={t("chair.splitTo")} topics={topics} value={topicId} put={setTopicId} />
      <Reason value={reason} put={setReason} needed />
    </DeedDialog>
  );
}
