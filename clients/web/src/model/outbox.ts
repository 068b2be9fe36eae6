import { create, fromBinary, toBinary, type DescMessage } from "@bufbuild/protobuf";
import type { ReplyOf, RequestOf } from "../wire/calls";
import type { Cancel, Clock } from "../wire/clock";
import { backoffMs } from "../wire/backoff";
import { MemberService } from "../wire/gen/proto/member_pb";
import { RefusalCode } from "../wire/gen/proto/wire_pb";
import { LineLost, passesWithTime, Refused } from "../wire/refusal";
import { fromBase64, newCommandId, toBase64, toHex } from "./bytes";
import type { Shelf } from "./shelf";

export type Command =
  | "openThread" | "writePost" | "editPost" | "deletePost" | "restorePost"
  | "addReaction" | "removeReaction" | "watchThread" | "changeProfile";

export type AnyCommand = { [C in Command]: { method: C; request: RequestOf<C> } }[Command];
export type AnyAnswer = { [C in Command]: { method: C; request: RequestOf<C>; reply: ReplyOf<C> } }[Command];

// One act of a person, from the click until the server has answered it.
export type Waiting = AnyCommand & {
  id: string; // the command id in hex
  madeAt: number;
  tried: boolean; // it left this page at least once, so it may have been done already
  refusal: Refused | null;
};

export interface OutboxParts {
  clock: Clock;
  shelf: Shelf;
  owner: string; // the member's id: another person's acts are never sent in this one's name
  send<C extends Command>(method: C, request: RequestOf<C>): Promise<ReplyOf<C>>;
  onAnswered(answer: AnyAnswer): void;
  onRefused(waiting: Waiting): void;
  onChange(waiting: readonly Waiting[]): void;
}

interface Shelved {
  method: Command;
  bytes: string;
  madeAt: number;
  tried: boolean;
}

// Keeps each act with its own command id, on the shelf before it is sent, and sends the same bytes until one
// answer comes. One at a time and in order, so that a person's posts stand as they were written.
// It must never make a second id for the same act, nor drop one that may have been done without an answer.
export class Outbox {
  private entries: Waiting[];
  private open = false;
  private sending: string | null = null;
  private failures = 0;
  private later: Cancel | null = null;
  private ended = false;

  constructor(private readonly parts: OutboxParts) {
    this.entries = this.parts.shelf.keys(this.prefix()).flatMap((key) => this.unshelve(key));
    this.entries.sort((a, b) => a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1));
  }

  get waiting(): readonly Waiting[] {
    return this.entries;
  }

  add<C extends Command>(method: C, request: Omit<RequestOf<C>, "$typeName" | "commandId">): string {
    const commandId = newCommandId();
    const whole = create(schemaOf(method), { ...request, commandId });
    const entry = { method, request: whole, id: toHex(commandId), madeAt: this.madeAt(), tried: false, refusal: null };
    this.shelve(entry as unknown as Waiting);
    this.change([...this.entries, entry as unknown as Waiting]);
    this.pump();
    return entry.id;
  }

  // Only what never left this page can be taken back; for the rest the answer decides.
  takeBack(id: string): Waiting | null {
    const entry = this.entries.find((one) => one.id === id);
    if (!entry || (entry.tried && !entry.refusal)) return null;
    this.forget(id);
    return entry;
  }

  lineOpened(): void {
    this.open = true;
    this.failures = 0;
    this.pump();
  }

  lineLost(): void {
    this.open = false;
  }

  // Another page of the same browser got the answer.
  settledElsewhere(id: string): void {
    this.change(this.entries.filter((one) => one.id !== id || one.id === this.sending));
  }

  prefix(): string {
    return `plenum.outbox.${this.parts.owner}.`;
  }

  dispose(): void {
    this.ended = true;
    this.later?.();
  }

  private pump(): void {
    if (!this.open || this.sending || this.later || this.ended) return;
    const next = this.entries.find((one) => !one.refusal);
    if (!next) return;
    this.sending = next.id;
    const trying: Waiting = { ...next, tried: true };
    this.shelve(trying);
    this.replace(trying);
    this.parts.send(trying.method, trying.request as never).then(
      (reply) => this.answered(trying, reply),
      (why: unknown) => this.notDone(trying, why),
    );
  }

  private answered(entry: Waiting, reply: unknown): void {
    this.sending = null;
    this.failures = 0;
    if (this.ended) return;
    this.parts.onAnswered({ method: entry.method, request: entry.request, reply } as unknown as AnyAnswer);
    this.forget(entry.id);
    this.pump();
  }

  private notDone(entry: Waiting, why: unknown): void {
    this.sending = null;
    if (this.ended) return;
    if (why instanceof Refused && passesWithTime(why)) this.tryLater(why.retryAfterMs);
    else if (why instanceof Refused && why.code !== RefusalCode.UNAUTHENTICATED) this.refuse(entry, why);
    else if (!(why instanceof Refused) && !(why instanceof LineLost)) throw why;
    this.pumpUnlessLost(why);
  }

  private pumpUnlessLost(why: unknown): void {
    if (why instanceof Refused && why.code !== RefusalCode.UNAUTHENTICATED) this.pump();
    else this.open = false; // the line says when it is back
  }

  private tryLater(ms: number): void {
    const wait = Math.max(ms, backoffMs((this.failures += 1), this.parts.clock));
    this.later = this.parts.clock.after(wait, () => {
      this.later = null;
      this.pump();
    });
  }

  private refuse(entry: Waiting, refusal: Refused): void {
    const refused: Waiting = { ...entry, refusal };
    this.replace(refused);
    this.parts.onRefused(refused);
  }

  private forget(id: string): void {
    this.parts.shelf.drop(this.prefix() + id);
    this.change(this.entries.filter((one) => one.id !== id));
  }

  private replace(entry: Waiting): void {
    this.change(this.entries.map((one) => (one.id === entry.id ? entry : one)));
  }

  private change(entries: Waiting[]): void {
    this.entries = entries;
    this.parts.onChange(entries);
  }

  // Two acts within one millisecond keep their order on the shelf.
  private madeAt(): number {
    const last = this.entries.at(-1)?.madeAt ?? 0;
    return Math.max(this.parts.clock.now(), last + 1);
  }

  private shelve({ id, method, request, madeAt, tried }: Waiting): void {
    const bytes = toBase64(toBinary(schemaOf(method), request));
    const shelved: Shelved = { method, bytes, madeAt, tried };
    this.parts.shelf.put(this.prefix() + id, JSON.stringify(shelved));
  }

  private unshelve(key: string): Waiting[] {
    try {
      const { method, bytes, madeAt, tried } = JSON.parse(this.parts.shelf.get(key) ?? "") as Shelved;
      const request = fromBinary(schemaOf(method), fromBase64(bytes));
      return [{ method, request, id: key.slice(this.prefix().length), madeAt, tried, refusal: null } as unknown as Waiting];
    } catch {
      this.parts.shelf.drop(key); // written by another version of this page, or cut short
      return [];
    }
  }
}

const schemaOf = (method: Command): DescMessage => MemberService.method[method].input;
