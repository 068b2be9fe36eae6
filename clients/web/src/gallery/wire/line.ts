import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { backoffMs } from "../../wire/backoff";
import type { Cancel, Clock } from "../../wire/clock";
import {
  GalleryFrameSchema,
  ObserverFrameSchema,
  type ObservedAlert,
  type ObservedPosition,
  type ObservedUpdates,
  type ObserverFrame,
  type ObserverReply,
  type ObserverSubscribed,
  type ObserverWelcome,
} from "../../wire/gen/proto/observer_pb";
import { LineLost, Refused } from "./refused";

export const subprotocol = "plenum.v1.proto";

// wire.proto, CloseCode: below `protocol` one comes back, from there on one does not.
export const close = { goingAway: 4000, protocol: 4500, signedOut: 4501, rightsChanged: 4502 } as const;

const silenceMaxMs = 60_000; // pings are invisible to a page: a line that says nothing for this long is taken up anew
const answerDeadlineMs = 10_000;
const steadyMs = 5_000; // only a line that held this long forgets how often it failed before

export type LineState =
  | { is: "resting" }
  | { is: "calling"; attempt: number }
  | { is: "open" }
  | { is: "waiting"; until: number; attempt: number }
  | { is: "ended"; code: number };

// What the browser's WebSocket gives, and what a test can stand in for.
export interface Socket {
  binaryType: BinaryType;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(code?: number): void;
}

export interface LineParts {
  clock: Clock;
  ticket(): Promise<string>; // throws Refused when it opens nothing any more, LineLost when nobody answers
  dial(): Socket;
  onState(state: LineState): void;
  onWelcome(welcome: ObserverWelcome): void;
  onUpdates(updates: ObservedUpdates): void;
  onAlert(alert: ObservedAlert): void;
  onNotices(waiting: number): void;
  onGoingAway(sentence: string): void;
  onSilence(): void; // says something that is answered
}

interface Waiting {
  answered(reply: ObserverReply): void;
  lost(why: Error): void;
}
type Call = Extract<ObserverFrame["call"], { case: string }>;

// The gallery's live line: dials, greets, subscribes, hears, and comes back with jitter when it is lost. It has no
// wish that writes.
export class Line {
  state: LineState = { is: "resting" };
  private socket: Socket | null = null;
  private waiting = new Map<number, Waiting>();
  private lastRequest = 0;
  private attempt = 0;
  private dialling = 0;
  private timers = new Set<Cancel>();
  private lastHeardAt = 0;

  constructor(private readonly parts: LineParts) {}

  open(): void {
    if (this.state.is === "resting" || this.state.is === "ended") this.dial();
  }

  // The network came back, or the person pressed the button.
  retryNow(): void {
    if (this.state.is === "waiting") this.dial();
    else if (this.state.is === "open") this.probe();
  }

  close(): void {
    this.drop();
    this.become({ is: "resting" });
  }

  async subscribe(topic: Uint8Array, since: ObservedPosition | undefined): Promise<ObserverSubscribed> {
    const reply = await this.ask({ case: "subscribe", value: { $typeName: "plenum.v1.ObserverSubscribe", topic, since } });
    return reply.answer.value as ObserverSubscribed;
  }

  private dial(): void {
    this.drop();
    const turn = this.dialling;
    this.become({ is: "calling", attempt: this.attempt });
    this.parts.ticket().then(
      (ticket) => turn === this.dialling && this.connect(ticket),
      (why: unknown) => turn === this.dialling && this.failed(why),
    );
  }

  private connect(ticket: string): void {
    const socket = this.parts.dial();
    const turn = this.dialling;
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.greet(ticket);
    socket.onmessage = (event) => this.hear(event.data as ArrayBuffer);
    socket.onclose = (event) => turn === this.dialling && this.lost(event.code);
    this.after(answerDeadlineMs, () => this.state.is === "calling" && this.lost(0));
  }

  private greet(ticket: string): void {
    this.ask({ case: "hello", value: { $typeName: "plenum.v1.ObserverHello", ticket } }).then(
      (reply) => {
        this.become({ is: "open" });
        this.after(steadyMs, () => (this.attempt = 0));
        this.listen();
        this.parts.onWelcome(reply.answer.value as ObserverWelcome);
      },
      (why: unknown) => this.failed(why),
    );
  }

  private ask(call: Call): Promise<ObserverReply> {
    if (!this.socket || (this.state.is !== "open" && call.case !== "hello")) return Promise.reject(new LineLost("the line is not open"));
    const request = ++this.lastRequest;
    return new Promise((resolve, reject) => {
      this.waiting.set(request, {
        answered: ({ answer, ...reply }) =>
          answer.case === "refusal" ? reject(new Refused(answer.value.code, answer.value.sentence, 0)) : resolve({ ...reply, answer }),
        lost: reject,
      });
      const frame = create(ObserverFrameSchema, { request, call });
      this.socket?.send(toBinary(ObserverFrameSchema, frame) as Uint8Array<ArrayBuffer>);
    });
  }

  private hear(bytes: ArrayBuffer): void {
    this.lastHeardAt = this.parts.clock.now();
    const { frame } = fromBinary(GalleryFrameSchema, new Uint8Array(bytes));
    if (frame.case === "reply") {
      const waiting = this.waiting.get(frame.value.request);
      this.waiting.delete(frame.value.request);
      waiting?.answered(frame.value);
    } else if (frame.case === "updates") this.parts.onUpdates(frame.value);
    else if (frame.case === "alert") this.parts.onAlert(frame.value);
    else if (frame.case === "notices") this.parts.onNotices(frame.value.waiting);
    else if (frame.case === "goingAway") this.parts.onGoingAway(frame.value.sentence);
  }

  private listen(): void {
    this.after(silenceMaxMs, () => {
      if (this.parts.clock.now() - this.lastHeardAt >= silenceMaxMs) this.probe();
      this.listen();
    });
  }

  private probe(): void {
    const asked = this.parts.clock.now();
    this.parts.onSilence();
    this.after(answerDeadlineMs, () => this.lastHeardAt < asked && this.lost(0));
  }

  private failed(why: unknown): void {
    if (why instanceof Refused && why.status !== 429) this.end(close.rightsChanged);
    else this.lost(0);
  }

  private lost(code: number): void {
    if (code >= close.protocol && code < 5000) return this.end(code);
    this.drop();
    const wait = backoffMs(this.attempt + (code === close.goingAway ? 1 : 0), this.parts.clock);
    this.attempt += 1;
    this.become({ is: "waiting", until: this.parts.clock.now() + wait, attempt: this.attempt });
    this.after(wait, () => this.dial());
  }

  private end(code: number): void {
    this.drop();
    this.become({ is: "ended", code });
  }

  private drop(): void {
    this.dialling += 1;
    for (const cancel of this.timers) cancel();
    this.timers.clear();
    const { socket, waiting } = this;
    this.socket = null;
    this.waiting = new Map();
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close(1000);
    }
    for (const one of waiting.values()) one.lost(new LineLost("the line was lost"));
  }

  private after(ms: number, act: () => void): void {
    const cancel = this.parts.clock.after(ms, () => {
      this.timers.delete(cancel);
      act();
    });
    this.timers.add(cancel);
  }

  private become(state: LineState): void {
    this.state = state;
    this.parts.onState(state);
  }
}
