import type { Words } from "../../locales/say";
import { LicenceLevel } from "../../wire/gen/proto/gallery_pb";
import type { Topic } from "../model/topics";

// How late a topic is shown, and what is left out: what the licence means, never how much is missing just now.
export function lateness(hours: number, t: Words): string {
  if (hours === 0) return t("licence.atOnce");
  return inDays(hours) ? t("licence.lateDays", { count: hours / 24 }) : t("licence.lateHours", { count: hours });
}

// The same of the topics of one licence, which may be one.
export function latenessOf(topics: number, hours: number, t: Words): string {
  if (topics === 1) return lateness(hours, t);
  if (hours === 0) return t("licence.theseAtOnce");
  return inDays(hours) ? t("licence.theseLateDays", { count: hours / 24 }) : t("licence.theseLateHours", { count: hours });
}

const inDays = (hours: number): boolean => hours % 24 === 0 && hours > 24;

export function meaning(topic: Topic, k: number, t: Words): string {
  return k > 1 ? `${lateness(topic.embargoHours, t)} ${t("licence.k", { count: k })}` : lateness(topic.embargoHours, t);
}

export function rounding(seconds: number, t: Words): string {
  if (seconds <= 60) return t("licence.toMinute");
  if (seconds < 3600) return t("licence.toMinutes", { count: Math.round(seconds / 60) });
  if (seconds < 86_400) return t("licence.toHours", { count: Math.round(seconds / 3600) });
  return t("licence.toDays", { count: Math.round(seconds / 86_400) });
}

const levels: Record<LicenceLevel, string> = {
  [LicenceLevel.LICENCE_LEVEL_UNSPECIFIED]: "level.observe",
  [LicenceLevel.LICENCE_OBSERVE]: "level.observe",
  [LicenceLevel.LICENCE_PANEL]: "level.panel",
  [LicenceLevel.LICENCE_RESEARCH]: "level.research",
  [LicenceLevel.LICENCE_CONSULT]: "level.consult",
};
export const levelWords = (level: LicenceLevel, t: Words): string => t(levels[level]);
