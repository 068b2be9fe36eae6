import { useEffect, useState } from "react";
import type { Deeds } from "../../viewmodels/chair/deeds";
import type { TopicChairViewModel } from "../../viewmodels/chair/TopicChairViewModel";
import type { Person } from "../../viewmodels/person";
import { useSnapshot } from "../../viewmodels/use";
import { MarkView } from "../Mark/MarkView";
import { useWords } from "../words";
import { DeedDialog } from "./DeedDialog";
import { Reason, Says } from "./fields";
import { MemberField } from "./MemberField";
import { SlowChoice } from "./threadDialogs";
import type { Perform } from "./useDeeds";
import css from "./Chair.module.css";

interface Props {
  vm: TopicChairViewModel;
  deeds: Deeds;
  perform: Perform;
  onClose: () => void;
}

export function TopicSlowDialog({ vm, deeds, perform, onClose }: Props) {
  const t = useWords();
  const { slowS: before } = useSnapshot(vm);
  const [seconds, setSeconds] = useState(before || 60);
  const [reason, setReason] = useState("");
  return (
    <DeedDialog title={t("chair.slowTopicAsk")} confirm={t("chair.slowSet")} ready={seconds !== before} deed={() => deeds.slow({ topicId: vm.topicId }, seconds, before, reason.trim())} perform={perform} onClose={onClose}>
      <Says>{t("chair.slowTopicSays")}</Says>
      <SlowChoice seconds={seconds} put={setSeconds} />
      <Reason value={reason} put={setReason} />
    </DeedDialog>
  );
}

// One is named, or one is let go; both at once would need two reasons.
export function TopicModeratorsDialog({ vm, deeds, perform, onClose }: Props) {
  const t = useWords();
  const { moderators } = useSnapshot(vm);
  const [named, setNamed] = useState<Person | null>(null);
  const [leaving, setLeaving] = useState<Person | null>(null);
  const [reason, setReason] = useState("");
  useEffect(() => void vm.readModerators(), [vm, moderators]);
  const one = leaving ?? named;
  const already = !!named && moderators.some((person) => person.id === named.id);
  return (
    <DeedDialog title={t("chair.moderatorsAsk")} confirm={leaving ? t("desk.unmakeModerator") : t("desk.makeModerator")} danger={!!leaving} ready={!!one && !already && !!reason.trim()} perform={perform} onClose={onClose}
      deed={() => deeds.moderates(one?.id ?? "0", vm.topicId, !leaving, reason.trim())}>
      <Says>{t("desk.moderatorSays")}</Says>
      {moderators.length === 0 && <p>{t("chair.moderatorsNone")}</p>}
      <ul className={css.moderators}>
        {moderators.map((person) => (
          <li key={person.id}>
            <MarkView handle={person.handle} size="small" />
            <span className={css.moderator}>{person.handle || t("post.erased")}</span>
            <button type="button" className={css.quiet} aria-pressed={leaving?.id === person.id} aria-label={t("chair.letGo", { handle: person.handle })}
              onClick={() => { setNamed(null); setLeaving(leaving?.id === person.id ? null : person); }}>{t("desk.unmakeModerator")}</button>
          </li>
        ))}
      </ul>
      {!leaving && <MemberField label={t("chair.nameOne")} value={named} put={setNamed} />}
      {already && <Says>{t("chair.doneAlready")}</Says>}
      {one && <Reason value={reason} put={setReason} needed />}
    </DeedDialog>
  );
}
