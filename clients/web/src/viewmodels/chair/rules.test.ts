import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { PostSchema } from "../../wire/gen/proto/member_pb";
import { catchesAs, faultIn, markedIn, newRule, sameRule } from "./rules";

const post = (source: string) => create(PostSchema, { source });

describe("a catch", () => {
  it("is cut out of the source by bytes, not by characters", () => {
    expect(markedIn({ post: post("Où est la rançon ?"), at: 11, bytes: 7 })).toEqual({ before: "Où est la ", meant: "rançon", after: " ?" });
  });

  it("leaves no half of a character where the words around it are cut", () => {
    const { before, meant, after } = markedIn({ post: post(`${"é".repeat(200)}x${"é".repeat(200)}`), at: 400, bytes: 1 });
    expect(meant).toBe("x");
    expect(before).toBe(`… ${"é".repeat(60)}`);
    expect(after).toBe(`${"é".repeat(60)} …`);
    expect(markedIn({ post: post(`${"é".repeat(200)}xy`), at: 401, bytes: 1 }).before).toBe(`… ${"é".repeat(59)}x`);
  });
});

describe("a fault in a pattern", () => {
  it("is one whole character, with what is sound before it", () => {
    expect(faultIn("caf(é", 3)).toEqual({ before: "caf", meant: "(", after: "é" });
    expect(faultIn("é[", 2)).toEqual({ before: "é", meant: "[", after: "" });
    expect(faultIn("a😀b", 1)).toEqual({ before: "a", meant: "😀", after: "b" });
  });
});

describe("a rule", () => {
  it("catches the same whatever it does with it, and is the same only in all of it", () => {
    const other = { ...newRule, note: "for the ads" };
    expect(catchesAs(newRule, other)).toBe(true);
    expect(sameRule(newRule, other)).toBe(false);
    expect(catchesAs(newRule, { ...newRule, topicId: "7" })).toBe(false);
    expect(sameRule(newRule, { ...newRule })).toBe(true);
  });
});
