import { describe, expect, it } from "vitest";
import chairEn from "../../locales/chair/en.json";
import galleryEn from "../../locales/gallery/en.json";
import pageEn from "../../locales/en.json";
import { say } from "../../locales/words";
import { emptyState } from "../../model/state";
import { AuditAction } from "../../wire/gen/proto/member_pb";
import { actionGroups, actionWords } from "./actions";
import { saidChanges } from "./changes";

const t = (key: string, values?: Record<string, string | number>) => say({ ...pageEn, ...chairEn, ...galleryEn }, "en", key, values);
const asked = { t, state: emptyState, now: 0, locale: "en" };

describe("the audit log in words", () => {
  it("has a word of its own for every action there is", () => {
    const actions = Object.values(AuditAction).filter((one): one is AuditAction => typeof one === "number" && one !== AuditAction.AUDIT_ACTION_UNSPECIFIED);
    const words = actions.map((one) => actionWords(one));
    expect(words.filter((one) => one === "audit.other")).toEqual([]);
    expect(new Set(words).size).toBe(actions.length);
    expect(actionGroups.flatMap((group) => group.actions).length).toBe(actions.length);
  });

  it("says how a thing was and how it became", () => {
    expect(saidChanges([{ field: "thread.locked", before: "false", after: "true" }, { field: "thread.slow_mode_s", before: "0", after: "300" }], asked)).toEqual([
      { label: "locked", before: "no", after: "yes" },
      { label: "time between posts", before: "no waiting", after: "5 minutes" },
    ]);
  });

  it("names of the settings only those that changed", () => {
    expect(saidChanges([{ field: "community.chair", before: "newcomer_posts 2, auto_hide_reports 3", after: "newcomer_posts 5, auto_hide_reports 3" }], asked)).toEqual([
      { label: "First posts that wait", before: "2", after: "5" },
    ]);
    expect(saidChanges([{ field: "community.chair", before: "", after: "auto_hide_reports 3" }], asked)).toEqual([{ label: "Reports that hide a post", before: "0", after: "3" }]);
  });

  it("says of a licence who listens, where, how late and from when", () => {
    const companies = new Map([["7", "Norway & Sons"]]);
    const fact = { company: "7", level: "2", topics: "topic 4, from_ms 9 topic 5, from_ms 9", embargo: "2", daily_reads: "20000", state: "2" };
    const changes = Object.entries(fact).map(([field, after]) => ({ field: `licence.${field}`, before: "", after }));
    expect(saidChanges(changes, { ...asked, companies }).map(({ label, after }) => [label, after])).toEqual([
      ["company", "Norway & Sons"], ["level", "listens and asks through the chair"], ["topics", "4, 5"], ["how late", "after 24\u00a0h"], ["reads a day", "20,000"],
    ]);
  });

  it("names of a charter only what differs, and not how many posts entered meanwhile", () => {
    const before = "classes 0, since_ms 17, version 1, epoch 1, posts 3";
    expect(saidChanges([{ field: "topic.charter", before, after: "classes 0 2, since_ms 18, version 2, reach_back true, epoch 1, posts 9" }], asked)).toEqual([
      { label: "may be heard", before: "at once", after: "at once and after 24\u00a0h" },
      { label: "later licences reach back", before: "no", after: "yes" },
    ]);
    expect(saidChanges([{ field: "topic.charter", before, after: "since_ms 18, version 2, epoch 1, posts 3" }], asked)).toEqual([{ label: "may be heard", before: "at once", after: "by nobody" }]);
    expect(saidChanges([{ field: "topic.charter", before: "", after: before }], asked)).toEqual([{ label: "may be heard", before: "", after: "at once" }]);
  });

  it("shows a field it does not know as it is told", () => {
    expect(saidChanges([{ field: "thread.colour", before: "", after: "7" }], asked)).toEqual([{ label: "thread.colour", before: "", after: "7" }]);
  });
});
