import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { Assembly, cast, threadId, topicId } from "../test/assembly";
import { PostSchema, RightsSchema, ThreadSchema, UpdateSchema, type Post, type Update } from "../wire/gen/proto/member_pb";
import { applyDeskPresence, applyUpdate } from "./apply";
import { learnPage, learnThreads } from "./learn";
import { can, canSomewhere } from "./rights";
import { emptyState, type State } from "./state";
import { goneFrom, heldRows, threadRules } from "../viewmodels/threadRules";

const begin = (assembly: Assembly): State =>
  learnPage(learnThreads({ ...emptyState, me: assembly.me }, topicId, assembly.list(), "fresh"), threadId, assembly.page(), false);
const after = (state: State, updates: readonly Update[]): State => [...updates, ...updates].reduce(applyUpdate, state);
const told = (post: Post): Update => create(UpdateSchema, { change: { case: "post", value: post } });
const shown = (state: State): string => (state.windows.get(threadId)?.posts ?? []).map((post) => post.source).join(" ");

function three(): { assembly: Assembly; state: State } {
  const assembly = new Assembly();
  for (const words of ["one", "two", "three"]) assembly.write(cast.ophelia, words);
  return { assembly, state: begin(assembly) };
}

describe("what the chair does to a thread that is open", () => {
  it("posts that went elsewhere leave it, and it says where they are once that is told", () => {
    const { assembly, state } = three();
    const two = assembly.posts[1]!;
    const gone = create(UpdateSchema, { change: { case: "postGone", value: { $typeName: "plenum.v1.PostGone", postId: two.id, threadId, version: 2 } } });
    const without = after(state, [gone]);
    expect(shown(without)).toBe("one three");
    expect(goneFrom(without, threadId)).toEqual({ posts: 1, path: null });
    const made = create(ThreadSchema, { id: "71", topicId, title: "Apart", version: 1 });
    const found = after(without, [create(UpdateSchema, { change: { case: "thread", value: made } }), told({ ...two, threadId: "71", version: 2 })]);
    expect(goneFrom(found, threadId)).toEqual({ posts: 1, path: { topicId, threadId: "71", title: "Apart" } });
  });

  it("the same, where the post is told of in its new thread first", () => {
    const { assembly, state } = three();
    const moved = after(state, [told({ ...assembly.posts[1]!, threadId: "71", version: 2 })]);
    expect(shown(moved)).toBe("one three");
  });

  it("my post that waits stands beside the thread, and goes into it when it was approved", () => {
    const { state } = three();
    const mine = create(PostSchema, { id: "900", threadId, topicId, version: 1, author: cast.hamlet, source: "mine", html: "<p>mine</p>", held: true });
    const waits = after(state, [told(mine)]);
    expect(shown(waits)).toBe("one two three");
    expect(heldRows(waits, threadId)).toMatchObject([{ id: "900", rejected: false }]);
    const approved = after(waits, [told({ ...mine, held: false, place: "40", version: 2 })]);
    expect(shown(approved)).toBe("one two three mine");
    expect(heldRows(approved, threadId)).toEqual([]);
  });

  it("what was rejected stays its author's, with the reason", () => {
    const { state } = three();
    const mine = create(PostSchema, { id: "900", threadId, topicId, version: 2, author: cast.hamlet, rejected: true, coverReason: "A name." });
    expect(heldRows(after(state, [told(mine)]), threadId)).toMatchObject([{ rejected: true, why: "A name." }]);
  });
});

describe("who looks at a report", () => {
  const looks = (state: State, ...here: (typeof cast)["hamlet"][]) =>
    applyDeskPresence(state, { $typeName: "plenum.v1.DeskPresence", reports: [{ $typeName: "plenum.v1.ReportPresence", postId: "9", here }] });

  it("is told of others alone, and no more once nobody does", () => {
    const nobody = { ...emptyState, me: cast.hamlet };
    const two = looks(nobody, cast.hamlet, cast.polonius);
    expect(two.desk.get("9")).toEqual([cast.polonius]);
    expect(looks(two, cast.hamlet).desk.size).toBe(0);
    expect(looks(two).desk.size).toBe(0);
  });
});

describe("what one may do", () => {
  const may = create(RightsSchema, { may: ["write"], mayInTopics: ["lock_thread", "write_in_locked"], moderates: [topicId] });
  it("is what the server told, and nothing where nothing was told", () => {
    expect(can(null, "write")).toBe(false);
    expect([can(may, "lock_thread", topicId), can(may, "lock_thread", "8"), canSomewhere(may, "lock_thread")]).toEqual([true, false, true]);
  });

  it("decides whether there is a composer in a locked thread", () => {
    const locked = create(ThreadSchema, { id: threadId, topicId, locked: true });
    const here = (rights: State["rights"]) => threadRules({ ...emptyState, rights }, locked).mayWrite;
    expect([here(may), here(create(RightsSchema, { may: ["write"] })), here(null)]).toEqual([true, false, false]);
    expect(threadRules({ ...emptyState, rights: may }, { ...locked, archived: true }).mayWrite).toBe(false);
  });
});
