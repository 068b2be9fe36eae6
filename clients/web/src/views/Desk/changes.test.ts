import { describe, expect, it } from "vitest";
import chairEn from "../../locales/chair/en.json";
import pageEn from "../../locales/en.json";
import { say } from "../../locales/words";
import { emptyState } from "../../model/state";
import { AuditAction } from "../../wire/gen/proto/member_pb";
import { actionGroups, actionWords } from "./actions";
import { saidChanges } from "./changes";

const t = (key: string, values?: Record<string, string | number>) => say({ ...pageEn, ...chairEn }, "en", key, values);
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

  it("shows a field it does not know as it is told", () => {
    expect(saidChanges([{ field: "thread.colour", before: "", after: "7" }], asked)).toEqual([{ label: "thread.colour", before: "", after: "7" }]);
  });
});
