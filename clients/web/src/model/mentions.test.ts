import { describe, expect, it } from "vitest";
import { completed, fromSource, mentionAt, toSource } from "./mentions";

const known = new Map([["hamlet", "7"], ["ham", "8"], ["Anna Lind", "9"]]);

describe("a mention", () => {
  it("becomes a link to the member's id", () => {
    expect(toSource("Ask @hamlet, or (@ham).", known)).toBe("Ask [@hamlet](member:7), or ([@ham](member:8)).");
    expect(toSource("@Anna Lind knows", known)).toBe("[@Anna Lind](member:9) knows");
  });

  it("is left alone in code, in an address and inside a longer word", () => {
    const text = "`@hamlet` mail@hamlet.example @hamletic\n```\n@hamlet\n```";
    expect(toSource(text, known)).toBe(text);
  });

  it("comes back as it was typed", () => {
    const source = toSource("Ask @hamlet and `@ham`.", known);
    const back = fromSource(source);
    expect(back.text).toBe("Ask @hamlet and `@ham`.");
    expect(toSource(back.text, back.known)).toBe(source);
  });

  it("made twice stays the same", () => {
    const once = toSource("Ask @hamlet.", known);
    expect(toSource(once, known)).toBe(once);
  });

  it("is looked for where the caret is", () => {
    expect(mentionAt("Ask @ha", 7)).toEqual({ start: 4, prefix: "ha" });
    expect(mentionAt("@", 1)).toEqual({ start: 0, prefix: "" });
    expect(mentionAt("mail@ha", 7)).toBeNull();
    expect(mentionAt("Ask @ha now", 11)).toBeNull();
  });

  it("completed leaves one space after it", () => {
    expect(completed("Ask @ha now", 4, 7, "hamlet")).toEqual({ text: "Ask @hamlet now", caret: 12 });
  });
});
