import { describe, expect, it } from "vitest";
import { settle, StillClock } from "../../test/still";
import { ObserverService } from "../../wire/gen/proto/observer_pb";
import { Refused } from "../wire/refused";
import { Room } from "./room";

// A room whose reads are answered when the test pleases.
function roomOfSlowAnswers() {
  const answers: (() => void)[] = [];
  const room = new Room({
    clock: new StillClock(),
    fetch: () => new Promise((answer) => answers.push(() => answer(new Response("{}", { headers: { "Content-Type": "application/json" } })))),
    dial: () => {
      throw new Error("nobody dials");
    },
  });
  const read = () => room.calls.ask(ObserverService.method.readFeed, { topic: new Uint8Array([1]) }).catch(() => undefined);
  return { room, read, answer: () => answers.shift()?.() };
}

const spent = new Refused("spent", "That was all for today.", 429);

describe("a day that is spent", () => {
  it("stays so when what was asked for before is answered", async () => {
    const { room, read, answer } = roomOfSlowAnswers();
    void read();
    room.met(spent);
    answer();
    await settle();
    expect(room.spent.value).toBe(spent);
  });

  it("is over when something is read again", async () => {
    const { room, read, answer } = roomOfSlowAnswers();
    room.met(spent);
    void read();
    answer();
    await settle();
    expect(room.spent.value).toBe(null);
  });
});
