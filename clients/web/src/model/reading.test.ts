import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { ReadingSchema, ThreadSchema } from "../wire/gen/proto/member_pb";
import { learnThread } from "./reading";

const thread = (version: number) => create(ThreadSchema, { id: "1", version, lastPlace: "900" });
const reading = (cursor: string, unread: number, arrangement: number) => create(ReadingSchema, { cursor, unread, arrangement });

describe("what one has read of a thread", () => {
  it("never goes back by an answer that was under way", () => {
    const known = learnThread(undefined, thread(1), reading("800", 1, 0));
    expect(learnThread(known, thread(1), reading("700", 3, 0)).reading).toMatchObject({ cursor: "800", unread: 1 });
  });

  it("goes back where another thread's posts came in before it", () => {
    const known = learnThread(undefined, thread(1), reading("900", 0, 0));
    const merged = learnThread(known, thread(2), reading("400", 2, 1));
    expect(merged.reading).toMatchObject({ cursor: "400", unread: 2 });
    expect(learnThread(merged, thread(2), reading("900", 0, 0)).reading).toMatchObject({ cursor: "400", unread: 2 });
  });
});
