import { describe, expect, it } from "vitest";
import { Assembly, cast, threadId, topicId } from "../test/assembly";
import { dice } from "../test/still";
import type { Post, Update } from "../wire/gen/proto/member_pb";
import { applyUpdate } from "./apply";
import { keepFewWindows, learnAfterHole, learnPage, learnThreads } from "./learn";
import { emptyState, type State } from "./state";

const begin = (assembly: Assembly, from = 0, to?: number): State =>
  learnPage(learnThreads({ ...emptyState, me: assembly.me }, topicId, assembly.list(), "fresh"), threadId, assembly.page(from, to), false);
const after = (state: State, updates: readonly Update[]): State => updates.reduce(applyUpdate, state);

// What a person would see of a thread, in one comparable piece.
const seen = (state: State) => {
  const thread = state.threads.get(threadId);
  return {
    posts: state.windows.get(threadId)?.posts,
    count: thread?.thread.posts,
    last: thread?.thread.lastPlace,
    lastBy: thread?.thread.lastPostBy?.handle,
    reading: thread?.reading,
  };
};

describe("state + updates == fresh state", () => {
  for (const tellsThread of [false, true]) {
    it(`holds for every act, each told twice${tellsThread ? ", with the thread told before each post" : ""}`, () => {
      for (let seed = 1; seed <= 60; seed += 1) {
        const roll = dice(seed);
        const assembly = new Assembly(cast.hamlet, tellsThread);
        const people = Object.values(cast);
        for (let i = 0; i < 5; i += 1) assembly.write(people[roll(5)]!, `before ${i}`);
        let state = begin(assembly);
        for (let turn = 0; turn < 60; turn += 1) {
          const updates = anything(assembly, roll);
          state = after(state, updates);
          if (roll(3) === 0) state = after(state, updates);
        }
        expect(seen(state), `seed ${seed}`).toEqual(seen(begin(assembly)));
      }
    });
  }

  it("holds when the snapshot was taken after some of the updates that follow it", () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const roll = dice(seed);
      const assembly = new Assembly();
      for (let i = 0; i < 5; i += 1) assembly.write(cast.ophelia, `before ${i}`);
      const updates: Update[] = [];
      let state: State = { ...emptyState, me: assembly.me };
      for (let turn = 0; turn < 40; turn += 1) {
        updates.push(...anything(assembly, roll));
        if (turn === 20) state = begin(assembly);
      }
      // Registered first, so all of them come, the ones the snapshot holds already too.
      expect(seen(after(state, updates)), `seed ${seed}`).toEqual(seen(begin(assembly)));
    }
  });

  it("holds after a hole in the stream, once what is shown was read again", () => {
    const assembly = new Assembly();
    for (let i = 0; i < 6; i += 1) assembly.write(cast.iago, `post ${i}`);
    const state = begin(assembly);
    assembly.edit(assembly.posts[2]!, "other words");
    assembly.remove(assembly.posts[4]!);
    assembly.write(cast.horatio, "while the line was gone");
    const healed = learnAfterHole(learnThreads(state, topicId, assembly.list(), "fresh"), threadId, assembly.page());
    expect(seen(healed)).toEqual(seen(begin(assembly)));
  });
});

