import { can } from "../model/rights";
import { isAfter, laterOf, none } from "../model/place";
import type { Anchor } from "../model/learn";
import type { Session } from "../model/session";
import type { Window } from "../model/state";
import { Role, Watch, type Member, type Post } from "../wire/gen/proto/member_pb";
import { Refused } from "../wire/refusal";
import { personOf, type Person } from "./person";
import { postRow, type PostRow, type WaitingRow } from "./postRow";
import { goneFrom, heldRows, noGone, noRules, threadRules, type Gone, type HeldRow, type ThreadRules } from "./threadRules";
import { watchName, type WatchName } from "./threadRow";
import { ViewModel } from "./viewmodel";

// Where the view is to stand next. A new object is a new wish.
export interface Landing {
  to: "start" | "end" | { postId: string; align: "start" | "center"; offset: number };
  mark: boolean; // show which one is meant, and put the focus on it
}

export interface ThreadSnapshot {
  state: "loading" | "ready" | "gone" | "failed";
  threadId: string;
  topicId: string;
  topic: string;
  title: string;
  rules: ThreadRules;
  slowUntil: number; // when I may write again in slow mode; 0: now
  gone: Gone;
  held: readonly HeldRow[];
  watch: WatchName;
  total: number;
  rows: readonly PostRow[];
  waiting: readonly WaitingRow[];
  moreBefore: boolean;
  moreAfter: boolean;
  fresh: number; // posts that came since one looked, below what one sees
  here: readonly Person[];
  hereTotal: number;
  typing: readonly Person[];
  landing: Landing | null;
  marked: string; // post id
  ledTo: string; // the thread that this address leads on to; "": it is this one
}

// Where one stood when one left a thread, for the way back. Kept as long as the page lives.
export type Places = Map<string, { postId: string; offset: number }>;

const empty: Omit<ThreadSnapshot, "threadId"> = {
  state: "loading", topicId: none, topic: "", title: "", rules: noRules, slowUntil: 0, gone: noGone, held: [], watch: "normal", total: 0,
  rows: [], waiting: [], moreBefore: false, moreAfter: false, fresh: 0, here: [], hereTotal: 0, typing: [],
  landing: null, marked: "", ledTo: "",
};

// One thread as it is read: where to land, what is unread, what came meanwhile, what is still on its way.
export class ThreadViewModel extends ViewModel<ThreadSnapshot> {
  private unreadAfter: string | null = null; // the unread line: set once, stays until one leaves
  private knownTo = none; // the thread's last place when one last stood at its end
  private knownPosts = 0;
  private seen = none;
  private cache = new Map<string, { inputs: readonly unknown[]; row: PostRow }>();
  private loading = false;

  constructor(private readonly session: Session, threadId: string, private readonly postId: string, private readonly places: Places) {
    super({ ...empty, threadId });
  }

  protected start(): void {
    const { session } = this;
    this.onDispose(session.store.subscribe(() => this.draw()));
    this.onDispose(session.standing.subscribe(() => this.draw()));
    this.onDispose(() => session.look(none));
    session.look(this.id);
    void this.open(this.postId);
  }

  // ---- what the view asks for

  readonly loadBefore = (): void => this.load(() => this.session.loadBefore(this.id), "moreBefore");
  readonly loadAfter = (): void => this.load(() => this.session.loadAfter(this.id), "moreAfter");

  readonly retry = (): void => void this.open("");

  // The reader has seen all up to this place.
  readonly saw = (place: string): void => {
    if (!isAfter(place, this.seen)) return;
    this.seen = place;
    this.session.read(this.id, place);
    this.draw();
  };

  readonly stoodAt = (postId: string, offset: number): void => void this.places.set(this.id, { postId, offset });

  readonly showPost = async (postId: string, mark = true): Promise<void> => {
    if (!this.holds(postId) && !(await this.tryPage({ case: "aroundPost", value: postId }))) return;
    if (!this.holds(postId)) return;
    this.land({ to: { postId, align: "center", offset: 0 }, mark });
    this.show({ marked: mark ? postId : "" });
  };

  readonly toEnd = async (): Promise<void> => {
    if (this.window?.moreAfter && !(await this.tryPage({ case: "fromEnd", value: true }))) return;
    this.land({ to: "end", mark: false });
  };

  readonly toFresh = async (): Promise<void> => {
    const first = this.window?.posts.find((post) => this.isFresh(post));
    if (!first || this.window?.moreAfter) return this.toEnd();
    this.land({ to: { postId: first.id, align: "start", offset: 64 }, mark: false });
  };

  readonly unmark = (): void => this.show({ marked: "" });

  // ---- what a person does

