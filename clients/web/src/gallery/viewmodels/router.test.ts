import { describe, expect, it } from "vitest";
import { parseRoute, paths } from "./router";

const parsed = (path: string) => parseRoute(path.split("?")[0]!, path.includes("?") ? path.slice(path.indexOf("?")) : "");

describe("an address of the gallery", () => {
  it("names what is on screen, there and back", () => {
    expect(parsed(paths.home)).toEqual({ at: "feed", topic: "" });
    expect(parsed(paths.post("a-_", "B", "c"))).toEqual({ at: "thread", topic: "a-_", thread: "B", post: "c" });
    const wish = { words: 'heparin "on call" -x', topic: "T", fromAt: 1_000, untilAt: 2_000 };
    expect(parsed(paths.search(wish))).toEqual({ at: "search", wish });
    expect(parsed(paths.trends("T"))).toEqual({ at: "trends", topic: "T" });
  });

  it("that is none leads nowhere", () => {
    for (const path of ["/gallery/topics", "/gallery/topics/a/b", "/gallery/x", "/"]) expect(parsed(path)).toEqual({ at: "nowhere" });
    expect(parsed("/gallery/search?from=never&until=-4")).toEqual({ at: "search", wish: { words: "", topic: "", fromAt: 0, untilAt: 0 } });
  });
});
