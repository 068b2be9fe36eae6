import { none } from "../../model/place";
import { WordAction, type WordRule, type WordRuleCatch } from "../../wire/gen/proto/moderator_pb";

// A word rule as one writes it. id "0": a new one.
export interface RuleWish {
  id: string;
  pattern: string;
  isPattern: boolean;
  action: WordAction;
  topicId: string; // "0": everywhere
  mask: string;
  note: string;
}

export const newRule: RuleWish = { id: none, pattern: "", isPattern: false, action: WordAction.WORD_HOLD, topicId: none, mask: "", note: "" };

export const wishOf = ({ id, pattern, isPattern, action, topicId, mask, note }: WordRule): RuleWish => ({ id, pattern, isPattern, action, topicId, mask, note });

// Two rules that catch the same posts, whatever they do with them.
export const catchesAs = (a: RuleWish, b: RuleWish): boolean => a.pattern === b.pattern && a.isPattern === b.isPattern && a.topicId === b.topicId;

export const sameRule = (a: RuleWish, b: RuleWish): boolean => catchesAs(a, b) && a.action === b.action && a.mask === b.mask && a.note === b.note;

// Words in three: before what is meant, what is meant, after it.
export interface Marked {
  before: string;
  meant: string;
  after: string;
}

const aroundBytes = 120;

// The server counts in bytes of the source.
export function markedIn({ post, at, bytes }: Pick<WordRuleCatch, "post" | "at" | "bytes">): Marked {
  const source = new TextEncoder().encode(post?.source ?? "");
  const end = at + bytes;
  const from = Math.max(0, at - aroundBytes);
  const to = Math.min(source.length, end + aroundBytes);
  const before = (from > 0 ? "… " : "") + words(source, from, at);
  const after = words(source, end, to) + (to < source.length ? " …" : "");
  return { before, meant: words(source, at, end), after };
}

// From the fault on, the pattern is not read: the part before it is sound.
export function faultIn(pattern: string, at: number): Marked {
  const bytes = new TextEncoder().encode(pattern);
  const rest = words(bytes, at, bytes.length);
  const first = [...rest][0] ?? "";
  return { before: words(bytes, 0, at), meant: first, after: rest.slice(first.length) };
}

// A cut in the middle of a character leaves none of it.
const words = (bytes: Uint8Array, from: number, to: number): string => new TextDecoder().decode(bytes.subarray(from, to)).replace(/^\uFFFD+|\uFFFD+$/g, "");
