import type { Words } from "../../locales/words";
import type { State } from "../../model/state";
import type { Change } from "../../viewmodels/chair/auditRow";
import { threadTitle, topicTitle } from "../../viewmodels/chair/titles";
import { spanWords, untilWords } from "../../viewmodels/spans";
import { Resolution, Role, Standing, Trust } from "../../wire/gen/proto/member_pb";
import type { WordAction } from "../../wire/gen/proto/moderator_pb";
import { ruleAction } from "./ruleActions";
import { settingFields } from "./settingFields";

export interface Said {
  label: string;
  before: string;
  after: string;
}

interface Asked {
  t: Words;
  state: State;
  now: number;
  locale: string;
}

type Say = (value: string, asked: Asked) => string;

const flag: Say = (value, { t }) => (value === "true" ? t("audit.yes") : t("audit.no"));
const plain: Say = (value) => value;
const time: Say = (value, { now, locale }) => (Number(value) > 0 ? untilWords(Number(value), now, locale) : "");
const span: Say = (value, { t, locale }) => (Number(value) > 0 ? spanWords(Number(value), locale) : t("chair.slowOff"));
const ofTopic: Say = (value, { t, state }) => (Number(value) > 0 ? topicTitle(state, value) || value : t("rules.everywhere"));
const ofThread: Say = (value, { state }) => (Number(value) > 0 ? threadTitle(state, value) || value : "");
const ofTopics: Say = (value, { state }) => value.split(" ").filter(Boolean).map((id) => topicTitle(state, id) || id).join(", ");
const oneOf = (words: Record<number, string>): Say => (value, { t }) => (words[Number(value)] ? t(words[Number(value)] as string) : value);

const resolution = oneOf({
  [Resolution.SOLVED]: "thread.howSolved", [Resolution.ANSWERED]: "thread.howAnswered", [Resolution.DUPLICATE]: "thread.howDuplicate",
  [Resolution.OFF_TOPIC]: "thread.howOffTopic", [Resolution.NO_ANSWER]: "thread.howNoAnswer", [Resolution.OTHER]: "chair.howOther",
});
const role = oneOf({ [Role.MEMBER]: "audit.roleMember", [Role.MODERATOR]: "audit.roleModerator", [Role.ADMIN]: "audit.roleHost" });
const standing = oneOf({ 0: "audit.standingGood", [Standing.MUTED]: "desk.isMuted", [Standing.SUSPENDED]: "desk.isSuspended", [Standing.BANNED]: "desk.isBanned" });
const trust = oneOf({ 0: "desk.trustEarned", [Trust.NEWCOMER]: "desk.trustNewcomer", [Trust.KNOWN]: "desk.trustKnown", [Trust.TRUSTED]: "desk.trustTrusted", [Trust.PILLAR]: "desk.trustPillar" });
const ruleDoes: Say = (value, { t }) => t(ruleAction(Number(value) as WordAction));

// The fields that the audit log tells of. Whom a topic's moderators are is told by the entry itself.
const fields: Record<string, readonly [string, Say]> = {
  "thread.topic": ["audit.fTopic", ofTopic],
  "thread.posts": ["audit.fPosts", plain],
  "thread.locked": ["audit.fLocked", flag],
  "thread.pinned": ["audit.fPinned", flag],
  "thread.pin_ends_at_ms": ["audit.fPinEnds", time],
  "thread.slow_mode_s": ["audit.fSlow", span],
  "thread.closed": ["audit.fClosed", flag],
  "thread.resolution": ["audit.fResolution", resolution],
  "thread.archived": ["audit.fArchived", flag],
  "thread.moved_to": ["audit.fMovedTo", ofThread],
  "thread.members_only": ["audit.fMembersOnly", flag],
  "post.thread": ["audit.fThread", ofThread],
  "post.topic": ["audit.fTopic", ofTopic],
  "post.deleted": ["audit.fDeleted", flag],
  "post.hidden": ["audit.fHidden", flag],
  "post.held": ["audit.fHeld", (value, asked) => flag(Number(value) > 0 ? "true" : "", asked)],
  "post.rejected": ["audit.fRejected", flag],
  "post.edits": ["audit.fEdits", plain],
  "topic.title": ["audit.fTitle", plain],
  "topic.archived": ["audit.fArchived", flag],
  "topic.slow_mode_s": ["audit.fSlow", span],
  "member.role": ["audit.fRole", role],
  "member.standing": ["audit.fStanding", standing],
  "member.standing_until_ms": ["audit.fUntil", time],
  "member.trust": ["audit.fTrust", trust],
  "member.approved": ["audit.fApproved", flag],
  "member.moderates": ["audit.fModerates", ofTopics],
  "member.warnings": ["audit.fWarnings", plain],
  "word_rule.pattern": ["audit.fPattern", plain],
  "word_rule.is_pattern": ["audit.fIsPattern", flag],
  "word_rule.action": ["audit.fDoes", ruleDoes],
  "word_rule.topic": ["audit.fWhere", ofTopic],
  "word_rule.mask": ["audit.fMask", plain],
};

const untold = ["topic.moderators", "member.warnings_to_acknowledge"];

export function saidChanges(changes: readonly Change[], asked: Asked): Said[] {
  return changes.flatMap((change) => (untold.includes(change.field) || isNothing(change) ? [] : change.field === "community.chair" ? settings(change, asked) : [said(change, asked)]));
}

// Of what was just made, only what is not as it always is.
const isNothing = ({ before, after }: Change): boolean => before === "" && ["", "0", "false"].includes(after);

function said({ field, before, after }: Change, asked: Asked): Said {
  const [label, say] = fields[field] ?? [field, plain];
  return { label: fields[field] ? asked.t(label) : label, before: before === "" ? "" : say(before, asked), after: after === "" ? "" : say(after, asked) };
}

// "newcomer_posts 3, auto_hide_reports 2": only what is not nought is named.
function settings({ before, after }: Change, { t }: Asked): Said[] {
  const was = valuesOf(before);
  const is = valuesOf(after);
  return settingFields.filter(({ log }) => was.get(log) !== is.get(log)).map(({ log, words }) => ({ label: t(words), before: was.get(log) ?? "0", after: is.get(log) ?? "0" }));
}

const valuesOf = (text: string): Map<string, string> => new Map(text.split(", ").map((part) => part.split(" ") as [string, string]));
