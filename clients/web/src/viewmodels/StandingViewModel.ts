import { create } from "@bufbuild/protobuf";
import { newCommandId } from "../model/bytes";
import type { Session } from "../model/session";
import { AcknowledgeWarningRequestSchema, AppealRequestSchema, AppealState, ReportOutcome, SanctionKind, type MyReport, type Sanction } from "../wire/gen/proto/member_pb";
import { ViewModel } from "./viewmodel";

export interface StandingSnapshot {
  state: "loading" | "ready" | "failed";
  sanctions: readonly Sanction[];
  reports: readonly MyReport[];
}

// What the chair decided about me, and what came of what I reported.
export class StandingViewModel extends ViewModel<StandingSnapshot> {
  constructor(private readonly session: Session) {
    super({ state: "loading", sanctions: [], reports: [] });
  }

  protected start(): void {
    this.onDispose(this.session.mine.listen(() => void this.load()));
    void this.load();
  }

  readonly load = async (): Promise<void> => {
    try {
      const { sanctions } = await this.session.ask("listMySanctions", { $typeName: "plenum.v1.ListMySanctionsRequest" });
      // Who is shut out reads what was done to them and nothing else.
      const reports = await this.session.ask("listMyReports", { $typeName: "plenum.v1.ListMyReportsRequest" }).then((reply) => reply.reports, () => []);
      this.show({ state: "ready", sanctions, reports });
    } catch {
      if (this.getSnapshot().state !== "ready") this.show({ state: "failed" });
    }
  };

  readonly acknowledge = async (sanctionId: string): Promise<void> => {
    await this.session.ask("acknowledgeWarning", create(AcknowledgeWarningRequestSchema, { commandId: newCommandId(), sanctionId }));
    await Promise.all([this.load(), this.session.loadRights()]);
  };

  readonly appeal = async (sanctionId: string, words: string, commandId: Uint8Array): Promise<void> => {
    await this.session.ask("appeal", create(AppealRequestSchema, { commandId, sanctionId, words }));
    await this.load();
  };
}

export { AppealState, ReportOutcome, SanctionKind };
export type { MyReport, Sanction };
