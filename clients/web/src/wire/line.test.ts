import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { beforeEach, describe, expect, it } from "vitest";
import { settle, StillClock } from "../test/still";
import { backoffMaxMs, backoffMinMs, backoffMs } from "./backoff";
import { ClientFrameSchema, ServerFrameSchema, type Reply } from "./gen/proto/member_pb";
import { CloseCode, RefusalCode } from "./gen/proto/wire_pb";
import { Line, type Socket } from "./line";
import { LineLost, Refused } from "./refusal";

// The other end of a line, in the hand of the test.
class Wire implements Socket {
  binaryType: BinaryType = "blob";
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  sent: { request: number; call: string | undefined }[] = [];

  send(bytes: Uint8Array): void {
    const { request, call } = fromBinary(ClientFrameSchema, bytes);
    this.sent.push({ request, call: call.case });
  }

  close(): void {}

  async welcome(): Promise<void> {
    this.onopen?.(new Event("open"));
    this.answer({ case: "hello", value: { $typeName: "plenum.v1.Welcome", community: "Elsinore", nowMs: 0n } });
    await settle();
  }

  answer(answer: Reply["answer"], request = this.sent.at(-1)?.request ?? 0): void {
    const frame = create(ServerFrameSchema, { frame: { case: "reply", value: { $typeName: "plenum.v1.Reply", request, answer } } });
    this.onmessage?.({ data: toBinary(ServerFrameSchema, frame).slice().buffer } as MessageEvent);
  }

  breakOff(code: number): void {
    this.onclose?.({ code } as CloseEvent);
  }
}

let clock: StillClock, wires: Wire[], line: Line, ticket: () => Promise<string>;

beforeEach(() => {
  clock = new StillClock();
  wires = [];
  ticket = async () => "ticket";
  line = new Line({
    clock,
    ticket: () => ticket(),
    dial: () => { const wire = new Wire(); wires.push(wire); return wire; },
    onState: () => undefined, onWelcome: () => undefined, onUpdates: () => undefined, onPresence: () => undefined, onDeskPresence: () => undefined,
  });
});

const opened = async (): Promise<Wire> => {
  line.open();
  await settle();
  await wires.at(-1)!.welcome();
  return wires.at(-1)!;
};

describe("the line", () => {
  it("says hello first and is open when it is welcomed", async () => {
    const wire = await opened();
    expect(wire.sent[0]?.call).toBe("hello");
    expect(line.state.is).toBe("open");
  });

  it("gives each call its own answer, whatever their order", async () => {
    const wire = await opened();
    const one = line.call("preview", { $typeName: "plenum.v1.PreviewRequest", source: "1" });
    const two = line.call("preview", { $typeName: "plenum.v1.PreviewRequest", source: "2" });
    const [first, second] = wire.sent.slice(-2);
    wire.answer({ case: "preview", value: { $typeName: "plenum.v1.PreviewReply", html: "two" } }, second!.request);
    wire.answer({ case: "preview", value: { $typeName: "plenum.v1.PreviewReply", html: "one" } }, first!.request);
    expect([(await one).html, (await two).html]).toEqual(["one", "two"]);
  });

  it("turns a refusal into Refused, with its code and sentence", async () => {
    const wire = await opened();
    const call = line.call("preview", { $typeName: "plenum.v1.PreviewRequest", source: "" });
    wire.answer({ case: "refusal", value: { $typeName: "plenum.v1.Refusal", code: RefusalCode.BODY_EMPTY, sentence: "Write something.", field: "source", retryAfterMs: 0, at: 0, who: "0", movedTo: "0", untilMs: 0n } });
    await expect(call).rejects.toMatchObject({ code: RefusalCode.BODY_EMPTY, sentence: "Write something.", field: "source" });
  });

  it("fails what was under way when it is lost, and never sends it again by itself", async () => {
    const wire = await opened();
    const call = line.call("preview", { $typeName: "plenum.v1.PreviewRequest", source: "" });
    wire.breakOff(1006);
    await expect(call).rejects.toBeInstanceOf(LineLost);
    await clock.pass(backoffMaxMs);
    await wires[1]!.welcome();
    expect(wires[1]!.sent.map((one) => one.call)).toEqual(["hello"]);
  });

  for (const code of [1006, CloseCode.CLOSE_GOING_AWAY, CloseCode.CLOSE_LAGGING, CloseCode.CLOSE_IDLE, CloseCode.CLOSE_HALTED]) {
    it(`comes back after ${code}`, async () => {
      (await opened()).breakOff(code);
      expect(line.state.is).toBe("waiting");
      await clock.pass(backoffMaxMs);
      expect(wires.length).toBeGreaterThan(1);
    });
  }

  for (const code of [CloseCode.CLOSE_PROTOCOL, CloseCode.CLOSE_SIGNED_OUT, CloseCode.CLOSE_RIGHTS_CHANGED, CloseCode.CLOSE_NO_HELLO]) {
    it(`does not come back after ${code}`, async () => {
      (await opened()).breakOff(code);
      expect(line.state).toEqual({ is: "ended", code });
      await clock.pass(10 * backoffMaxMs);
      expect(wires).toHaveLength(1);
    });
  }

  it("ends when the ticket is refused, and waits when nobody answers", async () => {
    ticket = () => Promise.reject(new LineLost("away"));
    line.open();
    await settle();
    expect(line.state.is).toBe("waiting");
    ticket = () => Promise.reject(new Refused(RefusalCode.UNAUTHENTICATED, "Sign in."));
    await clock.pass(backoffMaxMs);
    expect(line.state).toEqual({ is: "ended", code: CloseCode.CLOSE_SIGNED_OUT });
  });

  it("asks a silent line whether it lives, and gives it up when nothing comes", async () => {
    const wire = await opened();
    await clock.pass(25_000);
    expect(wire.sent.at(-1)?.call).toBe("whoAmI");
    await clock.pass(10_000);
    expect(line.state.is).not.toBe("open");
  });

  it("tries at once when it is told that the network is back", async () => {
    clock.chance = 0.99;
    (await opened()).breakOff(1006);
    line.retryNow();
    await settle();
    expect(wires).toHaveLength(2);
  });
});

describe("backoff", () => {
  it("stays between a quarter of a second and ten seconds", () => {
    for (const chance of [0, 0.3, 0.999]) {
      clock.chance = chance;
      for (let attempt = 0; attempt < 40; attempt += 1) {
        const wait = backoffMs(attempt, clock);
        expect(wait).toBeGreaterThanOrEqual(backoffMinMs);
        expect(wait).toBeLessThanOrEqual(backoffMaxMs);
      }
    }
  });

  it("spreads over the whole of its range: full jitter", () => {
    clock.chance = 0.1;
    expect(backoffMs(10, clock)).toBe(1_000);
    clock.chance = 0.9;
    expect(backoffMs(10, clock)).toBe(9_000);
  });

  it("grows with every failure and begins anew once a line has held", async () => {
    clock.chance = 0.999;
    const waits: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      if (i === 0) await opened();
      else await wires.at(-1)!.welcome();
      wires.at(-1)!.breakOff(1006);
      waits.push(line.state.is === "waiting" ? line.state.until - clock.now() : 0);
      await clock.pass(backoffMaxMs);
    }
    for (let i = 1; i < waits.length; i += 1) expect(waits[i]).toBeGreaterThan(waits[i - 1]!);
    await wires.at(-1)!.welcome();
    await clock.pass(6_000);
    wires.at(-1)!.breakOff(1006);
    expect(line.state.is === "waiting" && line.state.until - clock.now()).toBe(backoffMinMs);
  });
});