  readonly react = (postId: string, emoji: string, add: boolean): void =>
    void this.session.act(add ? "addReaction" : "removeReaction", { postId, emoji });

  readonly remove = (postId: string): void => void this.session.act("deletePost", { postId, reason: "" });
  readonly restore = (postId: string): void => void this.session.act("restorePost", { postId });
  readonly watch = (watch: WatchName): void => {
    const number = watch === "followed" ? Watch.FOLLOWED : watch === "muted" ? Watch.MUTED : Watch.NORMAL;
    this.session.act("watchThread", { threadId: this.id, watch: number });
  };

  readonly takeBack = (id: string): string => {
    const taken = this.session.outbox.takeBack(id);
    return taken?.method === "writePost" || taken?.method === "editPost" ? taken.request.source : "";
  };

  readonly revisions = async (postId: string) => {
    const reply = await this.session.ask("listRevisions", { $typeName: "plenum.v1.ListRevisionsRequest", postId });
    return reply.revisions.map((one) => ({ html: one.html, at: Number(one.atMs), by: personOf(one.by) }));
  };

  // ---- opening

  private get id(): string {
    return this.getSnapshot().threadId;
  }

  private get window(): Window | undefined {
    return this.session.store.state.windows.get(this.id);
  }

  private async open(postId: string): Promise<void> {
    if (postId) return void ((await this.tryPage({ case: "aroundPost", value: postId })) && this.showPost(postId));
    const stood = this.places.get(this.id);
    if (this.window && stood && this.holds(stood.postId) && this.unread() === 0) {
      return this.arrive({ to: { ...stood, align: "start" }, mark: false });
    }
    if (!(await this.tryPage({ case: undefined }))) return;
    if (this.window?.posts.length === 0 && !(await this.tryPage({ case: "fromEnd", value: true }))) return;
    await this.landOnFirstUnread();
  }

  private async landOnFirstUnread(): Promise<void> {
    const cursor = this.session.store.state.threads.get(this.id)?.reading?.cursor ?? none;
    if (cursor === none) return this.arrive({ to: "start", mark: false });
    const first = this.window?.posts.find((post) => isAfter(post.place, cursor));
    if (this.window?.moreBefore) await this.session.loadBefore(this.id).catch(() => undefined);
    if (!first || this.unread() === 0) return this.arrive({ to: "end", mark: false });
    this.arrive({ to: { postId: first.id, align: "start", offset: 96 }, mark: false });
  }

  private unread(): number {
    return this.session.store.state.threads.get(this.id)?.reading?.unread ?? 0;
  }

  private async tryPage(anchor: Anchor): Promise<boolean> {
    try {
      const threadId = await this.session.loadPage(this.id, anchor, false);
      if (threadId === this.id) return true;
      this.show({ ledTo: threadId, topicId: this.session.store.state.threads.get(threadId)?.thread.topicId ?? none });
      return false;
    } catch (why) {
      if (why instanceof Refused) this.show({ state: "gone" });
      else if (!this.window) this.show({ state: "failed" });
      return !(why instanceof Refused) && !!this.window; // without a line one reads what is held
    }
  }

  private arrive(landing: Landing): void {
    this.show({ state: "ready" });
    this.draw();
    this.land(landing);
  }

  private land(landing: Landing): void {
    this.show({ landing: { ...landing }, state: "ready" });
    this.draw();
  }

  private holds(postId: string): boolean {
    return !!this.window?.posts.some((post) => post.id === postId);
  }

  private load(page: () => Promise<void>, side: "moreBefore" | "moreAfter"): void {
    if (this.loading || !this.window?.[side]) return;
    this.loading = true;
    const done = () => void (this.loading = false);
    page().then(done, done);
  }

  // ---- drawing

  private draw(): void {
    const { state } = this.session.store;
    const thread = state.threads.get(this.id);
    const window = this.window;
    if (!thread || !window) {
      if (this.getSnapshot().state === "ready") this.show({ state: "gone", rows: [] });
      return;
    }
    this.remember(thread.reading?.cursor, thread.thread.lastPlace, thread.thread.posts, this.unread());
    const topic = state.topics.get(thread.thread.topicId)?.topic;
    const others = (members: readonly Member[] = []) =>
      members.filter((one) => one.id !== state.me?.id).map((one) => personOf(one, state.members));
    const presence = state.presence.get(this.id);
    const here = others(presence?.here);
    const meHere = (presence?.here.length ?? 0) - here.length;
    this.show({
      topicId: thread.thread.topicId,
      topic: topic?.title ?? "",
      title: thread.thread.title,
      rules: this.keepOne("rules", threadRules(state, thread.thread)),
      slowUntil: this.slowUntil(window, threadRules(state, thread.thread).slowS),
      gone: this.keepOne("gone", goneFrom(state, this.id)),
      held: this.keepOne("held", heldRows(state, this.id)),
      watch: this.watchShown(thread.reading?.watch),
      total: Math.max(thread.thread.posts, window.indexOfFirst + window.posts.length),
      rows: this.rows(window),
      waiting: window.moreAfter ? [] : this.waitingRows(window),
      moreBefore: window.moreBefore,
      moreAfter: window.moreAfter,
      fresh: this.countFresh(window, thread.thread.posts),
      here: this.keep("here", here),
      hereTotal: Math.max(0, (presence?.hereTotal ?? 0) - meHere),
      typing: this.keep("typing", others(presence?.typing)),
    });
  }

