import { describe, expect, it } from "vitest";
import { settle } from "../test/still";
import type { SubscribeReply, SubscribeRequest, Updates } from "./gen/proto/member_pb";
import { RefusalCode } from "./gen/proto/wire_pb";
import { LineLost, Refused } from "./refusal";
import { Streams, type Stream } from "./streams";

const at = (place: number) => ({ $typeName: "plenum.v1.Position" as const, token: new Uint8Array([place]) });
const updates = (place: number): Updates => ({ $typeName: "plenum.v1.Updates", stream: { case: "topicId", value: "7" }, position: at(place), updates: [] });

function table(answer: (request: SubscribeRequest) => Partial<SubscribeReply> | Error) {
  const asked: (number | undefined)[] = [];
  const holes: Stream[] = [];
  const streams = new Streams({
    subscribe: async (request) => {
      asked.push(request.since?.token[0]);
      const reply = answer(request);
      if (reply instanceof Error) throw reply;
      return { $typeName: "plenum.v1.SubscribeReply", recovered: false, ...reply } as SubscribeReply;
    },
    onHole: (stream) => holes.push(stream),
  });
  return { streams, asked, holes };
}

describe("streams", () => {
  it("begin without a position, and read afresh what is shown", async () => {
    const { streams, asked, holes } = table(() => ({ position: at(3) }));
    streams.follow("topic 7");
    expect(asked).toEqual([]);
    streams.lineOpened();
    await settle();
    expect(asked).toEqual([undefined]);
    expect(holes).toEqual(["topic 7"]);
  });

  it("resume from the last position heard, and need nothing read when all was recovered", async () => {
    const { streams, asked, holes } = table((request) => ({ recovered: !!request.since, position: at(3) }));
    streams.follow("topic 7");
    streams.lineOpened();
    await settle();
    streams.heard(updates(9));
    streams.lineLost();
    streams.lineOpened();
    await settle();
    expect(asked).toEqual([undefined, 9]);
    expect(holes).toEqual(["topic 7"]);
  });

  it("keep the old position until what was missed has come", async () => {
    const { streams, asked } = table((request) => ({ recovered: !!request.since, position: at(50) }));
    streams.follow("topic 7");
    streams.lineOpened();
    await settle();
    streams.heard(updates(9));
    for (let i = 0; i < 2; i += 1) {
      streams.lineLost(); // in the middle of the replay
      streams.lineOpened();
      await settle();
    }
    expect(asked).toEqual([undefined, 9, 9]);
  });

  it("read afresh when the server could not recover", async () => {
    const { streams, holes } = table(() => ({ recovered: false, position: at(60) }));
    streams.follow("topic 7");
    streams.lineOpened();
    await settle();
    streams.lineOpened();
    await settle();
    expect(holes).toEqual(["topic 7", "topic 7"]);
  });

  it("begin anew when a position is from another epoch", async () => {
    const { streams, asked } = table((request) => (request.since ? new Refused(RefusalCode.POSITION_UNKNOWN, "") : { position: at(1) }));
    streams.follow("topic 7");
    streams.lineOpened();
    await settle();
    streams.lineOpened();
    await settle();
    expect(asked).toEqual([undefined, 1, undefined]);
  });

  it("leave a lost line to the next one", async () => {
    let lost = true;
    const { streams, asked } = table(() => (lost ? new LineLost("") : { position: at(1) }));
    streams.follow("community");
    streams.lineOpened();
    await settle();
    lost = false;
    streams.lineOpened();
    await settle();
    expect(asked).toHaveLength(2);
  });
});
