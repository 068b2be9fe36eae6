import { useState } from "react";
import { create } from "@bufbuild/protobuf";
import { newCommandId } from "../../model/bytes";
import type { PostRow } from "../../viewmodels/postRow";
import { useRoom } from "../../viewmodels/use";
import { ReportKind, ReportPostRequestSchema } from "../../wire/gen/proto/member_pb";
import { DeedDialog } from "../Chair/DeedDialog";
import { Choice, Reason, Says } from "../Chair/fields";
import { usePerform } from "../Chair/useDeeds";
import { useWords } from "../words";

// A member says that something is wrong with a post. The chair sees who; nobody else does.
export default function ReportView({ row, onClose }: { row: PostRow; onClose: () => void }) {
  const t = useWords();
  const { session } = useRoom();
  const perform = usePerform(session);
  const [kind, setKind] = useState<ReportKind>(ReportKind.REPORT_INSULT);
  const [reason, setReason] = useState("");
  const [commandId] = useState(newCommandId);
  const needsReason = kind === ReportKind.REPORT_OTHER;
  const options = [
    { value: ReportKind.REPORT_INSULT, words: t("report.insult") },
    { value: ReportKind.REPORT_PERSONAL_DATA, words: t("report.personal") },
    { value: ReportKind.REPORT_ADVERTISING, words: t("report.advertising") },
    { value: ReportKind.REPORT_SPAM, words: t("report.spam") },
    { value: ReportKind.REPORT_OFF_TOPIC, words: t("report.offTopic") },
    { value: ReportKind.REPORT_UNLAWFUL, words: t("report.unlawful") },
    { value: ReportKind.REPORT_OTHER, words: t("report.other") },
  ];
  const deed = () => ({
    said: "report.said",
    run: async () => {
      await session.ask("reportPost", create(ReportPostRequestSchema, { commandId, postId: row.id, kind, reason: reason.trim() }));
      return null;
    },
  });
  return (
    <DeedDialog title={t("report.title")} confirm={t("report.send")} ready={!needsReason || !!reason.trim()} deed={deed} perform={perform} onClose={onClose}>
      <Says>{t("report.says", { handle: row.author.handle || t("post.erased") })}</Says>
      <Choice label={t("report.what")} value={kind} put={setKind} options={options} />
      <Reason value={reason} put={setReason} needed={needsReason} label={t("report.more")} who="chair" />
    </DeedDialog>
  );
}
