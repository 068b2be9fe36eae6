import type { DescMethodUnary, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import type { Call, Method, ReplyOf, RequestOf } from "../wire/calls";
import type { Clock } from "../wire/clock";
import { IdentityService } from "../wire/gen/proto/identity_pb";
import { MemberService, type Member, type Post, type Rights, type StaffChange, type Update, type Updates, type Welcome } from "../wire/gen/proto/member_pb";
import { unary, type Fetch } from "../wire/http";
import { Line, type LineState, type Socket } from "../wire/line";
import { Streams, type Stream } from "../wire/streams";
import { applyDeskPresence, applyPresence, applyUpdate, withCursorAt } from "./apply";
import { Cursors } from "./cursors";
import { LocalDrafts } from "./drafts";
import { keepFewWindows, learnPage, learnThreads, learnTopics, type Anchor, type Page } from "./learn";
import { Outbox, type AnyAnswer, type Command, type Waiting } from "./outbox";
import { Rereading } from "./rereading";
import type { Shelf } from "./shelf";
import { emptyState, type State } from "./state";
import { Bell, Store, Told } from "./store";
import { Whereabouts } from "./whereabouts";

export interface SessionParts {
  clock: Clock;
  fetch: Fetch;
  dial(): Socket;
  shelf: Shelf;
  me: Member;
  community: string;
  rights?: Rights;
}

// What the page is besides what the server said: the line and what waits for it.
export interface Standing {
  line: LineState;
  waiting: readonly Waiting[];
}

// After a hole anything of the chair's may have changed.
const everything: StaffChange = { $typeName: "plenum.v1.StaffChange", thing: { case: undefined } };

const followedTopicsMax = 100;
const pagePosts = 50;
const windowsMax = 24; // threads whose posts are held, for the way back

// One signed-in member in one page: owns the store, the line, the streams and the outbox, and joins them.
// Viewmodels read `store` and `standing` and call the methods below; nothing else changes the state.
export class Session {
  readonly store: Store;
  readonly drafts: LocalDrafts;
  readonly standing: Told<Standing>;
  readonly outbox: Outbox;
  readonly answered = new Bell<AnyAnswer>();
  readonly refused = new Bell<Waiting>();
  readonly ended = new Bell<number>();
  readonly staffNews = new Bell<StaffChange>(); // something changed on the chair's side
  readonly mine = new Bell<"sanction" | "report">(); // something was decided about me, or about what I reported
  private readonly line: Line;
  private readonly streams: Streams;
  private readonly cursors: Cursors;
  private readonly rereading: Rereading;
  private readonly whereabouts: Whereabouts;
  private shownThread = "0";
  private shownReport = "0"; // the post whose reports I look at
  private countedEarly = false;

  constructor(private readonly parts: SessionParts) {
    this.store = new Store({ ...emptyState, me: parts.me, community: parts.community, rights: parts.rights ?? null });
    this.standing = new Told<Standing>({ line: { is: "resting" }, waiting: [] });
    this.drafts = new LocalDrafts(parts.shelf, parts.me.id);
    this.line = new Line(this.lineParts());
    this.streams = new Streams({ subscribe: (r) => this.line.subscribe(r), onHole: (s) => this.onHole(s) });
    this.cursors = new Cursors(parts.clock, (threadId, place) =>
      this.ask("moveCursor", { $typeName: "plenum.v1.MoveCursorRequest", threadId, place }), () => this.countAgain());
    const { store } = this;
    const readThread = this.readThread.bind(this);
    this.rereading = new Rereading({
      clock: parts.clock,
      store,
      shown: () => this.shownThread,
      loadTopics: () => this.loadTopics(),
      loadThreads: (topicId, page) => this.loadThreads(topicId, page),
      readThread,
    });
    this.whereabouts = new Whereabouts({
      clock: parts.clock,
      store,
      getPost: async (postId) => (await this.ask("getPost", { $typeName: "plenum.v1.GetPostRequest", postId })).post,
      readEnd: (threadId) => readThread(threadId, { case: "fromEnd", value: true }, 1),
      follow: (topicId) => this.streams.follow(`topic ${topicId}`),
    });
    this.outbox = new Outbox({
      clock: parts.clock,
      shelf: parts.shelf,
      owner: parts.me.id,
      send: (method, request) => this.line.call(method, request),
      onAnswered: (answer) => this.answered.ring(answer),
      onRefused: (waiting) => this.refused.ring(waiting),
      onChange: (waiting) => this.standing.change({ ...this.standing.value, waiting }),
    });
    this.standing.change({ ...this.standing.value, waiting: this.outbox.waiting });
    this.streams.follow("community");
    this.streams.follow("personal");
  }

  start(): void {
    this.line.open();
    void this.loadTopics().catch(() => undefined);
  }

  get clock(): Clock {
    return this.parts.clock;
  }

  // ---- reads: over the live line when it is open, else by HTTP

  async ask<M extends Method>(method: M, request: RequestOf<M>): Promise<ReplyOf<M>> {
    if (this.line.state.is === "open") return this.line.call(method, request);
    return (await unary(this.parts.fetch, MemberService.method[method], request as never)) as unknown as ReplyOf<M>;
  }

  // A call of another service, by HTTP; its types come with whoever makes it.
  call<M extends DescMethodUnary>(method: M, request: MessageInitShape<M["input"]>): Promise<MessageShape<M["output"]>> {
    return unary(this.parts.fetch, method, request);
  }

  async loadRights(): Promise<void> {
    const { member, rights } = await this.ask("whoAmI", { $typeName: "plenum.v1.WhoAmIRequest" });
    this.store.change((state) => ({ ...state, me: member ?? state.me, rights: rights ?? null }));
  }

  async loadTopics(): Promise<void> {
    const early = this.cursors.behind;
    const reply = await this.ask("listTopics", { $typeName: "plenum.v1.ListTopicsRequest" });
    this.countedEarly = early || this.cursors.behind;
    this.store.change((state) => learnTopics(state, reply));
    this.followTopics();
  }

  // The counts of unread threads that came while the server did not know all that was read here.
  private countAgain(): void {
    if (this.countedEarly) void this.loadTopics().catch(() => undefined);
  }

  async loadThreads(topicId: string, page: Page, beforeThreadId = "0"): Promise<void> {
    this.streams.follow(`topic ${topicId}`);
    const reply = await this.ask("listThreads", { $typeName: "plenum.v1.ListThreadsRequest", topicId, beforeThreadId, limit: 0 });
    this.store.change((state) => learnThreads(state, topicId, reply, page));
  }

  // Reads a page of a thread. `touching` says that the anchor is an edge of what is held. The address of a thread
  // that became part of another, or of a post that was moved, leads on: the answer is the thread it led to.
  async loadPage(asked: string, anchor: Anchor, touching: boolean): Promise<string> {
    const page = await this.readThread(asked, anchor, pagePosts);
    const topicId = page.entry?.thread?.topicId;
    const threadId = page.entry?.thread?.id ?? asked;
    if (topicId) this.streams.follow(`topic ${topicId}`);
    this.store.change((state) => keepFewWindows(learnPage(state, threadId, page, touching), windowsMax, threadId));
    return threadId;
  }

  async loadBefore(threadId: string): Promise<void> {
    const first = this.store.state.windows.get(threadId)?.posts[0];
    if (first) await this.loadPage(threadId, { case: "beforePlace", value: first.place }, true);
  }

  async loadAfter(threadId: string): Promise<void> {
    const last = this.store.state.windows.get(threadId)?.posts.at(-1);
    if (last) await this.loadPage(threadId, { case: "afterPlace", value: last.place }, true);
  }

  // ---- acts

  act<C extends Command>(method: C, request: Omit<RequestOf<C>, "$typeName" | "commandId">): string {
    return this.outbox.add(method, request);
  }

  // The chair's streams, for as long as somebody looks.
  followStaff(stream: "desk" | `staff ${string}`): () => void {
    this.streams.follow(stream);
    return () => this.streams.forget(stream);
  }

  read(threadId: string, place: string): void {
    const before = this.store.state;
    this.store.change((state) => withCursorAt(state, threadId, place));
    if (this.store.state !== before) this.cursors.move(threadId, place);
  }

  typing(threadId: string): void {
    this.whisper({ case: "typing", value: { $typeName: "plenum.v1.Typing", threadId } });
  }

  look(threadId: string): void {
    this.shownThread = threadId;
    this.tellLook();
  }

  lookAtReport(postId: string): void {
    if (this.shownReport === postId) return;
    this.shownReport = postId;
    this.tellLook();
  }

  retryNow(): void {
    this.line.retryNow();
  }

  leavePage(): void {
    this.cursors.flush();
  }

  dispose(): void {
    this.cursors.dispose();
    this.outbox.dispose();
    this.line.close();
  }

  // ---- the line

  private lineParts(): ConstructorParameters<typeof Line>[0] {
    return {
      clock: this.parts.clock,
      dial: () => this.parts.dial(),
      ticket: async () => (await unary(this.parts.fetch, IdentityService.method.getTicket, {})).ticket,
      onState: (line) => this.onLine(line),
      onWelcome: (welcome) => this.onWelcome(welcome),
      onUpdates: (updates) => this.onUpdates(updates),
      onPresence: (presence) => this.store.change((state) => applyPresence(state, presence)),
      onDeskPresence: (presence) => this.store.change((state) => applyDeskPresence(state, presence)),
    };
  }

  private onLine(line: LineState): void {
    this.standing.change({ ...this.standing.value, line });
    if (line.is === "open") return;
    this.streams.lineLost();
    this.outbox.lineLost();
    // Who is here is not known without a line; a typing mark must not stay.
    this.store.change((state) => (state.presence.size + state.desk.size === 0 ? state : { ...state, presence: new Map(), desk: new Map() }));
    if (line.is === "ended") this.ended.ring(line.code);
  }

  private onWelcome(welcome: Welcome): void {
    this.store.change((state) => ({ ...state, me: welcome.you ?? state.me, community: welcome.community || state.community }));
    this.streams.lineOpened();
    this.outbox.lineOpened();
    this.cursors.flush();
    if (this.shownThread !== "0" || this.shownReport !== "0") this.tellLook();
  }

  private onUpdates(updates: Updates): void {
    const before = this.store.state;
    const leaves = (update: Update) => update.change.case === "threadLeft" && update.change.value.threadId === this.shownThread;
    this.store.change((state) => updates.updates.filter((one) => !leaves(one)).reduce(applyUpdate, state));
    for (const update of updates.updates) if (leaves(update)) void this.whereabouts.threadLeft(this.shownThread, update).catch(() => undefined);
    this.streams.heard(updates);
    for (const { change } of updates.updates) this.heardOfMe(change);
    for (const { change } of updates.updates) {
      if (change.case === "post") this.heardPost(before, change.value);
      else if (change.case === "thread") this.rereading.ifUncounted(before, change.value.id, change.value.topicId);
      else if (change.case === "threadArrived" && change.value.thread) this.rereading.arrived(change.value.thread);
      else if (change.case === "topic") this.followTopics();
      else if (change.case === "postGone" && change.value.threadId === this.shownThread) this.whereabouts.postGone(change.value.postId, this.shownThread);
    }
  }

  private heardPost(before: State, post: Post): void {
    this.rereading.ifUncounted(before, post.threadId, post.topicId);
    this.rereading.ifRestored(before, post);
  }

  private heardOfMe(change: Update["change"]): void {
    if (change.case === "rightsChanged" || change.case === "sanction") void this.loadRights().catch(() => undefined);
    if (change.case === "sanction") this.mine.ring("sanction");
    if (change.case === "reportAnswered") this.mine.ring("report");
    if (change.case === "staff") this.staffNews.ring(change.value);
  }

  private onHole(stream: Stream): void {
    if (stream === "desk" || stream.startsWith("staff ")) return this.staffNews.ring(everything);
    if (stream === "personal") void this.loadRights().catch(() => undefined);
    if (stream === "community" || stream === "personal") return this.rereading.topicSoon("0");
    this.rereading.topic(stream.slice("topic ".length));
  }

  private readThread(threadId: string, anchor: Anchor, limit: number) {
    return this.ask("readThread", { $typeName: "plenum.v1.ReadThreadRequest", threadId, anchor, limit });
  }

  // The busiest topics are followed live; the rest are when one opens them.
  private followTopics(): void {
    const topics = [...this.store.state.topics.values()].map((one) => one.topic).filter((topic) => !topic.archived);
    topics.sort((a, b) => Number(b.lastPostAtMs - a.lastPostAtMs));
    for (const topic of topics) if (this.streams.count < followedTopicsMax) this.streams.follow(`topic ${topic.id}`);
  }

  private tellLook(): void {
    this.whisper({ case: "looking", value: { $typeName: "plenum.v1.Looking", threadId: this.shownThread, reportPostId: this.shownReport } });
  }

  private whisper(call: Extract<Call, { case: "typing" | "looking" }>): void {
    this.line.whisper(call);
  }
}
