import type { Words } from "../../locales/words";
import type { State } from "../../model/state";
import { threadTitle, topicTitle } from "../../viewmodels/chair/titles";
import { spanWords, untilWords } from "../../viewmodels/spans";
import type { EmbargoClass, LicenceLevel } from "../../wire/gen/proto/gallery_pb";
import { RequestState } from "../../wire/gen/proto/gallery_pb";
import { Resolution, Role, Standing, Trust } from "../../wire/gen/proto/member_pb";
import type { WordAction } from "../../wire/gen/proto/moderator_pb";
import { embargoWords, levelWords } from "../Gallery/kinds";
import { ruleAction } from "./ruleActions";

export interface Asked {
  t: Words;
  state: State;
  now: number;
  locale: string;
  companies?: ReadonlyMap<string, string>; // their names, by their ids
}

export type Say = (value: string, asked: Asked) => string;

export const flag: Say = (value, { t }) => (value === "true" ? t("audit.yes") : t("audit.no"));
export const plain: Say = (value) => value;
const time: Say = (value, { now, locale }) => (Number(value) > 0 ? untilWords(Number(value), now, locale) : "");
const span: Say = (value, { t, locale }) => (Number(value) > 0 ? spanWords(Number(value), locale) : t("chair.slowOff"));
const ofTopic: Say = (value, { t, state }) => (Number(value) > 0 ? topicTitle(state, value) || value : t("rules.everywhere"));
const ofThread: Say = (value, { state }) => (Number(value) > 0 ? threadTitle(state, value) || value : "");
const ofTopics: Say = (value, { state }) => value.split(" ").filter(Boolean).map((id) => topicTitle(state, id) || id).join(", ");
const ofLicensed: Say = (value, { state }) => [...value.matchAll(/topic (\d+)/g)].map(([, id = ""]) => topicTitle(state, id) || id).join(", ");
const ofCompany: Say = (value, { companies }) => companies?.get(value) ?? value;
const count: Say = (value, { locale }) => new Intl.NumberFormat(locale).format(Number(value));
const oneOf = (words: Record<number, string>): Say => (value, { t }) => (words[Number(value)] ? t(words[Number(value)] as string) : value);

const resolution = oneOf({
  [Resolution.SOLVED]: "thread.howSolved", [Resolution.ANSWERED]: "thread.howAnswered", [Resolution.DUPLICATE]: "thread.howDuplicate",
  [Resolution.OFF_TOPIC]: "thread.howOffTopic", [Resolution.NO_ANSWER]: "thread.howNoAnswer", [Resolution.OTHER]: "chair.howOther",
});
const role = oneOf({ [Role.MEMBER]: "audit.roleMember", [Role.MODERATOR]: "audit.roleModerator", [Role.ADMIN]: "audit.roleHost" });
const standing = oneOf({ 0: "audit.standingGood", [Standing.MUTED]: "desk.isMuted", [Standing.SUSPENDED]: "desk.isSuspended", [Standing.BANNED]: "desk.isBanned" });
const trust = oneOf({ 0: "desk.trustEarned", [Trust.NEWCOMER]: "desk.trustNewcomer", [Trust.KNOWN]: "desk.trustKnown", [Trust.TRUSTED]: "desk.trustTrusted", [Trust.PILLAR]: "desk.trustPillar" });
const ruleDoes: Say = (value, { t }) => t(ruleAction(Number(value) as WordAction));
const level: Say = (value, { t }) => t(levelWords(Number(value) as LicenceLevel));
const late: Say = (value, { t }) => t(embargoWords(Number(value) as EmbargoClass));
const request = oneOf({
  [RequestState.REQUEST_ASKED]: "requests.isAsked", [RequestState.REQUEST_ACCEPTED]: "requests.isAccepted", [RequestState.REQUEST_DECLINED]: "requests.isDeclined",
  [RequestState.REQUEST_PUBLISHED]: "requests.isPublished", [RequestState.REQUEST_ANSWERED]: "requests.isAnswered",
});

// The fields that the audit log tells of: what each is called, and how its values are said.
export const fields: Record<string, readonly [string, Say]> = {
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
  "company.name": ["audit.fName", plain],
  "company.paused": ["audit.fCompanyPaused", flag],
  "licence.company": ["audit.fCompany", ofCompany],
  "licence.level": ["audit.fLevel", level],
  "licence.topics": ["audit.fTopics", ofLicensed],
  "licence.seats": ["audit.fSeats", count],
  "licence.from_ms": ["audit.fFrom", time],
  "licence.until_ms": ["audit.fUntil", time],
  "licence.embargo": ["audit.fLate", late],
  "licence.rounding_s": ["audit.fRounding", span],
  "licence.daily_reads": ["audit.fReads", count],
  "licence.daily_exports": ["audit.fExports", count],
  "licence.purpose": ["audit.fPurpose", plain],
  "seat.company": ["audit.fCompany", ofCompany],
  "seat.keeps_seats": ["audit.fKeepsSeats", flag],
  "seat.paused": ["audit.fSeatPaused", flag],
  "request.state": ["audit.fRequest", request],
  "community.gallery_k": ["audit.fAuthors", count],
};

// What the entry's own words say already: whom a topic's moderators are, that something ended or was settled.
export const untold: readonly string[] = [
  "topic.moderators", "member.warnings_to_acknowledge", "company.ended", "licence.state", "seat.ended", "alarm.settled_at_ms",
];
