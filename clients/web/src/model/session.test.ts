import { create } from "@bufbuild/protobuf";
import { expect, it } from "vitest";
import { Assembly, cast, threadId, topicId } from "../test/assembly";
import { answersCome, room } from "../test/room";
import { TopicSchema } from "../wire/gen/proto/member_pb";

it("a topic that was counted before the server knew what is read is counted again once it does", async () => {
  const elsinore = new Assembly();
  elsinore.write(cast.iago, "Ha.");
  let counted = 1;
  const { session, clock } = room({
    readThread: () => elsinore.page(),
    listTopics: () => ({ topics: [{ topic: create(TopicSchema, { id: topicId, title: "Elsinore", version: 1 }), unreadThreads: counted }] }),
    moveCursor: ({ place }) => {
      elsinore.move(place);
      counted = 0;
      return {};
    },
  });
  const badge = () => session.store.state.topics.get(topicId)?.unreadThreads;
  await session.loadPage(threadId, { case: undefined }, false);
  session.read(threadId, "5"); // the server hears of it a moment later
  await session.loadTopics();
  expect(badge()).toBe(1);
  await clock.pass(1_000);
  await answersCome();
  expect(badge()).toBe(0);
});
