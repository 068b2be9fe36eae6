import type { ReactNode } from "react";
import { none } from "../../model/place";
import { everything, type AuditWish } from "../../viewmodels/chair/AuditViewModel";
import { useRoom } from "../../viewmodels/use";
import { AuditAction } from "../../wire/gen/proto/member_pb";
import { MemberField } from "../Chair/MemberField";
import { useWords } from "../words";
import { actionGroups } from "./actions";
import css from "./Desk.module.css";
import own from "./Audit.module.css";

interface Props {
  wish: AuditWish;
  want: (change: Partial<AuditWish>) => void;
  ofThread: boolean;
  children: ReactNode;
}

// By who did it, to whom, what, where, and when.
export function AuditFilter({ wish, want, ofThread, children }: Props) {
  const t = useWords();
  const { session } = useRoom();
  const topics = [...session.store.state.topics.values()].map((one) => one.topic);
  const { by, whom, topicId, action, from, below } = wish;
  const narrowed = by || whom || (!ofThread && topicId !== none) || action !== AuditAction.AUDIT_ACTION_UNSPECIFIED || from > 0 || below > 0;
  return (
    <search className={own.filter} aria-label={t("audit.filter")}>
      <MemberField label={t("audit.by")} value={by} put={(one) => want({ by: one })} floats />
      <MemberField label={t("audit.whom")} value={whom} put={(one) => want({ whom: one })} floats />
      <label className={own.field}>
        <span>{t("audit.what")}</span>
        <select value={action} onChange={(event) => want({ action: Number(event.target.value) as AuditAction })}>
          <option value={AuditAction.AUDIT_ACTION_UNSPECIFIED}>{t("audit.anything")}</option>
          {actionGroups.map((group) => (
            <optgroup key={group.words} label={t(group.words)}>{group.actions.map((one) => <option key={one.action} value={one.action}>{t(one.words)}</option>)}</optgroup>
          ))}
        </select>
      </label>
      {!ofThread && (
        <label className={own.field}>
          <span>{t("audit.where")}</span>
          <select value={topicId} onChange={(event) => want({ topicId: event.target.value })}>
            <option value={none}>{t("rules.everywhere")}</option>
            {topics.map((topic) => <option key={topic.id} value={topic.id}>{topic.title}</option>)}
          </select>
        </label>
      )}
      <DayField label={t("audit.from")} at={from} put={(at) => want({ from: at })} days={0} />
      <DayField label={t("audit.to")} at={below} put={(at) => want({ below: at })} days={1} />
      <p className={own.buttons}>
        {narrowed && <button type="button" className={css.quiet} onClick={() => want({ ...everything, threadId: wish.threadId })}>{t("audit.all")}</button>}
        {children}
      </p>
    </search>
  );
}

// A day of the reader's calendar; `days` 1: the end of that day.
function DayField({ label, at, put, days }: { label: string; at: number; put: (at: number) => void; days: number }) {
  const shown = at > 0 ? dayText(new Date(at), -days) : "";
  const read = (text: string) => {
    const [year = 0, month = 1, day = 0] = text.split("-").map(Number);
    put(text ? new Date(year, month - 1, day + days).getTime() : 0);
  };
  return (
    <label className={own.field}>
      <span>{label}</span>
      <input type="date" value={shown} onChange={(event) => read(event.target.value)} />
    </label>
  );
}

function dayText(at: Date, days: number): string {
  const day = new Date(at.getFullYear(), at.getMonth(), at.getDate() + days);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${String(day.getFullYear()).padStart(4, "0")}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
