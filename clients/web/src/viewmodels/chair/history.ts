import { Standing, Trust } from "../../wire/gen/proto/member_pb";
import type { PersonHistory } from "../../wire/gen/proto/moderator_pb";

// What the chair knows of a person besides what all see.
export interface History {
  posts: number;
  waiting: number; // for approval
  removed: number;
  hidden: number;
  agreed: number; // reports on their posts that the chair agreed with
  warnings: number;
  mutes: number;
  suspensions: number;
  standing: "good" | "muted" | "suspended" | "banned";
  until: number;
  trust: "newcomer" | "known" | "trusted" | "pillar";
  joinedAt: number;
}

const standings = { [Standing.MUTED]: "muted", [Standing.SUSPENDED]: "suspended", [Standing.BANNED]: "banned" } as const;
const trusts = { [Trust.NEWCOMER]: "newcomer", [Trust.TRUSTED]: "trusted", [Trust.PILLAR]: "pillar" } as const;

export function historyOf(told: PersonHistory | undefined): History | null {
  if (!told) return null;
  return {
    posts: told.posts,
    waiting: told.postsWaiting,
    removed: told.postsRemoved,
    hidden: told.postsHidden,
    agreed: told.reportsAgreed,
    warnings: told.warnings,
    mutes: told.mutes,
    suspensions: told.suspensions,
    standing: standings[told.standing as keyof typeof standings] ?? "good",
    until: Number(told.standingUntilMs),
    trust: trusts[told.trust as keyof typeof trusts] ?? "known",
    joinedAt: Number(told.joinedAtMs),
  };
}
