import { describe, expect, it } from "vitest";
import { emptyConversation, freshShown, overheard, readOn } from "./conversation";
import type { Entry } from "./entry";
import { emptyFeed, freshDrawn, heard, paged, type Feed } from "./feed";

const entry = (id: string, change: Partial<Entry> = {}): Entry => ({
  id, topic: "T", thread: "A", pseudonym: "bavudo", label: "", writtenAt: 1_000, text: id, is: "stands", version: 1, edited: false, replyTo: "", ...change,
});
const drawn = (feed: Feed) => feed.drawn.map((id) => feed.entries.get(id)?.text).join(" ");

describe("a feed", () => {
  it("is drawn the newest first, page after page", () => {
    const first = paged(emptyFeed, [entry("c", { writtenAt: 3 }), entry("d", { writtenAt: 4 })]);
    expect(drawn(paged(first, [entry("a", { writtenAt: 1 }), entry("b", { writtenAt: 2 })]))).toBe("d c b a");
  });

  it("keeps the order of release where the time told is the same", () => {
    expect(drawn(paged(emptyFeed, [entry("a"), entry("b"), entry("c")]))).toBe("c b a");
  });

  it("moves nothing for what comes until the reader asks", () => {
    const before = paged(emptyFeed, [entry("a")]);
    const after = heard(before, [entry("b"), entry("c")]);
    expect(drawn(after)).toBe("a");
    expect(after.fresh).toEqual(["b", "c"]);
    expect(drawn(freshDrawn(after))).toBe("c b a");
    expect(freshDrawn(after).fresh).toEqual([]);
  });

  it("changes in its place what is drawn", () => {
    const feed = heard(paged(emptyFeed, [entry("a"), entry("b")]), [entry("a", { text: "anew", version: 2 })]);
    expect(drawn(feed)).toBe("b anew");
    expect(feed.fresh).toEqual([]);
  });

  it("takes the greater version, whatever comes first", () => {
    expect(drawn(heard(paged(emptyFeed, [entry("a", { text: "new", version: 3 })]), [entry("a", { text: "old", version: 2 })]))).toBe("new");
    expect(drawn(paged(heard(emptyFeed, [entry("a", { text: "new", version: 3 })]), [entry("a", { text: "old", version: 2 })]))).toBe("");
  });

  it("never shows what was withdrawn before anybody saw it", () => {
    const feed = heard(heard(emptyFeed, [entry("a"), entry("b")]), [entry("a", { is: "withdrawn", text: "", version: 2 })]);
    expect(feed.fresh).toEqual(["b"]);
    expect(heard(emptyFeed, [entry("x", { is: "erased" })]).fresh).toEqual([]);
  });

  it("keeps the place of what is withdrawn while it is looked at", () => {
    const feed = heard(paged(emptyFeed, [entry("a"), entry("b")]), [entry("b", { is: "withdrawn", text: "-", version: 2 })]);
    expect(drawn(feed)).toBe("- a");
  });
});

describe("a conversation", () => {
  const said = (talk: { entries: readonly Entry[] }) => talk.entries.map((one) => one.text).join(" ");

  it("is read on from its beginning, each entry once", () => {
    const first = readOn(emptyConversation, "On being", [entry("a"), entry("b")], true);
    expect(said(readOn(first, "On being", [entry("b"), entry("c")], false))).toBe("a b c");
  });

  it("holds back what is said while one reads, and only what is said in it", () => {
    const talk = overheard(readOn(emptyConversation, "", [entry("a")], false), "A", [entry("b"), entry("z", { thread: "B" })]);
    expect(said(talk)).toBe("a");
    expect(talk.fresh.map((one) => one.id)).toEqual(["b"]);
    expect(said(freshShown(talk))).toBe("a b");
  });

  it("leaves what comes behind an unread page to that page", () => {
    expect(overheard(readOn(emptyConversation, "", [entry("a")], true), "A", [entry("b")]).fresh).toEqual([]);
  });

  it("loses what is withdrawn before it was shown", () => {
    const talk = overheard(readOn(emptyConversation, "", [entry("a")], false), "A", [entry("b")]);
    expect(overheard(talk, "A", [entry("b", { is: "withdrawn", version: 2 })]).fresh).toEqual([]);
  });
});
