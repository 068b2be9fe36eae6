import { describe, expect, it } from "vitest";
import { marked } from "./marked";

const shown = (text: string, seek: string) => marked(text, seek).map((part) => (part.is ? `[${part.text}]` : part.text)).join("");

describe("words looked for", () => {
  it("are marked in their other forms too", () => expect(shown("Bleeding, he bleeds.", "bleeding")).toBe("[Bleeding], he [bleeds]."));
  it("are marked as a phrase where they are one", () => expect(shown("on call, and on a call", '"on call"')).toBe("[on call], and on a call"));
  it("are not marked where they are unwanted", () => expect(shown("heparin or warfarin", "heparin -warfarin")).toBe("[heparin] or warfarin"));
  it("are not marked within other words", () => expect(shown("a man, a woman", "man")).toBe("a [man], a woman"));
  it("that are no words leave the text alone", () => expect(shown("a (b", "((( *")).toBe("a (b"));
});
