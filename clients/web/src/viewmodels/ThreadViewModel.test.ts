import { describe, expect, it } from "vitest";
import { Assembly, cast, threadId } from "../test/assembly";
import { answersCome, room } from "../test/room";
import { ThreadViewModel } from "./ThreadViewModel";

const page = 50;

// A thread of `count` posts of which the reader has read `read`, answered as a server answers.
async function opened(count: number, read: number, postId = "") {
  const assembly = new Assembly(cast.hamlet);
  for (let i = 0; i < count; i += 1) assembly.write(cast.ophelia, `post ${i}`);
  if (read > 0) assembly.move(assembly.posts[read - 1]!.place);
  const at = (place: string) => assembly.posts.findIndex((post) => post.place === place);
  const parts = room({
    readThread: ({ anchor }) => {
      switch (anchor.case) {
        case "beforePlace": return assembly.page(Math.max(0, at(anchor.value) - page), at(anchor.value));
        case "afterPlace": return assembly.page(at(anchor.value) + 1, Math.min(assembly.posts.length, at(anchor.value) + 1 + page));
        case "fromEnd": return assembly.page(Math.max(0, assembly.posts.length - page));
        case "aroundPost": {
          const i = assembly.posts.findIndex((post) => post.id === anchor.value);
          return assembly.page(Math.max(0, i - page / 2), Math.min(assembly.posts.length, i + page / 2));
        }
        default: {
          const first = assembly.posts.findIndex((post) => BigInt(post.place) > assembly.cursor);
          const from = first < 0 ? assembly.posts.length : first;
          return assembly.page(from, Math.min(assembly.posts.length, from + page));
        }
      }
    },
  });
  const vm = new ThreadViewModel(parts.session, threadId, postId, new Map());
  vm.subscribe(() => undefined);
  await answersCome();
  return { ...parts, assembly, vm, shown: () => vm.getSnapshot() };
}

describe("opening a thread", () => {
  it("lands on the first unread post, with what stands before it", async () => {
    const { shown, assembly } = await opened(200, 120);
    expect(shown().landing?.to).toMatchObject({ postId: assembly.posts[120]!.id });
    expect(shown().rows.filter((row) => row.unreadBefore).map((row) => row.id)).toEqual([assembly.posts[120]!.id]);
    expect(shown().rows[0]?.position).toBe(71);
    expect(shown().moreBefore).toBe(true);
  });

  it("lands at the end when all is read, and at the start when nothing is", async () => {
    expect((await opened(60, 60)).shown().landing?.to).toBe("end");
    const never = await opened(60, 0);
    expect(never.shown().landing?.to).toBe("start");
    expect(never.shown().rows.some((row) => row.unreadBefore)).toBe(false);
  });

  it("by a link lands on the post it names, and marks it", async () => {
    const { assembly } = await opened(1, 0);
    const { shown } = await opened(300, 300, String(101 + 150));
    expect(assembly.posts).toHaveLength(1);
    expect(shown().landing).toMatchObject({ to: { postId: "251", align: "center" }, mark: true });
    expect(shown().marked).toBe("251");
  });

  it("that is not there, or not mine to see, says nothing of which", async () => {
    const { session } = room({});
    const vm = new ThreadViewModel(session, threadId, "", new Map());
  vm.subscribe(() => undefined);
    await answersCome();
    expect(vm.getSnapshot().state).toBe("gone");
  });
});

describe("reading on", () => {
  it("keeps the unread line where it was", async () => {
    const { vm, shown, hear, assembly } = await opened(20, 15);
    const line = () => shown().rows.find((row) => row.unreadBefore)?.id;
    const before = line();
    vm.saw(assembly.posts[19]!.place);
    hear(assembly.write(cast.iago, "later"));
    expect(line()).toBe(before);
    expect(before).toBe(assembly.posts[15]!.id);
  });

  it("counts what came since, until it was seen", async () => {
    const { vm, shown, hear, assembly } = await opened(20, 20);
    expect(shown().fresh).toBe(0);
    hear([...assembly.write(cast.iago, "one"), ...assembly.write(cast.hamlet, "mine"), ...assembly.write(cast.iago, "two")]);
    expect(shown().fresh).toBe(2);
    vm.saw(assembly.posts[20]!.place);
    expect(shown().fresh).toBe(1);
    vm.saw(assembly.posts[22]!.place);
    expect(shown().fresh).toBe(0);
  });

  it("counts what came below a stretch that is not held", async () => {
    const { shown, hear, assembly } = await opened(200, 20);
    expect(shown().moreAfter).toBe(true);
    hear([...assembly.write(cast.iago, "one"), ...assembly.write(cast.iago, "two")]);
    expect(shown().fresh).toBe(2);
  });

  it("tells the server how far one read, once things rest", async () => {
    const { vm, clock, asked, assembly } = await opened(20, 10);
    for (let i = 10; i < 20; i += 1) vm.saw(assembly.posts[i]!.place);
    expect(asked).not.toContain("moveCursor");
    await clock.pass(1_000);
    expect(asked.filter((one) => one === "moveCursor")).toHaveLength(1);
  });

  it("keeps a row the same object while nothing in it changed", async () => {
    const { shown, hear, assembly } = await opened(20, 20);
    const before = shown().rows;
    hear(assembly.edit(assembly.posts[3]!, "other words"));
    const after = shown().rows;
    expect(after.filter((row, i) => row !== before[i]).map((row) => row.id).slice(0, 2)).toEqual([assembly.posts[3]!.id, assembly.posts[4]!.id].slice(0, 2));
    expect(after[10]).toBe(before[10]);
  });
});

describe("what is on its way", () => {
  it("stands at the end, and gives way to the post itself when that comes first", async () => {
    const { session, shown, hear, assembly } = await opened(5, 5);
    session.act("writePost", { threadId, source: "Alas.", replyTo: "0", quote: "", membersOnly: false });
    expect(shown().waiting.map((row) => row.source)).toEqual(["Alas."]);
    expect(shown().waiting[0]?.tried).toBe(false);
    session.outbox.lineOpened(); // sent; no answer comes on a line that is not there
    const told = assembly.write(cast.hamlet, "Alas.");
    const post = told[0]?.change.value as { writtenAtMs: bigint };
    post.writtenAtMs = BigInt(session.clock.now() + 5);
    hear(told);
    expect(shown().waiting).toEqual([]);
  });

  it("lays a reaction over what the server told, once", async () => {
    const { session, vm, shown, hear, assembly } = await opened(5, 5);
    const post = assembly.posts[2]!;
    vm.react(post.id, "👍", true);
    expect(shown().rows[2]?.reactions).toMatchObject([{ emoji: "👍", count: 1, mine: true }]);
    hear(assembly.react(post, cast.hamlet, "👍", true));
    expect(shown().rows[2]?.reactions).toMatchObject([{ emoji: "👍", count: 1, mine: true }]);
    expect(session.outbox.waiting).toHaveLength(1);
  });
});
