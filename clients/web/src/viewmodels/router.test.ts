import { describe, expect, it } from "vitest";
import { parseRoute, paths } from "./router";

describe("an address", () => {
  it("names what is on screen", () => {
    expect(parseRoute("/", "")).toEqual({ at: "home" });
    expect(parseRoute("/topics/7", "")).toEqual({ at: "topic", topicId: "7" });
    expect(parseRoute("/topics/7/new", "")).toEqual({ at: "new thread", topicId: "7" });
    expect(parseRoute("/topics/7/threads/70", "")).toEqual({ at: "thread", topicId: "7", threadId: "70", postId: "" });
    expect(parseRoute("/topics/7/threads/70/posts/18446744073709551615", "")).toMatchObject({ postId: "18446744073709551615" });
    expect(parseRoute("/posts/101/", "")).toEqual({ at: "post", postId: "101" });
  });

  it("keeps a secret in the part that no server sees", () => {
    expect(parseRoute("/join", "#ab%2Bc")).toEqual({ at: "join", code: "ab+c" });
    expect(parseRoute("/reset", "#%E0%A4%A")).toEqual({ at: "reset", secret: "" });
  });

  it("that names nothing is nowhere", () => {
    for (const path of ["/topics", "/topics/x", "/topics/7/threads", "/members/7/x", "//evil.example"]) expect(parseRoute(path, "").at).toBe("nowhere");
  });

  it("is read back from what was written", () => {
    expect(parseRoute(paths.post("1", "2", "3"), "")).toEqual({ at: "thread", topicId: "1", threadId: "2", postId: "3" });
  });
});