describe("an update", () => {
  it("of an older version loses", () => {
    const assembly = new Assembly();
    assembly.write(cast.ophelia, "Or not?");
    const state = begin(assembly);
    const first = assembly.edit(assembly.posts[0]!, "second words");
    const second = assembly.edit(assembly.posts[0]!, "third words");
    expect(after(state, [...second, ...first]).windows.get(threadId)?.posts[0]?.source).toBe("third words");
  });

  it("that changes nothing gives back the same state", () => {
    const assembly = new Assembly();
    const told = assembly.write(cast.ophelia, "Or not?");
    const state = begin(assembly);
    expect(after(state, told)).toBe(state);
  });

  it("about a stretch that is not held leaves the window without a hole", () => {
    const assembly = new Assembly();
    for (let i = 0; i < 10; i += 1) assembly.write(cast.iago, `post ${i}`);
    const state = begin(assembly, 2, 5);
    const next = after(state, assembly.write(cast.iago, "far below"));
    expect(next.windows.get(threadId)?.posts.map((post) => post.source)).toEqual(["post 2", "post 3", "post 4"]);
    expect(next.threads.get(threadId)?.thread.posts).toBe(11);
    expect(next.threads.get(threadId)?.reading?.unread).toBe(11);
  });

  it("of a thread that left takes it from its topic", () => {
    const assembly = new Assembly();
    assembly.write(cast.ophelia, "Or not?");
    const left = applyUpdate(begin(assembly), { $typeName: "plenum.v1.Update", change: { case: "threadLeft", value: { $typeName: "plenum.v1.ThreadLeft", threadId } } });
    expect(left.threads.has(threadId)).toBe(false);
    expect(left.windows.has(threadId)).toBe(false);
  });
});

describe("unread", () => {
  it("counts others' posts and not one's own", () => {
    const assembly = new Assembly();
    assembly.write(cast.ophelia, "first");
    assembly.move(assembly.posts[0]!.place);
    let state = begin(assembly);
    state = after(state, assembly.write(cast.hamlet, "mine"));
    state = after(state, assembly.write(cast.iago, "his"));
    expect(state.threads.get(threadId)?.reading?.unread).toBe(1);
  });

  it("moves a topic's count when a thread becomes unread and when it is read", () => {
    const assembly = new Assembly();
    assembly.write(cast.ophelia, "first");
    assembly.move(assembly.posts[0]!.place);
    const topic = { topic: { $typeName: "plenum.v1.Topic", id: topicId, version: 1 } as never, unreadThreads: 0 };
    let state: State = { ...begin(assembly), topics: new Map([[topicId, topic]]) };
    state = after(state, [...assembly.write(cast.iago, "a"), ...assembly.write(cast.iago, "b")]);
    expect(state.topics.get(topicId)?.unreadThreads).toBe(1);
    state = after(state, assembly.move(assembly.posts[2]!.place));
    expect(state.topics.get(topicId)?.unreadThreads).toBe(0);
  });

  it("never comes back when an older place is told", () => {
    const assembly = new Assembly();
    for (let i = 0; i < 4; i += 1) assembly.write(cast.ophelia, `post ${i}`);
    const state = after(begin(assembly), assembly.move(assembly.posts[3]!.place));
    const again = applyUpdate(state, { $typeName: "plenum.v1.Update", change: { case: "cursor", value: { $typeName: "plenum.v1.CursorMove", threadId, place: assembly.posts[1]!.place } } });
    expect(again.threads.get(threadId)?.reading).toMatchObject({ unread: 0, cursor: assembly.posts[3]!.place });
  });
});

describe("what is held", () => {
  it("stays few: the window opened longest ago goes, never the one shown", () => {
    const assembly = new Assembly();
    assembly.write(cast.ophelia, "Or not?");
    let state: State = { ...emptyState, me: assembly.me };
    for (const id of ["1", "2", "3", "4"]) state = keepFewWindows(learnPage(state, id, assembly.page(), false), 3, "1");
    expect([...state.windows.keys()]).toEqual(["1", "3", "4"]);
  });
});

function anything(assembly: Assembly, roll: (sides: number) => number): Update[] {
  const people = Object.values(cast);
  const who = people[roll(people.length)]!;
  const post = assembly.posts[roll(assembly.posts.length)] as Post;
  switch (roll(7)) {
    case 0: return assembly.write(who, `words ${roll(1000)}`);
    case 1: return post.deleted ? [] : assembly.write(who, `answer ${roll(1000)}`, post);
    case 2: return post.deleted ? [] : assembly.edit(post, `other ${roll(1000)}`);
    case 3: return post.deleted || roll(3) > 0 ? [] : assembly.remove(post);
    case 4: return assembly.move(post.place);
    default: return assembly.react(post, who, ["👍", "💡", "🎯"][roll(3)]!, roll(3) > 0);
  }
}
