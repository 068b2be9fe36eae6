import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { cast, topicId } from "../test/assembly";
import { answersCome, room } from "../test/room";
import { PostSchema, ThreadSchema, UpdateSchema, type Update } from "../wire/gen/proto/member_pb";
import { ThreadsViewModel } from "./ThreadsViewModel";

const thread = (id: string, at: number) =>
  create(ThreadSchema, { id, topicId, title: `thread ${id}`, version: 1, posts: 1, lastPostAtMs: BigInt(at), lastPlace: "5", openedBy: cast.ophelia });
const post = (threadId: string, at: number): Update =>
  create(UpdateSchema, { change: { case: "post", value: create(PostSchema, { id: `9${at}`, threadId, topicId, place: String(at), version: 1, author: cast.iago, writtenAtMs: BigInt(at) }) } });

async function listed(ids: readonly string[]) {
  const parts = room({
    listThreads: () => ({ threads: ids.map((id, i) => ({ thread: thread(id, 1000 - i), reading: { cursor: "5" } })) }),
  });
  const vm = new ThreadsViewModel(parts.session, topicId);
  vm.subscribe(() => undefined);
  await answersCome();
  return { ...parts, vm, order: () => vm.getSnapshot().rows.map((row) => row.id).join(" ") };
}

describe("the list of threads", () => {
  it("stands with the newest activity first, and follows it while nobody looks", async () => {
    const { order, hear } = await listed(["1", "2", "3"]);
    expect(order()).toBe("1 2 3");
    hear([post("3", 2000)]);
    expect(order()).toBe("3 1 2");
  });

  it("keeps its order under the eye, shows what is new in the row, and counts what has moved", async () => {
    const { vm, order, hear } = await listed(["1", "2", "3", "4"]);
    vm.setWatched(true);
    hear([post("3", 2000)]);
    hear([post("4", 3000)]);
    expect(order()).toBe("1 2 3 4");
    expect(vm.getSnapshot().rows[2]).toMatchObject({ unread: 1, lastAt: 2000 });
    expect(vm.getSnapshot().moved).toBe(2);
    vm.settle();
    expect(order()).toBe("4 3 1 2");
    expect(vm.getSnapshot().moved).toBe(0);
  });

  it("counts nothing as moved when the first is active again", async () => {
    const { vm, hear } = await listed(["1", "2"]);
    vm.setWatched(true);
    hear([post("1", 2000)]);
    expect(vm.getSnapshot().moved).toBe(0);
  });
});
