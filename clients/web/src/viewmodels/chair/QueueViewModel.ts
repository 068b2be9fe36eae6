import { Chair } from "../../model/chair";
import { none } from "../../model/place";
import { can, canSomewhere } from "../../model/rights";
import type { Session } from "../../model/session";
import type { State } from "../../model/state";
import type { Post, ReportKind, StaffChange } from "../../wire/gen/proto/member_pb";
import { HoldCause, ReportState, type HeldPost, type Report } from "../../wire/gen/proto/moderator_pb";
import { personOf, type Person } from "../person";
import { ViewModel } from "../viewmodel";
import { historyOf, type History } from "./history";

export interface OneReport {
  by: Person;
  kind: ReportKind;
  reason: string;
  at: number;
}

// One thing to decide: a post that was reported, however often, or one that waits.
export interface QueueRow {
  key: string;
  kind: "report" | "held";
  postId: string;
  threadId: string;
  topicId: string;
  threadTitle: string;
  topic: string;
  author: Person;
  at: number; // since when it waits
  writtenAt: number;
  html: string;
  excerpt: string;
  reports: readonly OneReport[];
  total: number;
  claimedBy: Person | null;
  mine: boolean;
  covered: "" | "hidden" | "deleted";
  hiddenByReports: boolean;
  history: History | null;
  cause: "newcomer" | "wordRule";
  postsOfAuthor: number;
  version: number; // of two tellings of one row the greater one is the newer
}

export interface Context {
  before: readonly { id: string; author: Person; html: string }[];
  after: readonly { id: string; author: Person; html: string }[];
}

export interface QueueSnapshot {
  state: "loading" | "ready" | "failed";
  rows: readonly QueueRow[];
  open: string; // key of the row that is looked at
  context: Context | null;
  others: ReadonlyMap<string, readonly Person[]>; // by post: who else looks at the reports on it
}

const excerptMax = 160;
const contextPosts = 2;
const letters: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: "\"", "#39": "'" };

// The desk's one list: what waits for a decision, the oldest first. It ends, and it is live.
export class QueueViewModel extends ViewModel<QueueSnapshot> {
  readonly chair: Chair;
  private asked = "";
  private settled = new Set<string>(); // rows decided here, in the version they were decided in

  constructor(readonly session: Session) {
    super({ state: "loading", rows: [], open: "", context: null, others: new Map() });
    this.chair = new Chair(session);
  }

  protected start(): void {
    for (const stream of this.streams()) this.onDispose(this.session.followStaff(stream));
    this.onDispose(this.session.staffNews.listen((news) => this.heard(news)));
    this.onDispose(this.session.store.subscribe(() => this.drawOthers()));
    this.onDispose(() => this.session.lookAtReport(none));
    this.drawOthers();
    void this.load();
  }

  readonly load = async (): Promise<void> => {
    try {
      const told = [...(await this.readReports()), ...(await this.readHeld())];
      const rows = told.filter((row) => !this.settled.has(row.key + row.version)).map((row) => this.newer(row));
      this.show({ state: "ready", rows: rows.sort((a, b) => a.at - b.at) });
      if (!rows.some((row) => row.key === this.getSnapshot().open)) this.look(rows[0]?.key ?? "");
    } catch (why) {
      if (this.getSnapshot().state !== "ready") this.show({ state: "failed" });
      if (!(why instanceof Error)) throw why;
    }
  };

  readonly look = (key: string): void => {
    const row = this.getSnapshot().rows.find((one) => one.key === key);
    this.show({ open: key, context: null });
    this.session.lookAtReport(row?.kind === "report" ? row.postId : none);
    if (row) void this.readContext(row);
  };

  readonly step = (by: number): void => {
    const { rows, open } = this.getSnapshot();
    const at = rows.findIndex((row) => row.key === open);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    if (next) this.look(next.key);
  };

  private told: State["desk"] | null = null;

  private drawOthers(): void {
    const { desk, members } = this.session.store.state;
    if (desk === this.told) return;
    this.told = desk;
    this.show({ others: new Map([...desk].map(([postId, here]) => [postId, here.map((one) => personOf(one, members))])) });
  }

  // Answers may overtake one another.
  private newer(row: QueueRow): QueueRow {
    const had = this.getSnapshot().rows.find((one) => one.key === row.key);
    return had && had.version > row.version ? had : row;
  }

  // Decided here: it goes at once, and the next one is under the eye.
  readonly settle = (key: string): void => {
    const { rows, open } = this.getSnapshot();
    const at = rows.findIndex((row) => row.key === key);
    if (at >= 0) this.settled.add(key + rows[at]!.version);
    const rest = rows.filter((row) => row.key !== key);
    this.show({ rows: rest });
    if (open === key) this.look(rest[Math.min(at, rest.length - 1)]?.key ?? "");
  };

  private streams(): ("desk" | `staff ${string}`)[] {
    const { rights } = this.session.store.state;
    if (can(rights, "read_staff")) return ["desk"];
    return (rights?.moderates ?? []).map((topicId) => `staff ${topicId}` as const);
  }

