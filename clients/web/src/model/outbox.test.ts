import { beforeEach, describe, expect, it } from "vitest";
import { MemoryShelf, settle, StillClock } from "../test/still";
import type { WritePostRequest } from "../wire/gen/proto/member_pb";
import { RefusalCode } from "../wire/gen/proto/wire_pb";
import { LineLost, Refused } from "../wire/refusal";
import { toHex } from "./bytes";
import { Outbox, type AnyAnswer, type Waiting } from "./outbox";

// Keeps a command's first outcome for ever, as the log does, and can lose its answer on the way.
class Log {
  posts: string[] = [];
  received: string[] = [];
  losesAnswers = 0;
  refuses: Refused | null = null;
  private done = new Map<string, string>();

  async take(request: WritePostRequest) {
    const id = toHex(request.commandId);
    this.received.push(id);
    if (this.refuses) throw this.refuses;
    if (!this.done.has(id)) {
      this.posts.push(request.source);
      this.done.set(id, String(this.posts.length));
    }
    if (this.losesAnswers-- > 0) throw new LineLost("lost");
    return { $typeName: "plenum.v1.WritePostReply", postId: this.done.get(id), place: "1" } as never;
  }
}

let clock: StillClock, shelf: MemoryShelf, log: Log, answered: AnyAnswer[], refused: Waiting[];

const page = (owner = "1"): Outbox => new Outbox({
  clock, shelf, owner,
  send: (_, request) => log.take(request as unknown as WritePostRequest),
  onAnswered: (one) => answered.push(one),
  onRefused: (one) => refused.push(one),
  onChange: () => undefined,
});
const write = (box: Outbox, source: string) => box.add("writePost", { threadId: "70", source, replyTo: "0", quote: "", membersOnly: false });

beforeEach(() => {
  clock = new StillClock();
  shelf = new MemoryShelf();
  log = new Log();
  answered = [];
  refused = [];
});

describe("the outbox", () => {
  it("keeps what is written without a line, and sends it once in its order when there is one", async () => {
    const box = page();
    for (const words of ["one", "two", "three"]) write(box, words);
    expect(box.waiting).toHaveLength(3);
    expect(log.posts).toEqual([]);
    box.lineOpened();
    await settle();
    expect(log.posts).toEqual(["one", "two", "three"]);
    expect(box.waiting).toHaveLength(0);
    expect(shelf.keys("")).toEqual([]);
  });

  it("sends the same bytes after a lost answer, so that the post stands once", async () => {
    const box = page();
    log.losesAnswers = 1;
    box.lineOpened();
    const id = write(box, "Alas.");
    await settle();
    expect(box.waiting).toHaveLength(1);
    box.lineOpened();
    await settle();
    expect(log.received).toEqual([id, id]);
    expect(log.posts).toEqual(["Alas."]);
    expect(answered).toHaveLength(1);
  });

  it("survives a reload between sending and the answer", async () => {
    const before = page();
    log.losesAnswers = 1;
    before.lineOpened();
    write(before, "first");
    await settle();
    write(before, "second");
    before.dispose();
    const reloaded = page();
    expect(reloaded.waiting.map((one) => one.tried)).toEqual([true, false]);
    reloaded.lineOpened();
    await settle();
    expect(log.posts).toEqual(["first", "second"]);
  });

  it("stays exactly once through any number of losses and reloads", async () => {
    let box = page();
    for (let i = 0; i < 20; i += 1) write(box, `post ${i}`);
    log.losesAnswers = 57;
    for (let turn = 0; turn < 80 && box.waiting.length > 0; turn += 1) {
      box.lineOpened();
      await settle();
      box.lineLost();
      if (turn % 3 === 0) {
        box.dispose();
        box = page();
      }
    }
    expect(log.posts).toEqual(Array.from({ length: 20 }, (_, i) => `post ${i}`));
  });

  it("gives back what never left, and only that", async () => {
    const box = page();
    const kept = write(box, "not yet");
    expect(box.takeBack(kept)).toMatchObject({ request: { source: "not yet" } });
    expect(box.waiting).toEqual([]);
    log.losesAnswers = 1;
    box.lineOpened();
    const gone = write(box, "on its way");
    await settle();
    expect(box.takeBack(gone)).toBeNull();
    expect(box.waiting).toHaveLength(1);
  });

  it("shows a refusal in its place and goes on with the next", async () => {
    const box = page();
    log.refuses = new Refused(RefusalCode.THREAD_LOCKED, "This thread is locked.");
    box.lineOpened();
    const id = write(box, "to a locked thread");
    await settle();
    expect(refused).toHaveLength(1);
    expect(box.waiting[0]?.refusal?.sentence).toBe("This thread is locked.");
    log.refuses = null;
    write(box, "to another");
    await settle();
    expect(log.posts).toEqual(["to another"]);
    expect(box.takeBack(id)).toMatchObject({ request: { source: "to a locked thread" } });
  });

  it("waits as long as it is told when it is too fast", async () => {
    const box = page();
    log.refuses = new Refused(RefusalCode.TOO_FAST, "Wait.", "", 3_000);
    box.lineOpened();
    write(box, "patience");
    await settle();
    log.refuses = null;
    await clock.pass(2_900);
    expect(log.posts).toEqual([]);
    await clock.pass(200);
    expect(log.posts).toEqual(["patience"]);
  });

  it("never sends one member's acts in another's name", async () => {
    write(page("1"), "hamlet's");
    const box = page("2");
    box.lineOpened();
    await settle();
    expect(log.posts).toEqual([]);
    expect(page("1").waiting).toHaveLength(1);
  });

  it("throws away what it cannot read instead of stopping", () => {
    shelf.put("plenum.outbox.1.00ff", "{cut");
    expect(page().waiting).toEqual([]);
    expect(shelf.keys("")).toEqual([]);
  });
});
