import { ReportKind } from "../../wire/gen/proto/member_pb";

const words: Partial<Record<ReportKind, string>> = {
  [ReportKind.REPORT_SPAM]: "report.spam",
  [ReportKind.REPORT_INSULT]: "report.insult",
  [ReportKind.REPORT_OFF_TOPIC]: "report.offTopic",
  [ReportKind.REPORT_PERSONAL_DATA]: "report.personal",
  [ReportKind.REPORT_ADVERTISING]: "report.advertising",
  [ReportKind.REPORT_UNLAWFUL]: "report.unlawful",
  [ReportKind.REPORT_WORD_RULE]: "report.wordRule",
};

export const kindWords = (kind: ReportKind): string => words[kind] ?? "report.other";
