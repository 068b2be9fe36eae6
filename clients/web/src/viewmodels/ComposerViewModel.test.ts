import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { EmbargoClass } from "../wire/gen/proto/gallery_pb";
import { ThreadSchema, TopicSchema, UpdateSchema, type Update } from "../wire/gen/proto/member_pb";
import { threadId, topicId } from "../test/assembly";
import { answersCome, room } from "../test/room";
import { ComposerViewModel } from "./ComposerViewModel";

const topic = (classes: EmbargoClass[], version = 1): Update => create(UpdateSchema, { change: { case: "topic", value: create(TopicSchema, { id: topicId, version, charter: { classes } }) } });
const thread = (): Update => create(UpdateSchema, { change: { case: "thread", value: create(ThreadSchema, { id: threadId, topicId, version: 1 }) } });

async function writing(...updates: Update[]) {
  const parts = room({ getDraft: () => ({}), saveDraft: () => ({}) });
  parts.hear(updates);
  const composer = () => {
    const vm = new ComposerViewModel(parts.session, { is: "reply", threadId }, () => undefined);
    vm.subscribe(() => undefined);
    return vm;
  };
  const sent = () => parts.session.outbox.waiting.map((one) => one.method === "writePost" && one.request.membersOnly);
  const vm = composer();
  await answersCome();
  return { ...parts, vm, composer, sent };
}

const say = (vm: ComposerViewModel) => {
  vm.type("Words.", 6);
  vm.send();
};

describe("what is written", () => {
  it("where nobody listens goes out as for members, whoever listens by the time that it goes", async () => {
    const { vm, sent, hear } = await writing(topic([]), thread());
    say(vm);
    hear([topic([EmbargoClass.EMBARGO_NONE], 2)]);
    expect(sent()).toEqual([true]);
  });

  it("where somebody listens goes to the gallery too, unless one keeps it", async () => {
    const { vm, sent } = await writing(topic([EmbargoClass.EMBARGO_24_H]), thread());
    say(vm);
    vm.keepAmongMembers(true);
    say(vm);
    say(vm);
    vm.keepAmongMembers(false);
    say(vm);
    expect(sent()).toEqual([false, true, true, false]);
  });

  it("is kept among members again after a reload", async () => {
    const { vm, composer, clock } = await writing(topic([EmbargoClass.EMBARGO_NONE]), thread());
    vm.keepAmongMembers(true);
    vm.type("Half", 4);
    await clock.pass(1_000);
    const after = composer();
    await answersCome();
    expect(after.getSnapshot()).toMatchObject({ text: "Half", membersOnly: true });
  });

  it("in a thread not known yet goes to nobody but members", async () => {
    const { vm, sent } = await writing();
    say(vm);
    expect(sent()).toEqual([true]);
  });
});
