import { none } from "../model/place";
import type { Session } from "../model/session";
import type { AuditAction, PublicAuditEntry } from "../wire/gen/proto/member_pb";
import { learnTitles } from "./chair/titles";
import { ViewModel } from "./viewmodel";

// One thing the chair did, as every member may read of it: never who, whom, or why.
export interface PublicRow {
  number: string;
  at: number;
  action: AuditAction;
  topicId: string;
  threadId: string;
}

export interface PublicLogSnapshot {
  state: "loading" | "ready" | "failed";
  rows: readonly PublicRow[];
  more: boolean;
}

const rowOf = ({ number, atMs, action, topicId, threadId }: PublicAuditEntry): PublicRow => ({ number, at: Number(atMs), action, topicId, threadId });

export class PublicLogViewModel extends ViewModel<PublicLogSnapshot> {
  constructor(private readonly session: Session) {
    super({ state: "loading", rows: [], more: false });
  }

  protected start(): void {
    void this.load();
  }

  readonly load = async (): Promise<void> => {
    try {
      this.show({ state: "ready", ...(await this.read(none)) });
    } catch {
      this.show({ state: "failed" });
    }
  };

  readonly loadMore = async (): Promise<void> => {
    const { rows } = this.getSnapshot();
    const page = await this.read(rows.at(-1)?.number ?? none).catch(() => null);
    if (page) this.show({ rows: [...rows, ...page.rows.filter((row) => BigInt(row.number) < BigInt(rows.at(-1)?.number ?? 0))], more: page.more });
  };

  private async read(beforeNumber: string): Promise<{ rows: PublicRow[]; more: boolean }> {
    const { entries, more } = await this.session.ask("listPublicAudit", { $typeName: "plenum.v1.ListPublicAuditRequest", beforeNumber, limit: 0 });
    learnTitles(this.session, entries);
    return { rows: entries.map(rowOf), more };
  }
}
