import { Chair } from "../../model/chair";
import { none } from "../../model/place";
import type { Session } from "../../model/session";
import type { ReportOutcome } from "../../wire/gen/proto/member_pb";
import { ReportState, type Report } from "../../wire/gen/proto/moderator_pb";
import { personOf, type Person } from "../person";
import { ViewModel } from "../viewmodel";
import { plain } from "./QueueViewModel";

export interface DecidedRow {
  postId: string;
  threadTitle: string;
  author: Person;
  excerpt: string;
  outcome: ReportOutcome;
  answer: string;
  by: Person;
  at: number;
  total: number; // reports
}

export interface DecidedSnapshot {
  state: "loading" | "ready" | "failed";
  rows: readonly DecidedRow[];
  more: boolean;
}

// What was reported and has been decided, the latest first.
export class DecidedViewModel extends ViewModel<DecidedSnapshot> {
  private readonly chair: Chair;

  constructor(private readonly session: Session) {
    super({ state: "loading", rows: [], more: false });
    this.chair = new Chair(session);
  }

  protected start(): void {
    void this.load();
  }

  readonly load = async (): Promise<void> => {
    try {
      const { reports, more } = await this.read(none);
      this.show({ state: "ready", rows: reports.flatMap((one) => this.row(one)), more });
    } catch {
      this.show({ state: "failed" });
    }
  };

  readonly loadMore = async (): Promise<void> => {
    const { rows } = this.getSnapshot();
    const reply = await this.read(rows.at(-1)?.postId ?? none).catch(() => null);
    if (reply) this.show({ rows: [...rows, ...reply.reports.flatMap((one) => this.row(one))], more: reply.more });
  };

  private read(afterPostId: string) {
    return this.chair.insist("listReports", { state: ReportState.REPORT_RESOLVED, afterPostId });
  }

  private row({ post, threadTitle, outcome, answer, resolvedBy, resolvedAtMs, reportsTotal }: Report): DecidedRow[] {
    const { members } = this.session.store.state;
    if (!post) return [];
    return [{
      postId: post.id, threadTitle, author: personOf(post.author, members), excerpt: plain(post.html), outcome, answer,
      by: personOf(resolvedBy, members), at: Number(resolvedAtMs), total: reportsTotal,
    }];
  }
}
