import { describe, expect, it } from "vitest";
import { Assembly, cast } from "../test/assembly";
import type { Post, ReactionChange } from "../wire/gen/proto/member_pb";
import { applyReaction, mergePost } from "./post";

const change = (assembly: Assembly, post: Post, by: typeof cast.iago, emoji: string, added: boolean) =>
  assembly.react(post, by, emoji, added)[0]?.change.value as ReactionChange;

describe("a reaction", () => {
  it("is mine when I made it, and stays mine when another is added", () => {
    const assembly = new Assembly(cast.hamlet);
    assembly.write(cast.ophelia, "Or not?");
    const post = assembly.posts[0]!;
    let shown = applyReaction(post, change(assembly, post, cast.hamlet, "👍", true), cast.hamlet.id);
    shown = applyReaction(shown, change(assembly, post, cast.iago, "👍", true), cast.hamlet.id);
    expect(shown.reactions).toMatchObject([{ emoji: "👍", count: 2, mine: true }]);
    shown = applyReaction(shown, change(assembly, post, cast.hamlet, "👍", false), cast.hamlet.id);
    expect(shown.reactions).toMatchObject([{ emoji: "👍", count: 1, mine: false }]);
    shown = applyReaction(shown, change(assembly, post, cast.iago, "👍", false), cast.hamlet.id);
    expect(shown.reactions).toEqual([]);
  });

  it("told twice, or late, changes nothing", () => {
    const assembly = new Assembly();
    assembly.write(cast.ophelia, "Or not?");
    const post = assembly.posts[0]!;
    const first = change(assembly, post, cast.iago, "👍", true);
    const second = change(assembly, post, cast.horatio, "👍", true);
    const shown = applyReaction(applyReaction(post, first, "1"), second, "1");
    expect(applyReaction(shown, second, "1")).toBe(shown);
    expect(applyReaction(shown, first, "1")).toBe(shown);
  });

  it("told with others at one version, as a resumed stream tells them, comes out whole", () => {
    const assembly = new Assembly();
    assembly.write(cast.ophelia, "Or not?");
    const post = assembly.posts[0]!;
    const changes = [
      change(assembly, post, cast.iago, "👍", true),
      change(assembly, post, cast.horatio, "💡", true),
      change(assembly, post, cast.iago, "👍", false),
    ];
    const now = assembly.posts[0]!;
    const late = changes.map((one) => ({ ...one, postVersion: now.version, count: now.reactions.find((r) => r.emoji === one.emoji)?.count ?? 0 }));
    expect(late.reduce((shown, one) => applyReaction(shown, one, "1"), post)).toEqual(now);
  });

  it("told with the version of words that come behind it does not keep them out", () => {
    const assembly = new Assembly();
    assembly.write(cast.ophelia, "Or not?");
    const post = assembly.posts[0]!;
    const reaction = change(assembly, post, cast.iago, "👍", true);
    const edited = assembly.edit(assembly.posts[0]!, "Or not.")[0]?.change.value as Post;
    const shown = applyReaction(post, { ...reaction, postVersion: edited.version }, "1");
    expect(mergePost(shown, edited, "to many").source).toBe("Or not.");
    const tombstone = { ...edited, deleted: true, source: "", html: "" };
    expect(mergePost(shown, tombstone, "to many").deleted).toBe(true);
  });

  it("of mine survives a frame that many share, which cannot know it", () => {
    const assembly = new Assembly(cast.hamlet);
    assembly.write(cast.ophelia, "Or not?");
    const post = assembly.posts[0]!;
    const mine = applyReaction(post, change(assembly, post, cast.hamlet, "💡", true), cast.hamlet.id);
    const edited = assembly.edit(assembly.posts[0]!, "Or not.")[0]?.change.value as Post;
    expect(mergePost(mine, edited, "to many")).toMatchObject({ source: "Or not.", reactions: [{ emoji: "💡", mine: true }] });
  });
});
