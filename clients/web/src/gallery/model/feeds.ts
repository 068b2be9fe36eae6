import { Bell, Told } from "../../model/told";
import { ObserverService, type ObservedPosition, type ObservedUpdate, type ObservedUpdates } from "../../wire/gen/proto/observer_pb";
import type { Calls } from "../wire/calls";
import type { Line } from "../wire/line";
import { LineLost } from "../wire/refused";
import { entryOf, type Entry } from "./entry";
import { emptyFeed, freshDrawn, heard, paged, type Feed } from "./feed";
import { bytesOf, idOf, type Id } from "./ids";

export interface FeedState {
  feed: Feed;
  read: "no" | "reading" | "done" | "failed";
  more: boolean; // something happened before all that is drawn
}
export interface News {
  topic: Id;
  entries: readonly Entry[];
}

const unread: FeedState = { feed: emptyFeed, read: "no", more: false };
const lineWaitMs = 2_000; // a page read before the line stands is read again behind it
const pageEntries = 50;

// The feeds of all licensed topics: followed on the line from the last position of each, so that no pause leaves a
// hole, and read backwards on demand.
export class Feeds {
  readonly news = new Bell<News>();
  readonly titles = new Told<ReadonlyMap<Id, string>>(new Map());
  private readonly feeds = new Map<Id, Told<FeedState>>();
  private readonly positions = new Map<Id, ObservedPosition>();
  private readonly before = new Map<Id, ObservedPosition>();
  private readonly asked = new Set<Id>();
  private followed: readonly Id[] = [];
  private lineIsUp: () => void = () => undefined;
  private readonly lineUp = new Promise<void>((up) => (this.lineIsUp = up));

  constructor(
    private readonly calls: Calls,
    private readonly line: Line,
  ) {}

  of(topic: Id): Told<FeedState> {
    const told = this.feeds.get(topic) ?? new Told(unread);
    this.feeds.set(topic, told);
    return told;
  }

  follow(topics: readonly Id[]): void {
    for (const gone of this.followed.filter((id) => !topics.includes(id))) this.forget(gone);
    this.followed = topics;
  }

  lineOpened(): void {
    void Promise.all(this.followed.map((topic) => this.subscribe(topic))).then(() => this.lineIsUp());
  }

  // Says something that is answered, and closes whatever hole there might be.
  ask(): void {
    const [first] = this.followed;
    if (first) void this.subscribe(first);
  }

  updates({ topic, position, updates }: ObservedUpdates): void {
    const id = idOf(topic);
    if (position) this.positions.set(id, position);
    const entries = this.take(updates);
    if (entries.length === 0) return;
    this.change(id, (feed) => heard(feed, entries));
    this.news.ring({ topic: id, entries });
  }

  // The first page, once; more after it by `back`.
  async open(topic: Id): Promise<void> {
    const told = this.of(topic);
    if (told.value.read === "reading" || told.value.read === "done") return;
    told.change({ ...told.value, read: "reading" });
    await Promise.race([this.lineUp, new Promise((late) => setTimeout(late, lineWaitMs))]);
    await this.readBack(topic);
  }

  async back(topic: Id): Promise<void> {
    const told = this.of(topic);
    if (told.value.read === "reading" || !told.value.more) return;
    told.change({ ...told.value, read: "reading" });
    await this.readBack(topic);
  }

  drawFresh(topic: Id): void {
    this.change(topic, freshDrawn);
  }

  // What a thread is called, for those that are on the screen.
  async nameThreads(topic: Id, threads: readonly Id[]): Promise<void> {
    const wanted = threads.filter((id) => !this.titles.value.has(id) && !this.asked.has(id));
    if (wanted.length === 0) return;
    for (const id of wanted) this.asked.add(id);
    if (!this.asked.has(topic)) await this.nameMany(topic);
    await Promise.all(wanted.filter((id) => !this.titles.value.has(id)).map((id) => this.nameOne(topic, id)));
  }

  name(names: readonly (readonly [Id, string])[]): void {
    this.titles.change(new Map([...this.titles.value, ...names]));
  }

  private async nameMany(topic: Id): Promise<void> {
    this.asked.add(topic);
    const reply = await this.calls.ask(ObserverService.method.listThreads, { topic: bytesOf(topic), limit: 200 }).catch(() => null);
    this.name((reply?.threads ?? []).map((one) => [idOf(one.id), one.title]));
  }

  private async nameOne(topic: Id, thread: Id): Promise<void> {
    const reply = await this.calls.ask(ObserverService.method.readThread, { topic: bytesOf(topic), thread: bytesOf(thread), limit: 1 }).catch(() => null);
    if (reply?.thread) this.name([[thread, reply.thread.title]]);
    else this.asked.delete(thread);
  }

  private async readBack(topic: Id): Promise<void> {
    const told = this.of(topic);
    try {
      const since = this.before.get(topic) ?? this.positions.get(topic);
      const reply = await this.calls.ask(ObserverService.method.readFeed, { topic: bytesOf(topic), since, back: true, limit: pageEntries });
      if (reply.position) this.before.set(topic, reply.position);
      const entries = this.take(reply.updates);
      told.change({ feed: paged(told.value.feed, entries), read: "done", more: reply.more });
    } catch {
      told.change({ ...told.value, read: "failed" });
    }
  }

  private async subscribe(topic: Id): Promise<void> {
    const since = this.positions.get(topic);
    try {
      const reply = await this.line.subscribe(bytesOf(topic), since);
      if (since && reply.recovered) return; // what happened meanwhile follows, each frame with its position
      if (reply.position) this.positions.set(topic, reply.position);
      if (this.of(topic).value.read !== "no") this.startAnew(topic);
    } catch (why) {
      if (why instanceof LineLost) return; // it will be taken up when the line is back
      this.positions.delete(topic);
      if (since) await this.subscribe(topic); // a position of another time: begin anew
    }
  }

  // There may be a hole in what is held.
  private startAnew(topic: Id): void {
    const told = this.of(topic);
    if (told.value.read === "reading" && told.value.feed.drawn.length === 0) return; // it reads behind the position anyway
    this.before.delete(topic);
    told.change(unread);
    void this.open(topic);
  }

  private forget(topic: Id): void {
    this.positions.delete(topic);
    this.before.delete(topic);
    this.of(topic).change(unread);
    this.feeds.delete(topic);
  }

  private take(updates: readonly ObservedUpdate[]): Entry[] {
    const entries: Entry[] = [];
    const names: [Id, string][] = [];
    for (const { change } of updates) {
      if (change.case === "post") entries.push(entryOf(change.value));
      else if (change.case === "thread") names.push([idOf(change.value.id), change.value.title]);
    }
    if (names.length > 0) this.name(names);
    return entries;
  }

  private change(topic: Id, reduce: (feed: Feed) => Feed): void {
    const told = this.of(topic);
    told.change({ ...told.value, feed: reduce(told.value.feed) });
  }
}
