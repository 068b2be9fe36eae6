import { EmbargoClass, LicenceLevel, ReadingKind } from "../../wire/gen/proto/gallery_pb";

const embargoes: Record<EmbargoClass, string> = {
  [EmbargoClass.EMBARGO_NONE]: "gallery.atOnce",
  [EmbargoClass.EMBARGO_1_H]: "gallery.after1h",
  [EmbargoClass.EMBARGO_24_H]: "gallery.after24h",
  [EmbargoClass.EMBARGO_7_D]: "gallery.after7d",
};
const levels: Partial<Record<LicenceLevel, string>> = {
  [LicenceLevel.LICENCE_PANEL]: "gallery.levelPanel",
  [LicenceLevel.LICENCE_RESEARCH]: "gallery.levelResearch",
  [LicenceLevel.LICENCE_CONSULT]: "gallery.levelConsult",
};
const readings: Partial<Record<ReadingKind, string>> = {
  [ReadingKind.READING_FOUND]: "gallery.didFind",
  [ReadingKind.READING_EXPORTED]: "gallery.didExport",
};

export const embargoWords = (embargo: EmbargoClass): string => embargoes[embargo];
export const levelWords = (level: LicenceLevel): string => levels[level] ?? "gallery.levelObserve";
export const readingWords = (kind: ReadingKind): string => readings[kind] ?? "gallery.didRead";
