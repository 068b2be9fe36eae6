import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import type { Call, Method, ReplyOf, RequestOf } from "./calls";
import { DialledLine, type DialledParts } from "./dialled";
import { ClientFrameSchema, ServerFrameSchema } from "./gen/proto/member_pb";
import type { DeskPresence, Presence, Reply, SubscribeReply, SubscribeRequest, Updates, Welcome } from "./gen/proto/member_pb";
import { CloseCode } from "./gen/proto/wire_pb";
import { Refused, refusedBy } from "./refusal";

export { subprotocol, type LineState, type Socket } from "./dialled";

const silenceMaxMs = 25_000;

export interface LineParts extends DialledParts {
  onWelcome(welcome: Welcome): void;
  onUpdates(updates: Updates): void;
  onPresence(presence: Presence): void;
  onDeskPresence(presence: DeskPresence): void;
}

// The members' live line. It must never decide what a call means, nor send one twice: that is the outbox's.
export class Line extends DialledLine<Call, Reply> {
  constructor(private readonly parts: LineParts) {
    super(parts, silenceMaxMs);
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
    if (this.state.is === "open") this.send(call);
  }

  protected hello(ticket: string): Call {
    return { case: "hello", value: { $typeName: "plenum.v1.Hello", ticket } };
  }

  protected bytesOf(request: number, call: Call): Uint8Array {
    return toBinary(ClientFrameSchema, create(ClientFrameSchema, { request, call }));
  }

  protected refusedBy({ answer }: Reply): Error | null {
    return answer.case === "refusal" ? refusedBy(answer.value) : null;
  }

  protected welcomed(reply: Reply): void {
    this.parts.onWelcome(reply.answer.value as Welcome);
  }

  protected take(bytes: Uint8Array): Reply | null {
    const { frame } = fromBinary(ServerFrameSchema, bytes);
    if (frame.case === "reply") return frame.value;
    if (frame.case === "updates") this.parts.onUpdates(frame.value);
    else if (frame.case === "presence") this.parts.onPresence(frame.value);
    else if (frame.case === "deskPresence") this.parts.onDeskPresence(frame.value);
    return null;
  }

  protected sayAnything(): void {
    this.call("whoAmI", { $typeName: "plenum.v1.WhoAmIRequest" }).catch(() => undefined);
  }

  protected endedBy(why: unknown): number | null {
    return why instanceof Refused && why.code >= 20 && why.code < 40 ? CloseCode.CLOSE_SIGNED_OUT : null;
  }
}
