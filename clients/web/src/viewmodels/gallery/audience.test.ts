import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { EmbargoClass, ListenerSchema } from "../../wire/gen/proto/gallery_pb";
import { MemberSchema, TopicSchema } from "../../wire/gen/proto/member_pb";
import { audienceIn } from "./audience";

const now = 1_000_000;
const listener = (company: string, embargo: EmbargoClass, sinceMs = 1, untilMs = 0) =>
  create(ListenerSchema, { company, embargo, sinceMs: BigInt(sinceMs), untilMs: BigInt(untilMs) });
const topic = (...listeners: ReturnType<typeof listener>[]) =>
  create(TopicSchema, { charter: { classes: [EmbargoClass.EMBARGO_NONE, EmbargoClass.EMBARGO_24_H], reachBack: true }, listeners });
const me = create(MemberSchema, { specialty: "cardiology", region: "Benelux" });

describe("who will read what is written now", () => {
  it("is nobody but members where a topic has no charter, or one that lets nobody listen", () => {
    expect(audienceIn(create(TopicSchema, {}), me, now).listened).toBe(false);
    expect(audienceIn(create(TopicSchema, { charter: { classes: [] } }), me, now).listened).toBe(false);
    expect(audienceIn(undefined, me, now).listened).toBe(false);
  });

  it("counts companies by how late they hear, the soonest first, each once", () => {
    const all = topic(listener("Norway", EmbargoClass.EMBARGO_24_H), listener("Paris", EmbargoClass.EMBARGO_NONE), listener("Elsinore", EmbargoClass.EMBARGO_24_H), listener("Norway", EmbargoClass.EMBARGO_24_H));
    expect(audienceIn(all, me, now).hearings).toEqual([
      { embargo: EmbargoClass.EMBARGO_NONE, companies: 1 },
      { embargo: EmbargoClass.EMBARGO_24_H, companies: 2 },
    ]);
  });

  it("leaves out a licence to come and one that is over", () => {
    const all = topic(listener("Norway", EmbargoClass.EMBARGO_NONE, now + 1), listener("Paris", EmbargoClass.EMBARGO_NONE, 1, now));
    expect(audienceIn(all, me, now)).toMatchObject({ listened: true, hearings: [], reachBack: true });
  });

  it("tells of me no more than specialty and region", () => {
    expect(audienceIn(topic(), me, now).label).toBe("cardiology, Benelux");
    expect(audienceIn(topic(), create(MemberSchema, { region: "Benelux" }), now).label).toBe("Benelux");
    expect(audienceIn(topic(), null, now).label).toBe("");
  });
});
