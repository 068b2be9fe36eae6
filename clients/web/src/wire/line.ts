import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { backoffMs } from "./backoff";
import type { Call, Method, ReplyOf, RequestOf } from "./calls";
import type { Cancel, Clock } from "./clock";
import { ClientFrameSchema, ServerFrameSchema } from "./gen/proto/member_pb";
import type { DeskPresence, Presence, Reply, SubscribeReply, SubscribeRequest, Updates, Welcome } from "./gen/proto/member_pb";
import { CloseCode } from "./gen/proto/wire_pb";
import { LineLost, Refused, refusedBy } from "./refusal";

export const subprotocol = "plenum.v1.proto";

// A line that says nothing for this long is asked whether it lives: pings are invisible to a page.
const silenceMaxMs = 25_000;
const answerDeadlineMs = 10_000;
// Only a line that held this long forgets how often it failed before.
const steadyMs = 5_000;
const comeBackBelow: number = CloseCode.CLOSE_PROTOCOL;

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
  ticket(): Promise<string>; // throws Refused when signed out, LineLost when nobody answers
  dial(): Socket;
  onState(state: LineState): void;
  onWelcome(welcome: Welcome): void;
  onUpdates(updates: Updates): void;
  onPresence(presence: Presence): void;
  onDeskPresence(presence: DeskPresence): void;
}

interface Waiting {
  answered(reply: Reply): void;
  lost(why: Error): void;
}

// The live line: dials, greets, carries calls and their answers, and comes back with jitter when it is lost.
// It must never decide what a call means, nor send one twice: that is the outbox's.
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

  async call<M extends Method>(method: M, value: RequestOf<M>): Promise<ReplyOf<M>> {
    const reply = await this.ask({ case: method, value } as Call);
    return reply.answer.value as ReplyOf<M>;
  }

  async subscribe(value: SubscribeRequest): Promise<SubscribeReply> {
    const reply = await this.ask({ case: "subscribe", value });
    return reply.answer.value as SubscribeReply;
  }

  // May be lost; nobody waits for it.
  whisper(call: Extract<Call, { case: "typing" | "looking" | "unsubscribe" }>): void {
    if (this.state.is === "open") this.send(++this.lastRequest, call);
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
    this.ask({ case: "hello", value: { $typeName: "plenum.v1.Hello", ticket } }).then(
      (reply) => {
        this.become({ is: "open" });
        this.after(steadyMs, () => (this.attempt = 0));
        this.listen();
        this.parts.onWelcome(reply.answer.value as Welcome);
      },
      (why: unknown) => this.failed(why),
    );
  }

  private ask(call: Call): Promise<Reply> {
    if (!this.socket || (this.state.is !== "open" && call.case !== "hello")) {
      return Promise.reject(new LineLost("the line is not open"));
    }
    const request = ++this.lastRequest;
    return new Promise((resolve, reject) => {
      this.waiting.set(request, {
        answered: (reply) =>
          reply.answer.case === "refusal" ? reject(refusedBy(reply.answer.value)) : resolve(reply),
        lost: reject,
      });
      this.send(request, call);
    });
  }

  private send(request: number, call: Call): void {
    const frame = create(ClientFrameSchema, { request, call });
    this.socket?.send(toBinary(ClientFrameSchema, frame) as Uint8Array<ArrayBuffer>);
  }

  private hear(bytes: ArrayBuffer): void {
    this.lastHeardAt = this.parts.clock.now();
    const { frame } = fromBinary(ServerFrameSchema, new Uint8Array(bytes));
    if (frame.case === "reply") {
      const waiting = this.waiting.get(frame.value.request);
      this.waiting.delete(frame.value.request);
      waiting?.answered(frame.value);
    } else if (frame.case === "updates") this.parts.onUpdates(frame.value);
    else if (frame.case === "presence") this.parts.onPresence(frame.value);
    else if (frame.case === "deskPresence") this.parts.onDeskPresence(frame.value);
  }

  private listen(): void {
    this.after(silenceMaxMs, () => {
      if (this.parts.clock.now() - this.lastHeardAt >= silenceMaxMs) this.probe();
      this.listen();
    });
  }

  private probe(): void {
    const asked = this.parts.clock.now();
    this.call("whoAmI", { $typeName: "plenum.v1.WhoAmIRequest" }).catch(() => undefined);
    this.after(answerDeadlineMs, () => this.lastHeardAt < asked && this.lost(0));
  }

  private failed(why: unknown): void {
    if (why instanceof Refused && why.code >= 20 && why.code < 40) this.end(CloseCode.CLOSE_SIGNED_OUT);
    else this.lost(0);
  }

  private lost(code: number): void {
    if (code >= comeBackBelow && code < 5000) return this.end(code);
    this.drop();
    const wait = backoffMs(this.attempt + (code === CloseCode.CLOSE_GOING_AWAY ? 1 : 0), this.parts.clock);
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
