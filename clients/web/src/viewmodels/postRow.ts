import { comparePlaces, none } from "../model/place";
import type { Waiting } from "../model/outbox";
import { Visibility, type Member, type Post } from "../wire/gen/proto/member_pb";
import { personOf, type Person } from "./person";
import { sameDay } from "./times";

export interface ReactionChip {
  emoji: string;
  count: number;
  mine: boolean;
  names: readonly string[];
}

export interface QuoteLine {
  postId: string;
  author: Person;
  excerpt: string;
  deleted: boolean;
}

export interface PostRow {
  kind: "post";
  key: string;
  id: string;
  place: string;
  position: number; // 1 is the first of the thread
  author: Person;
  mine: boolean;
  writtenAt: number;
  edits: number;
  deleted: boolean;
  deletedBySelf: boolean; // by its author
  hidden: boolean; // covered by the chair
  why: string; // why it was covered, told to its author and the chair
  editedByOther: boolean;
  html: string;
  source: string;
  quote: QuoteLine | null;
  reactions: readonly ReactionChip[];
  may: { edit: boolean; remove: boolean; restore: boolean; report: boolean };
  continued: boolean; // follows a post of the same author closely
  dayBefore: boolean; // the first of its day
  unreadBefore: boolean; // the unread line stands above it
  waiting: WaitingChange | null;
  observed: boolean; // by the gallery too, as it was fixed when posted
  withdrawn: boolean; // from the gallery
}

// What was done to a post and is not answered yet.
export interface WaitingChange {
  id: string;
  what: "editPost" | "deletePost" | "restorePost";
  source: string;
  tried: boolean;
  refusal: string;
}

// A post that is still on its way.
export interface WaitingRow {
  kind: "waiting";
  key: string;
  id: string;
  source: string;
  replyTo: string;
  madeAt: number;
  tried: boolean;
  refusal: string;
}

export interface RowSetting {
  me: Member | null;
  members: ReadonlyMap<string, Member>;
  position: number;
  before: Post | undefined;
  first: boolean; // nothing stands before it in the thread
  unreadAfter: string; // place; empty: no line
  waiting: readonly Waiting[];
  mayReport: boolean;
  chair: boolean; // of a server that does not tell rights
}

const closeMs = 5 * 60_000;

export function postRow(post: Post, setting: RowSetting): PostRow {
  const { me, members, before } = setting;
  const mine = !!me && post.author?.id === me.id;
  const shown = !post.deleted && !post.hidden;
  const dayBefore = before ? !sameDay(Number(before.writtenAtMs), Number(post.writtenAtMs)) : setting.first;
  const unreadBefore = isFirstUnread(post, before, setting.unreadAfter);
  return {
    kind: "post",
    key: post.id,
    id: post.id,
    place: post.place,
    position: setting.position,
    author: personOf(post.author, members),
    mine,
    writtenAt: Number(post.writtenAtMs),
    edits: post.edits,
    deleted: post.deleted,
    deletedBySelf: !post.removed && post.deletedBy === post.author?.id,
    hidden: post.hidden,
    why: post.coverReason,
    editedByOther: post.editedBy !== none && post.editedBy !== post.author?.id,
    html: post.html,
    source: post.source,
    quote: quoteLine(post, members),
    reactions: reactionChips(post, setting.waiting, me),
    may: {
      edit: mine && shown,
      remove: mine && !post.deleted, // another's: by the chair's tool, which asks why
      report: setting.mayReport && !mine && shown,
      restore: post.deleted && (setting.chair || (mine && !post.removed && post.deletedBy === me?.id)),
    },
    continued: !dayBefore && !unreadBefore && !post.replyTo && follows(post, before),
    dayBefore,
    unreadBefore,
    waiting: waitingChange(post.id, setting.waiting),
    observed: post.visibility === Visibility.OBSERVED,
    withdrawn: post.withdrawn,
  };
}

function isFirstUnread(post: Post, before: Post | undefined, unreadAfter: string): boolean {
  if (!unreadAfter || comparePlaces(post.place, unreadAfter) <= 0) return false;
  return !!before && comparePlaces(before.place, unreadAfter) <= 0; // above the very first there is nothing to mark off
}

function follows(post: Post, before: Post | undefined): boolean {
  const covered = (one: Post) => one.deleted || one.hidden;
  return !!before && !covered(before) && !covered(post) && before.author?.id === post.author?.id
    && before.visibility === post.visibility && before.withdrawn === post.withdrawn
    && Number(post.writtenAtMs - before.writtenAtMs) < closeMs;
}

function quoteLine({ replyTo }: Post, members: ReadonlyMap<string, Member>): QuoteLine | null {
  if (!replyTo) return null;
  return { postId: replyTo.postId, author: personOf(replyTo.author, members), excerpt: replyTo.excerpt, deleted: replyTo.deleted };
}

function waitingChange(postId: string, waiting: readonly Waiting[]): WaitingChange | null {
  for (const one of [...waiting].reverse()) {
    if (one.method !== "editPost" && one.method !== "deletePost" && one.method !== "restorePost") continue;
    if (one.request.postId !== postId) continue;
    const source = one.method === "editPost" ? one.request.source : "";
    return { id: one.id, what: one.method, source, tried: one.tried, refusal: one.refusal?.sentence ?? "" };
  }
  return null;
}

// What the server told, with what I did since laid over it.
export function reactionChips(post: Post, waiting: readonly Waiting[], me: Member | null): ReactionChip[] {
  const chips = post.reactions.map((one) => ({
    emoji: one.emoji,
    count: one.count,
    mine: one.mine,
    names: one.first.map((member) => member.handle),
  }));
  for (const one of waiting) {
    if (one.method !== "addReaction" && one.method !== "removeReaction") continue;
    if (one.request.postId !== post.id || one.refusal) continue;
    lay(chips, one.request.emoji, one.method === "addReaction", me?.handle ?? "");
  }
  return chips.filter((chip) => chip.count > 0);
}

function lay(chips: ReactionChip[], emoji: string, added: boolean, handle: string): void {
  const at = chips.findIndex((chip) => chip.emoji === emoji);
  const chip = chips[at] ?? { emoji, count: 0, mine: false, names: [] };
  if (chip.mine === added) return; // the frame came before the answer
  const names = added ? [...chip.names, handle] : chip.names.filter((name) => name !== handle);
  const next = { emoji, count: chip.count + (added ? 1 : -1), mine: added, names };
  if (at < 0) chips.push(next);
  else chips[at] = next;
}
