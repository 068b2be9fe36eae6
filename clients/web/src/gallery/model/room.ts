import { Told } from "../../model/told";
import type { Clock } from "../../wire/clock";
import type { ObservedAlert } from "../../wire/gen/proto/observer_pb";
import { ObserverService } from "../../wire/gen/proto/observer_pb";
import { SubscriberService, type GetOwnReply } from "../../wire/gen/proto/subscriber_pb";
import { Calls, type Fetch } from "../wire/calls";
import { close, Line, type LineState, type Socket } from "../wire/line";
import { LineLost, Refused } from "../wire/refused";
import { entryOf, type Entry } from "./entry";
import { Feeds } from "./feeds";
import { idOf, type Id } from "./ids";
import { byTitle, topicOf, type Topic } from "./topics";

export type Phase = "coming" | "outside" | "inside" | "closed" | "away";

export interface Alert {
  search: Id;
  name: string;
  entries: readonly Entry[];
}

export interface RoomParts {
  clock: Clock;
  fetch: Fetch;
  dial(): Socket;
}

const alertsKept = 50;
const steadyMs = 10_000;
const spentWaitMs = 5 * 60_000;
const dayMs = 24 * 3_600_000;

// Days are counted in UTC.
const midnightAfter = (at: number): number => (Math.floor(at / dayMs) + 1) * dayMs;

// One seat at the gallery's door: who sits here, what is licensed, and the live line. Made once for the page; it
// outlives signing in and out. It has no method that touches the community.
export class Room {
  readonly phase = new Told<Phase>("coming");
  readonly own = new Told<GetOwnReply | null>(null);
  readonly topics = new Told<readonly Topic[]>([]);
  readonly lineState = new Told<LineState>({ is: "resting" });
  readonly alerts = new Told<readonly Alert[]>([]);
  readonly notices = new Told(0);
  readonly spent = new Told<Refused | null>(null); // the day's reading is used up
  readonly calls: Calls;
  readonly feeds: Feeds;
  private readonly line: Line;
  private farewell = "";
  private openedAt = 0;

  constructor(private readonly parts: RoomParts) {
    this.calls = new Calls((address, request) => this.watched(address, request));
    this.line = new Line({
      clock: parts.clock,
      ticket: async () => (await this.calls.ask(SubscriberService.method.makeTicket, {})).ticket,
      dial: () => parts.dial(),
      onState: (state) => this.lineIs(state),
      onWelcome: ({ topics }) => {
        this.taken(topics.map(topicOf));
        this.feeds.lineOpened();
      },
      onUpdates: (updates) => this.feeds.updates(updates),
      onAlert: (alert) => this.alerted(alert),
      onNotices: (waiting) => this.notices.change(waiting),
      onGoingAway: (sentence) => (this.farewell = sentence), // the close that follows says whether to come back
      onSilence: () => this.feeds.ask(),
    });
    this.feeds = new Feeds(this.calls, this.line);
  }

  // Sits down where the cookie, or the token of a link, says that one may.
  async start(token: string): Promise<void> {
    try {
      if (token) await this.calls.ask(SubscriberService.method.enter, { token });
      await this.sitDown();
    } catch (why) {
      this.phase.change(why instanceof LineLost ? "away" : "outside");
    }
  }

  async enter(token: string): Promise<void> {
    await this.calls.ask(SubscriberService.method.enter, { token });
    await this.sitDown();
  }

  async leave(): Promise<void> {
    this.line.close();
    await this.calls.ask(SubscriberService.method.leave, {}).catch(() => undefined);
    this.own.change(null);
    this.topics.change([]);
    this.feeds.follow([]);
    this.alerts.change([]);
    this.phase.change("outside");
  }

  // The browser knows of some breaks before the line does.
  retryNow(): void {
    if (this.phase.value === "away") void this.start("");
    else this.line.retryNow();
  }

  // Numbers that change with what one does: read afresh where they are shown.
  async lookAgain(): Promise<void> {
    const own = await this.calls.ask(SubscriberService.method.getOwn, {});
    this.own.change(own);
    this.notices.change(own.noticesWaiting);
  }

  private async sitDown(isSpent = false): Promise<void> {
    const [own, { topics }] = await Promise.all([
      this.calls.ask(SubscriberService.method.getOwn, {}),
      this.calls.ask(ObserverService.method.listTopics, {}),
    ]);
    this.own.change(own);
    this.notices.change(own.noticesWaiting);
    this.taken(topics.map(topicOf));
    this.phase.change("inside");
    this.openLine(isSpent);
  }

  // A line that was sent away at once is not dialled again and again: the day's reading is used up, or something is
  // changing that a moment will settle.
  private openLine(isSpent: boolean): void {
    const now = this.parts.clock.now();
    if (isSpent) this.spent.change(new Refused("spent", this.farewell, 429, "", midnightAfter(now)));
    const wait = isSpent ? spentWaitMs : now - this.openedAt < steadyMs ? steadyMs : 0;
    this.openedAt = now + wait;
    if (wait === 0) this.line.open();
    else this.parts.clock.after(wait, () => this.phase.value === "inside" && this.line.open());
  }

  private taken(topics: Topic[]): void {
    const sorted = topics.sort(byTitle);
    if (JSON.stringify(sorted) !== JSON.stringify(this.topics.value)) this.topics.change(sorted);
    this.feeds.follow(sorted.map((one) => one.id));
  }

  // What one may read has changed: sit down anew, and find what is left, or that nothing is.
  private lineIs(state: LineState): void {
    this.lineState.change(state);
    if (state.is !== "ended" || this.phase.value !== "inside") return;
    this.sitDown(state.code === close.daySpent).catch((why: unknown) => this.phase.change(why instanceof LineLost ? "away" : "closed"));
  }

  private alerted({ search, name, posts }: ObservedAlert): void {
    const alert = { search: idOf(search), name, entries: posts.map(entryOf) };
    this.alerts.change([alert, ...this.alerts.value].slice(0, alertsKept));
  }

  // What is read shows that the day is not spent; not what was asked for before it was.
  private async watched(address: string, request: RequestInit): Promise<Response> {
    const known = this.spent.value;
    const answer = await this.parts.fetch(address, request);
    if (answer.ok && known === this.spent.value && /ObserverService\/(Read|Search)/.test(address)) this.spent.change(null);
    return answer;
  }

  // Every refusal that a view meets passes here, so that the page says once what holds for all of it.
  met(why: unknown): void {
    if (why instanceof Refused && why.code === "spent") this.spent.change(why);
  }
}