  private remember(cursor: string | undefined, lastPlace: string, posts: number, unread: number): void {
    if (cursor === undefined || this.unreadAfter !== null) return;
    this.unreadAfter = unread > 0 && cursor !== none ? cursor : "";
    this.knownTo = lastPlace;
    this.knownPosts = posts;
  }

  private watchShown(told: Watch | undefined): WatchName {
    for (const one of this.session.standing.value.waiting) {
      if (one.method === "watchThread" && one.request.threadId === this.id && !one.refusal) return watchName(one.request.watch);
    }
    return watchName(told);
  }

  private slowUntil(window: Window, slowS: number): number {
    if (slowS === 0) return 0;
    const me = this.session.store.state.me?.id;
    const mine = window.posts.findLast((post) => post.author?.id === me);
    return mine ? Number(mine.writtenAtMs) + slowS * 1000 : 0;
  }

  private isFresh(post: Post): boolean {
    return isAfter(post.place, laterOf(this.knownTo, this.seen)) && post.author?.id !== this.session.store.state.me?.id;
  }

  private countFresh(window: Window, posts: number): number {
    if (window.moreAfter) return Math.max(0, posts - this.knownPosts);
    return window.posts.filter((post) => this.isFresh(post)).length;
  }

  private rows(window: Window): PostRow[] {
    const { me, members, rights } = this.session.store.state;
    const mayReport = can(rights, "report", this.getSnapshot().topicId);
    const chair = !rights && (me?.role === Role.MODERATOR || me?.role === Role.ADMIN);
    const waiting = this.session.standing.value.waiting;
    return window.posts.map((post, i) => {
      const mine = waiting.filter((one) => "postId" in one.request && one.request.postId === post.id);
      const before = window.posts[i - 1];
      const first = i === 0 && !window.moreBefore;
      const position = window.indexOfFirst + i + 1;
      const inputs = [post, before, first, position, this.unreadAfter, me, members, chair, mayReport, ...mine];
      const had = this.cache.get(post.id);
      if (had && had.inputs.length === inputs.length && had.inputs.every((one, at) => one === inputs[at])) return had.row;
      const row = postRow(post, { me, members, position, before, first, unreadAfter: this.unreadAfter ?? "", waiting: mine, chair, mayReport });
      this.cache.set(post.id, { inputs, row });
      return row;
    });
  }

  private waitingRows(window: Window): readonly WaitingRow[] {
    const me = this.session.store.state.me?.id;
    const rows: WaitingRow[] = [];
    for (const one of this.session.standing.value.waiting) {
      if (one.method !== "writePost" || one.request.threadId !== this.id) continue;
      // The post's own frame may come before the answer to it.
      const arrived = window.posts.slice(-20).some((post) =>
        post.author?.id === me && post.source === one.request.source && Number(post.writtenAtMs) >= one.madeAt - 60_000);
      if (arrived && one.tried && !one.refusal) continue;
      const { id, madeAt, tried, refusal } = one;
      rows.push({ kind: "waiting", key: `waiting ${id}`, id, source: one.request.source, replyTo: one.request.replyTo, madeAt, tried, refusal: refusal?.sentence ?? "" });
    }
    return this.keepBy(rows);
  }

  private keptOnes: Record<string, unknown> = {};

  private keepOne<T>(name: string, now: T): T {
    if (JSON.stringify(this.keptOnes[name]) !== JSON.stringify(now)) this.keptOnes[name] = now;
    return this.keptOnes[name] as T;
  }

  private kept: Record<string, readonly Person[]> = {};
  private keptWaiting: readonly WaitingRow[] = [];

  private keep(name: string, people: readonly Person[]): readonly Person[] {
    const had = this.kept[name];
    if (had && had.length === people.length && had.every((one, i) => one === people[i])) return had;
    return (this.kept[name] = people);
  }

  private keepBy(rows: readonly WaitingRow[]): readonly WaitingRow[] {
    return JSON.stringify(rows) === JSON.stringify(this.keptWaiting) ? this.keptWaiting : (this.keptWaiting = rows);
  }
}