  private heard({ thing }: StaffChange): void {
    if (thing.case === "reportPostId") void this.readOne(thing.value);
    else if (thing.case === "heldPostId" || thing.case === undefined) void this.load();
  }

  private async readReports(): Promise<QueueRow[]> {
    if (!canSomewhere(this.session.store.state.rights, "handle_reports")) return [];
    const { reports } = await this.chair.ask("listReports", { limit: 200 });
    return reports.flatMap((report) => (report.post ? [this.reportRow(report, report.post)] : []));
  }

  private async readHeld(): Promise<QueueRow[]> {
    if (!canSomewhere(this.session.store.state.rights, "decide_held_post")) return [];
    const { posts } = await this.chair.ask("listHeldPosts", { limit: 200 });
    return posts.flatMap((held) => (held.post ? [this.heldRow(held, held.post)] : []));
  }

  async readOne(postId: string): Promise<void> {
    const { report } = await this.chair.ask("getReport", { postId }).catch(() => ({ report: undefined }));
    const key = `report ${postId}`;
    if (!report?.post || report.state === ReportState.REPORT_RESOLVED) {
      if (report) this.settle(key);
      return;
    }
    const row = this.newer(this.reportRow(report, report.post));
    const { rows, open } = this.getSnapshot();
    const next = rows.some((one) => one.key === key) ? rows.map((one) => (one.key === key ? row : one)) : [...rows, row];
    this.show({ rows: [...next].sort((a, b) => a.at - b.at) });
    if (!open) this.look(key);
  }

  private async readContext(row: QueueRow): Promise<void> {
    const anchor = row.kind === "held" ? { case: "fromEnd" as const, value: true } : { case: "aroundPost" as const, value: row.postId };
    this.asked = row.key;
    const page = await this.session.ask("readThread", { $typeName: "plenum.v1.ReadThreadRequest", threadId: row.threadId, anchor, limit: 2 * contextPosts + 1 }).catch(() => null);
    if (!page || this.asked !== row.key) return;
    const at = row.kind === "held" ? page.posts.length : page.posts.findIndex((post) => post.id === row.postId);
    const shown = (posts: readonly Post[]) => posts.filter((post) => post.html).map((post) => ({ id: post.id, author: this.person(post), html: post.html }));
    this.show({ context: { before: shown(page.posts.slice(Math.max(0, at - contextPosts), Math.max(0, at))), after: shown(page.posts.slice(at + 1, at + 1 + contextPosts)) } });
  }

  private person(post: Post): Person {
    return personOf(post.author, this.session.store.state.members);
  }

  private common(post: Post) {
    const { state } = this.session.store;
    return {
      postId: post.id,
      threadId: post.threadId,
      topicId: post.topicId,
      topic: state.topics.get(post.topicId)?.topic.title ?? "",
      author: this.person(post),
      writtenAt: Number(post.writtenAtMs),
      html: post.html,
      excerpt: plain(post.html),
      covered: post.deleted ? "deleted" as const : post.hidden ? "hidden" as const : "" as const,
    };
  }

  private reportRow(report: Report, post: Post): QueueRow {
    const { members, me } = this.session.store.state;
    const first = report.reports.reduce((at, one) => Math.min(at, Number(one.atMs)), Infinity);
    return {
      ...this.common(post),
      key: `report ${post.id}`,
      kind: "report",
      threadTitle: report.threadTitle,
      at: Number.isFinite(first) ? first : Number(post.writtenAtMs),
      reports: report.reports.map((one) => ({ by: personOf(one.by, members), kind: one.kind, reason: one.reason, at: Number(one.atMs) })),
      total: report.reportsTotal,
      claimedBy: report.claimedBy ? personOf(report.claimedBy, members) : null,
      mine: !!report.claimedBy && report.claimedBy.id === me?.id,
      hiddenByReports: report.hiddenByReports,
      history: historyOf(report.authorHistory),
      cause: "newcomer",
      postsOfAuthor: report.authorHistory?.posts ?? 0,
      version: report.version,
    };
  }

  private heldRow(held: HeldPost, post: Post): QueueRow {
    return {
      ...this.common(post),
      key: `held ${post.id}`,
      kind: "held",
      threadTitle: held.threadTitle,
      at: Number(post.writtenAtMs),
      reports: [],
      total: 0,
      claimedBy: null,
      mine: false,
      hiddenByReports: false,
      history: null,
      cause: held.cause === HoldCause.HOLD_WORD_RULE ? "wordRule" : "newcomer",
      postsOfAuthor: held.postsOfAuthor,
      version: post.version,
    };
  }
}

// The words alone, for a line in a list.
export function plain(html: string): string {
  const text = html.replace(/<[^>]*>/g, " ").replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => letters[name] ?? "");
  return text.replace(/\s+/g, " ").trim().slice(0, excerptMax);
}
