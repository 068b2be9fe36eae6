import type { SubscribeReply, SubscribeRequest, Updates } from "./gen/proto/member_pb";
import type { Position } from "./gen/proto/wire_pb";
import { LineLost, Refused } from "./refusal";

export type Stream = "community" | "personal" | "desk" | `topic ${string}` | `staff ${string}`;

export interface StreamsParts {
  subscribe(request: SubscribeRequest): Promise<SubscribeReply>;
  // What was held of this stream may have a hole: read afresh what is shown.
  onHole(stream: Stream): void;
}

// Remembers the last position of every stream one follows, and takes them up again when the line is back.
export class Streams {
  private positions = new Map<Stream, Position>();
  private wanted = new Set<Stream>();
  private open = false;

  constructor(private readonly parts: StreamsParts) {}

  follow(stream: Stream): void {
    if (this.wanted.has(stream)) return;
    this.wanted.add(stream);
    if (this.open) void this.subscribe(stream);
  }

  forget(stream: Stream): void {
    this.wanted.delete(stream);
    this.positions.delete(stream);
  }

  get count(): number {
    return this.wanted.size;
  }

  lineOpened(): void {
    this.open = true;
    for (const stream of this.wanted) void this.subscribe(stream);
  }

  lineLost(): void {
    this.open = false;
  }

  heard(updates: Updates): void {
    const stream = nameOf(updates.stream);
    if (stream && updates.position) this.positions.set(stream, updates.position);
  }

  private async subscribe(stream: Stream): Promise<void> {
    const since = this.positions.get(stream);
    try {
      const reply = await this.parts.subscribe({ $typeName: "plenum.v1.SubscribeRequest", stream: streamOf(stream), since });
      if (since && reply.recovered) return; // what happened meanwhile follows, each frame with its position
      if (reply.position) this.positions.set(stream, reply.position);
      this.parts.onHole(stream);
    } catch (why) {
      if (why instanceof LineLost) return; // it will be taken up when the line is back
      if (!(why instanceof Refused)) throw why;
      this.positions.delete(stream);
      if (since) await this.subscribe(stream); // a position this server did not make: begin anew
    }
  }
}

function streamOf(stream: Stream): SubscribeRequest["stream"] {
  if (stream === "community" || stream === "personal" || stream === "desk") return { case: stream, value: true };
  const [kind, value = ""] = stream.split(" ");
  return { case: kind === "staff" ? "staffTopicId" : "topicId", value };
}

function nameOf(stream: Updates["stream"]): Stream | undefined {
  if (stream.case === "topicId") return `topic ${stream.value}`;
  if (stream.case === "staffTopicId") return `staff ${stream.value}`;
  return stream.case;
}
