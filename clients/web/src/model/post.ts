import type { Member, Post, Reaction, ReactionChange } from "../wire/gen/proto/member_pb";

// A frame that many share cannot say which reactions are mine; an answer to me alone does.
export type Told = "to me" | "to many";

const shownMax = 12;

export function mergePost(have: Post | undefined, told: Post, how: Told): Post {
  if (!have) return told;
  if (told.version < have.version) return have;
  if (how === "to me") return told;
  // A reaction's change carries the version of the post as it is now: the words of that version may come behind it.
  const sameWords = told.edits === have.edits && told.deleted === have.deleted;
  if (told.version === have.version && sameWords) return have;
  return { ...told, reactions: keepMine(have.reactions, told.reactions) };
}

function keepMine(have: readonly Reaction[], told: readonly Reaction[]): Reaction[] {
  const mine = new Set(have.filter((one) => one.mine).map((one) => one.emoji));
  return told.map((one) => (mine.has(one.emoji) ? { ...one, mine: true } : one));
}

// The server tells a change with the count and version of the moment it is sent, so several changes may carry
// one version: each is applied, and telling one again comes to the same.
export function applyReaction(post: Post, change: ReactionChange, me: string): Post {
  if (change.postVersion < post.version || post.deleted) return post;
  const had = post.reactions.find((one) => one.emoji === change.emoji);
  const now = change.count === 0 ? null : reactionAfter(had, change, me);
  if (!now && !had) return change.postVersion === post.version ? post : { ...post, version: change.postVersion };
  if (had && now && change.postVersion === post.version && sameReaction(had, now)) return post;
  const reactions = had
    ? post.reactions.flatMap((one) => (one !== had ? [one] : now ? [now] : []))
    : [...post.reactions, now as Reaction];
  return { ...post, version: change.postVersion, reactions };
}

function sameReaction(a: Reaction, b: Reaction): boolean {
  return a.count === b.count && a.mine === b.mine && a.first.map((one) => one.id).join() === b.first.map((one) => one.id).join();
}

function reactionAfter(had: Reaction | undefined, change: ReactionChange, me: string): Reaction {
  return {
    $typeName: "plenum.v1.Reaction",
    emoji: change.emoji,
    count: change.count,
    first: firstAfter(had?.first ?? [], change.by, change.added),
    mine: change.by?.id === me ? change.added : (had?.mine ?? false),
  };
}

function firstAfter(first: readonly Member[], by: Member | undefined, added: boolean): Member[] {
  if (!by) return [...first];
  const others = first.filter((one) => one.id !== by.id);
  return added && others.length < shownMax ? [...others, by] : others;
}

// A quote repeats words of a post; when that post is deleted the words go with it.
export function afterQuoted(post: Post, quoted: Post): Post {
  const quote = post.replyTo;
  if (!quote || quote.postId !== quoted.id || quote.deleted === quoted.deleted) return post;
  return { ...post, replyTo: { ...quote, deleted: quoted.deleted, excerpt: "" } };
}
