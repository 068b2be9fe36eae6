import { AuditAction } from "../../wire/gen/proto/member_pb";

// What the chair did, in words that name nobody: the desk and the log of the members say it alike.
const threads: Partial<Record<AuditAction, string>> = {
  [AuditAction.AUDIT_THREAD_LOCKED]: "audit.locked",
  [AuditAction.AUDIT_THREAD_UNLOCKED]: "audit.unlocked",
  [AuditAction.AUDIT_THREAD_PINNED]: "audit.pinned",
  [AuditAction.AUDIT_THREAD_UNPINNED]: "audit.unpinned",
  [AuditAction.AUDIT_SLOW_MODE_SET]: "audit.slow",
  [AuditAction.AUDIT_THREAD_MOVED]: "audit.moved",
  [AuditAction.AUDIT_THREAD_SPLIT]: "audit.split",
  [AuditAction.AUDIT_THREADS_MERGED]: "audit.merged",
  [AuditAction.AUDIT_THREAD_RENAMED]: "audit.renamed",
  [AuditAction.AUDIT_THREAD_CLOSED]: "audit.closed",
  [AuditAction.AUDIT_THREAD_REOPENED]: "audit.reopened",
  [AuditAction.AUDIT_THREAD_ARCHIVED]: "audit.archived",
  [AuditAction.AUDIT_THREAD_UNARCHIVED]: "audit.unarchived",
};

const posts: Partial<Record<AuditAction, string>> = {
  [AuditAction.AUDIT_POST_HIDDEN]: "audit.hidden",
  [AuditAction.AUDIT_POST_UNHIDDEN]: "audit.unhidden",
  [AuditAction.AUDIT_POST_REMOVED]: "audit.removed",
  [AuditAction.AUDIT_POST_RESTORED]: "audit.putBack",
  [AuditAction.AUDIT_POST_EDITED]: "audit.edited",
  [AuditAction.AUDIT_POST_APPROVED]: "audit.approved",
  [AuditAction.AUDIT_POST_REJECTED]: "audit.rejected",
  [AuditAction.AUDIT_POST_ERASED]: "audit.erased",
  [AuditAction.AUDIT_NOTE_WRITTEN]: "audit.noted",
  [AuditAction.AUDIT_NOTE_REMOVED]: "audit.unnoted",
  [AuditAction.AUDIT_REPORT_CLAIMED]: "audit.claimed",
  [AuditAction.AUDIT_REPORT_RELEASED]: "audit.released",
  [AuditAction.AUDIT_REPORT_RESOLVED]: "audit.resolved",
};

const people: Partial<Record<AuditAction, string>> = {
  [AuditAction.AUDIT_MEMBER_WARNED]: "audit.warned",
  [AuditAction.AUDIT_MEMBER_MUTED]: "audit.muted",
  [AuditAction.AUDIT_MEMBER_SUSPENDED]: "audit.suspended",
  [AuditAction.AUDIT_MEMBER_BANNED]: "audit.banned",
  [AuditAction.AUDIT_SANCTION_LIFTED]: "audit.lifted",
  [AuditAction.AUDIT_APPEAL_ANSWERED]: "audit.answered",
  [AuditAction.AUDIT_NEWCOMER_APPROVED]: "audit.newcomer",
  [AuditAction.AUDIT_TRUST_SET]: "audit.trust",
  [AuditAction.AUDIT_TOPIC_MODERATOR_MADE]: "audit.moderatorMade",
  [AuditAction.AUDIT_TOPIC_MODERATOR_UNMADE]: "audit.moderatorUnmade",
  [AuditAction.AUDIT_ROLE_CHANGED]: "audit.role",
};

const house: Partial<Record<AuditAction, string>> = {
  [AuditAction.AUDIT_WORD_RULE_SET]: "audit.ruleSet",
  [AuditAction.AUDIT_WORD_RULE_REMOVED]: "audit.ruleRemoved",
  [AuditAction.AUDIT_SETTINGS_CHANGED]: "audit.settings",
  [AuditAction.AUDIT_TOPIC_OPENED]: "audit.topicOpened",
  [AuditAction.AUDIT_TOPIC_CHANGED]: "audit.topicChanged",
};

const gallery: Partial<Record<AuditAction, string>> = {
  [AuditAction.AUDIT_CHARTER_SET]: "audit.charter",
  [AuditAction.AUDIT_EPOCH_BEGUN]: "audit.epoch",
  [AuditAction.AUDIT_GALLERY_SETTINGS_CHANGED]: "audit.gallerySettings",
  [AuditAction.AUDIT_THREAD_KEPT]: "audit.kept",
  [AuditAction.AUDIT_COMPANY_SET]: "audit.companySet",
  [AuditAction.AUDIT_COMPANY_ENDED]: "audit.companyEnded",
  [AuditAction.AUDIT_LICENCE_SET]: "audit.licenceSet",
  [AuditAction.AUDIT_LICENCE_ENDED]: "audit.licenceEnded",
  [AuditAction.AUDIT_SEAT_GIVEN]: "audit.seatGiven",
  [AuditAction.AUDIT_SEAT_ENDED]: "audit.seatEnded",
  [AuditAction.AUDIT_SEAT_TOKEN_MADE]: "audit.seatToken",
  [AuditAction.AUDIT_LISTENING_PAUSED]: "audit.listeningPaused",
  [AuditAction.AUDIT_LISTENING_RESUMED]: "audit.listeningResumed",
  [AuditAction.AUDIT_ALARM_SETTLED]: "audit.alarmSettled",
  [AuditAction.AUDIT_REQUEST_ACCEPTED]: "audit.requestAccepted",
  [AuditAction.AUDIT_REQUEST_DECLINED]: "audit.requestDeclined",
  [AuditAction.AUDIT_REQUEST_PUBLISHED]: "audit.requestPublished",
  [AuditAction.AUDIT_REQUEST_ANSWERED]: "audit.requestAnswered",
};

const all = { ...threads, ...posts, ...people, ...house, ...gallery };

// What a newer server tells of and this page does not know is still told.
export const actionWords = (action: AuditAction): string => all[action] ?? "audit.other";

// For the choice of one, in groups.
export const actionGroups: readonly { words: string; actions: readonly { action: AuditAction; words: string }[] }[] = [
  { words: "audit.threads", actions: choices(threads) },
  { words: "audit.posts", actions: choices(posts) },
  { words: "audit.people", actions: choices(people) },
  { words: "audit.house", actions: choices(house) },
  { words: "audit.gallery", actions: choices(gallery) },
];

function choices(table: Partial<Record<AuditAction, string>>) {
  return Object.entries(table).map(([action, words]) => ({ action: Number(action) as AuditAction, words: words as string }));
}
