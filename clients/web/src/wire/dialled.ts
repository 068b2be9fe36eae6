import { backoffMs } from "./backoff";
import type { Cancel, Clock } from "./clock";
import { LineLost } from "./lost";

export const subprotocol = "plenum.v1.proto";

const answerDeadlineMs = 10_000;
// Only a line that held this long forgets how often it failed before.
const steadyMs = 5_000;
// wire.proto, CloseCode: from `protocol` on one does not come back by oneself.
const close = { goingAway: 4000, protocol: 4500, others: 5000 } as const;

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

export interface DialledParts {
  clock: Clock;
  ticket(): Promise<string>; // throws what `endedBy` knows when it opens nothing any more, LineLost when nobody answers
  dial(): Socket;
  onState(state: LineState): void;
}

interface Waiting<Reply> {
  answered(reply: Reply): void;
  lost(why: Error): void;
}

// A line to the server, whichever room it leads to: dials, greets, carries calls and their answers, and comes back with
// jitter when it is lost. What is said on it is its rooms' affair; it never sends anything twice.
export abstract class DialledLine<Call, Reply extends { request: number }> {
  state: LineState = { is: "resting" };
  private socket: Socket | null = null;
  private waiting = new Map<number, Waiting<Reply>>();
  private lastRequest = 0;
  private attempt = 0;
  private dialling = 0;
  private timers = new Set<Cancel>();
  private lastHeardAt = 0;

  // `silenceMaxMs`: a line that says nothing for this long is asked whether it lives: pings are invisible to a page.
  protected constructor(private readonly at: DialledParts, private readonly silenceMaxMs: number) {}

  protected abstract hello(ticket: string): Call;
  protected abstract bytesOf(request: number, call: Call): Uint8Array;
  protected abstract refusedBy(reply: Reply): Error | null;
  protected abstract welcomed(reply: Reply): void;
  // What came, where it is not the answer to a call.
  protected abstract take(bytes: Uint8Array): Reply | null;
  protected abstract sayAnything(): void; // that is answered
  protected abstract endedBy(why: unknown): number | null; // the code with which a refused greeting ends it for good

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

  protected ask(call: Call, greets = false): Promise<Reply> {
    if (!this.socket || (this.state.is !== "open" && !greets)) return Promise.reject(new LineLost("the line is not open"));
    return new Promise((resolve, reject) => {
      const request = this.send(call);
      this.waiting.set(request, {
        answered: (reply) => {
          const refused = this.refusedBy(reply);
          if (refused) reject(refused);
          else resolve(reply);
        },
        lost: reject,
      });
    });
  }

  // Nobody waits for an answer.
  protected send(call: Call): number {
    const request = ++this.lastRequest;
    this.socket?.send(this.bytesOf(request, call) as Uint8Array<ArrayBuffer>);
    return request;
  }

  private dial(): void {
    this.drop();
    const turn = this.dialling;
    this.become({ is: "calling", attempt: this.attempt });
    this.at.ticket().then(
      (ticket) => turn === this.dialling && this.connect(ticket),
      (why: unknown) => turn === this.dialling && this.failed(why),
    );
  }

  private connect(ticket: string): void {
    const socket = this.at.dial();
    const turn = this.dialling;
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.greet(ticket);
    socket.onmessage = (event) => this.hear(event.data as ArrayBuffer);
    socket.onclose = (event) => turn === this.dialling && this.lost(event.code);
    this.after(answerDeadlineMs, () => this.state.is === "calling" && this.lost(0));
  }

  private greet(ticket: string): void {
    this.ask(this.hello(ticket), true).then(
      (reply) => {
        this.become({ is: "open" });
        this.after(steadyMs, () => (this.attempt = 0));
        this.listen();
        this.welcomed(reply);
      },
      (why: unknown) => this.failed(why),
    );
  }

  private hear(bytes: ArrayBuffer): void {
    this.lastHeardAt = this.at.clock.now();
    const reply = this.take(new Uint8Array(bytes));
    if (!reply) return;
    const waiting = this.waiting.get(reply.request);
    this.waiting.delete(reply.request);
    waiting?.answered(reply);
  }

  private listen(): void {
    this.after(this.silenceMaxMs, () => {
      if (this.at.clock.now() - this.lastHeardAt >= this.silenceMaxMs) this.probe();
      this.listen();
    });
  }

  private probe(): void {
    const asked = this.at.clock.now();
    this.sayAnything();
    this.after(answerDeadlineMs, () => this.lastHeardAt < asked && this.lost(0));
  }

  private failed(why: unknown): void {
    const code = this.endedBy(why);
    if (code === null) this.lost(0);
    else this.end(code);
  }

  private lost(code: number): void {
    if (code >= close.protocol && code < close.others) return this.end(code);
    this.drop();
    const wait = backoffMs(this.attempt + (code === close.goingAway ? 1 : 0), this.at.clock);
    this.attempt += 1;
    this.become({ is: "waiting", until: this.at.clock.now() + wait, attempt: this.attempt });
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
    const cancel = this.at.clock.after(ms, () => {
      this.timers.delete(cancel);
      act();
    });
    this.timers.add(cancel);
  }

  private become(state: LineState): void {
    this.state = state;
    this.at.onState(state);
  }
}
