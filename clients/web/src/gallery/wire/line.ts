import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { DialledLine, type DialledParts } from "../../wire/dialled";
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
import { Refused } from "./refused";

export { subprotocol, type LineState, type Socket } from "../../wire/dialled";

// wire.proto, CloseCode.
export const close = { signedOut: 4501, rightsChanged: 4502, daySpent: 4504 } as const;

const silenceMaxMs = 60_000;

export interface LineParts extends DialledParts {
  onWelcome(welcome: ObserverWelcome): void;
  onUpdates(updates: ObservedUpdates): void;
  onAlert(alert: ObservedAlert): void;
  onNotices(waiting: number): void;
  onGoingAway(sentence: string): void;
  onSilence(): void; // says something that is answered
}

type Call = Extract<ObserverFrame["call"], { case: string }>;

// The gallery's live line. It has no wish that writes.
export class Line extends DialledLine<Call, ObserverReply> {
  constructor(private readonly parts: LineParts) {
    super(parts, silenceMaxMs);
  }

  async subscribe(topic: Uint8Array, since: ObservedPosition | undefined): Promise<ObserverSubscribed> {
    const reply = await this.ask({ case: "subscribe", value: { $typeName: "plenum.v1.ObserverSubscribe", topic, since } });
    return reply.answer.value as ObserverSubscribed;
  }

  protected hello(ticket: string): Call {
    return { case: "hello", value: { $typeName: "plenum.v1.ObserverHello", ticket } };
  }

  protected bytesOf(request: number, call: Call): Uint8Array {
    return toBinary(ObserverFrameSchema, create(ObserverFrameSchema, { request, call }));
  }

  protected refusedBy({ answer }: ObserverReply): Error | null {
    return answer.case === "refusal" ? new Refused(answer.value.code, answer.value.sentence, 0) : null;
  }

  protected welcomed(reply: ObserverReply): void {
    this.parts.onWelcome(reply.answer.value as ObserverWelcome);
  }

  protected take(bytes: Uint8Array): ObserverReply | null {
    const { frame } = fromBinary(GalleryFrameSchema, bytes);
    if (frame.case === "reply") return frame.value;
    if (frame.case === "updates") this.parts.onUpdates(frame.value);
    else if (frame.case === "alert") this.parts.onAlert(frame.value);
    else if (frame.case === "notices") this.parts.onNotices(frame.value.waiting);
    else if (frame.case === "goingAway") this.parts.onGoingAway(frame.value.sentence);
    return null;
  }

  protected sayAnything(): void {
    this.parts.onSilence();
  }

  protected endedBy(why: unknown): number | null {
    return why instanceof Refused && why.status !== 429 ? close.rightsChanged : null;
  }
}
