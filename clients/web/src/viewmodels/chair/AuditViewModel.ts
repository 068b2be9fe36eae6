import { Chair } from "../../model/chair";
import { none } from "../../model/place";
import type { Session } from "../../model/session";
import { can } from "../../model/rights";
import { AuditAction } from "../../wire/gen/proto/member_pb";
import type { Person } from "../person";
import { ViewModel } from "../viewmodel";
import { auditRow, type AuditRow } from "./auditRow";
import { learnTitles } from "./titles";

export interface AuditWish {
  by: Person | null;
  whom: Person | null;
  topicId: string;
  threadId: string;
  action: AuditAction;
  from: number; // 0: from the beginning
  below: number; // 0: to now
}

export const everything: AuditWish = { by: null, whom: null, topicId: none, threadId: none, action: AuditAction.AUDIT_ACTION_UNSPECIFIED, from: 0, below: 0 };

export interface AuditSnapshot {
  state: "loading" | "ready" | "failed";
  wish: AuditWish;
  rows: readonly AuditRow[];
  more: boolean;
  companies: ReadonlyMap<string, string>; // by id, their names, as the log itself tells them
}

const roundsMax = 20; // of pages in which nothing fits what is wanted

// What the chair did: who, what, when, to whom, why, and how it was before. Never changes anything.
export class AuditViewModel extends ViewModel<AuditSnapshot> {
  private readonly chair: Chair;
  private next = none;
  private turn = 0;

  constructor(readonly session: Session, fixed: Partial<AuditWish> = {}) {
    super({ state: "loading", wish: { ...everything, ...fixed }, rows: [], more: false, companies: new Map() });
    this.chair = new Chair(session);
  }

  protected start(): void {
    if (can(this.session.store.state.rights, "read_staff")) this.onDispose(this.session.followStaff("desk"));
    this.onDispose(this.session.staffNews.listen(() => void this.refresh()));
    void this.load();
  }

  readonly want = (change: Partial<AuditWish>): void => {
    this.show({ wish: { ...this.getSnapshot().wish, ...change }, rows: [], more: false, state: "loading" });
    void this.load();
  };

  readonly load = async (): Promise<void> => {
    const turn = (this.turn += 1);
    try {
      const { rows, more, next } = await this.read(none);
      if (turn !== this.turn) return;
      this.next = next;
      this.show({ state: "ready", rows, more });
    } catch {
      if (turn === this.turn) this.show({ state: "failed" });
    }
  };

  readonly loadMore = async (): Promise<void> => {
    const turn = this.turn;
    const page = await this.read(this.next).catch(() => null);
    if (!page || turn !== this.turn) return;
    this.next = page.next;
    this.show({ rows: joined(this.getSnapshot().rows, page.rows), more: page.more });
  };

  // The whole of what is wanted, one JSON object a line, the oldest first.
  readonly exported = async (): Promise<string> => {
    let lines = "";
    let afterNumber = none;
    do {
      const reply = await this.chair.insist("exportAudit", { filter: this.filter(), afterNumber });
      lines += reply.lines;
      afterNumber = reply.nextAfterNumber;
    } while (afterNumber !== none);
    return lines;
  };

  // Something was done meanwhile: it comes in above, and what one reads stays.
  private async refresh(): Promise<void> {
    if (this.getSnapshot().state !== "ready") return;
    const turn = this.turn;
    const page = await this.read(none).catch(() => null);
    if (!page || turn !== this.turn) return;
    const { rows } = this.getSnapshot();
    const touches = !page.more || page.rows.some((row) => row.number === rows[0]?.number);
    if (touches) return this.show({ rows: joined(page.rows, rows) });
    this.next = page.next; // more was done than one page holds
    this.show({ rows: page.rows, more: page.more });
  }

  // Entries name a company by its id; the one by which it was added or renamed has its name.
  private async learnCompanies(): Promise<void> {
    const names = new Map<string, string>();
    const filter = { action: AuditAction.AUDIT_COMPANY_SET };
    for (let round = 1, before = none; round <= roundsMax; round += 1) {
      const { entries, more, nextBeforeNumber } = await this.chair.insist("listAudit", { filter, beforeNumber: before });
      for (const { otherId, changes } of entries) {
        const name = changes.find((one) => one.field === "company.name")?.after;
        if (name && !names.has(otherId)) names.set(otherId, name);
      }
      if (!more) break;
      before = nextBeforeNumber;
    }
    this.show({ companies: names });
  }

  private nameCompanies(rows: readonly AuditRow[]): void {
    const told = rows.some((row) => row.changes.some((one) => one.field.endsWith(".company")));
    if (told && this.getSnapshot().companies.size === 0) void this.learnCompanies().catch(() => undefined);
  }

  private filter() {
    const { by, whom, topicId, threadId, action, from, below } = this.getSnapshot().wish;
    return { byId: by?.id ?? none, memberId: whom?.id ?? none, topicId, threadId, action, fromMs: BigInt(from), belowMs: BigInt(below) };
  }

  private async read(beforeNumber: string): Promise<{ rows: AuditRow[]; more: boolean; next: string }> {
    const { state } = this.session.store;
    for (let round = 1, before = beforeNumber; ; round += 1) {
      const reply = await this.chair.insist("listAudit", { filter: this.filter(), beforeNumber: before });
      before = reply.nextBeforeNumber;
      if (reply.entries.length === 0 && reply.more && round < roundsMax) continue;
      learnTitles(this.session, reply.entries);
      const rows = reply.entries.map((one) => auditRow(one, state));
      this.nameCompanies(rows);
      return { rows, more: reply.more, next: before };
    }
  }
}

function joined(newer: readonly AuditRow[], older: readonly AuditRow[]): readonly AuditRow[] {
  const had = new Set(newer.map((row) => row.number));
  return [...newer, ...older.filter((row) => !had.has(row.number))];
}
