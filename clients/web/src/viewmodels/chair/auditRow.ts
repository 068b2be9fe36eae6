import type { State } from "../../model/state";
import type { AuditAction, Member } from "../../wire/gen/proto/member_pb";
import type { AuditEntry } from "../../wire/gen/proto/moderator_pb";
import { personOf, type Person } from "../person";

export interface Change {
  field: string;
  before: string;
  after: string;
}

// One thing that was done, as the chair reads of it.
export interface AuditRow {
  number: string;
  at: number;
  by: Person | null; // null: the house
  action: AuditAction;
  topicId: string;
  threadId: string;
  postId: string;
  whom: Person | null;
  otherId: string;
  changes: readonly Change[];
  reason: string;
  wordsBefore: string;
  wordsAfter: string;
  hash: string;
}

export function auditRow(told: AuditEntry, { members }: Pick<State, "members">): AuditRow {
  const person = (one: Member | undefined) => (one && one.id !== "0" ? personOf(one, members) : null);
  const { number, action, topicId, threadId, postId, otherId, reason, wordsBefore, wordsAfter, hash } = told;
  return {
    number, action, topicId, threadId, postId, otherId, reason, wordsBefore, wordsAfter, hash, at: Number(told.atMs), by: person(told.by), whom: person(told.member),
    changes: told.changes.map(({ field, before, after }) => ({ field, before, after })),
  };
}
