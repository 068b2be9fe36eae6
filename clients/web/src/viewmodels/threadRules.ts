import { can, type Action } from "../model/rights";
import { isListened } from "../model/listened";
import { none } from "../model/place";
import type { State } from "../model/state";
import { Resolution, Standing, type Thread } from "../wire/gen/proto/member_pb";
import { personOf } from "./person";

export type ResolutionName = "solved" | "answered" | "duplicate" | "offTopic" | "noAnswer" | "other";

// What the chair has set for a thread, as anybody meets it, and what I may do about it.
export interface ThreadRules {
  locked: boolean;
  closed: boolean;
  resolution: ResolutionName;
  words: string;
  closedBy: string;
  archived: boolean;
  topicArchived: boolean;
  movedTo: string; // thread id; "": it stands here
  movedTitle: string;
  slowS: number;
  pinned: boolean;
  pinEndsAt: number;
  held: boolean;
  listened: boolean; // companies may hear what is written in its topic, or asked for it
  kept: boolean; // among members: nothing in it is observed
  sponsor: string; // the company that asks
  muted: boolean; // I am
  mutedUntil: number;
  mayWrite: boolean;
  waits: boolean; // what I write waits for approval
  chair: readonly Action[]; // tools I may use here
}

const tools: readonly Action[] = [
  "read_staff", "lock_thread", "pin_thread", "set_slow_mode", "move_thread", "split_thread", "merge_threads", "rename_thread",
  "close_thread", "archive_thread", "hide_post", "delete_any_post", "restore_any_post", "edit_any_post", "decide_held_post",
  "write_note", "read_deleted", "read_audit", "keep_thread",
];
const resolutions: Partial<Record<Resolution, ResolutionName>> = {
  [Resolution.SOLVED]: "solved",
  [Resolution.ANSWERED]: "answered",
  [Resolution.DUPLICATE]: "duplicate",
  [Resolution.OFF_TOPIC]: "offTopic",
  [Resolution.NO_ANSWER]: "noAnswer",
};

export const noRules: ThreadRules = {
  locked: false, closed: false, resolution: "other", words: "", closedBy: "", archived: false, topicArchived: false, movedTo: "",
  movedTitle: "", slowS: 0, pinned: false, pinEndsAt: 0, held: false, listened: false, kept: false, sponsor: "", muted: false, mutedUntil: 0, mayWrite: true, waits: false, chair: [],
};

export function threadRules(state: State, thread: Thread): ThreadRules {
  const { rights } = state;
  const topic = state.topics.get(thread.topicId)?.topic;
  const may = (action: Action) => can(rights, action, thread.topicId);
  const movedTo = thread.movedTo === none ? "" : thread.movedTo;
  const muted = rights?.standing === Standing.MUTED;
  const shut = (thread.locked || thread.closed) && !may("write_in_locked");
  const topicArchived = topic?.archived ?? false;
  return {
    locked: thread.locked,
    closed: thread.closed,
    resolution: resolutions[thread.resolution] ?? "other",
    words: thread.resolutionWords,
    closedBy: personOf(thread.closedBy, state.members).handle,
    archived: thread.archived,
    topicArchived,
    movedTo,
    movedTitle: state.threads.get(movedTo)?.thread.title ?? "",
    slowS: may("write_without_pace") ? 0 : Math.max(thread.slowModeS, topic?.slowModeS ?? 0),
    pinned: thread.pinned,
    pinEndsAt: Number(thread.pinEndsAtMs),
    held: thread.held,
    listened: isListened(topic) || thread.sponsor !== "",
    kept: thread.membersOnly,
    sponsor: thread.sponsor,
    muted,
    mutedUntil: muted ? Number(rights?.untilMs ?? 0) : 0,
    mayWrite: !shut && !thread.archived && !topicArchived && !movedTo && (!rights || may("write")),
    waits: rights?.holdsPosts ?? false,
    chair: tools.filter(may),
  };
}

// Posts that left while one looked, and where they are now, as far as it was told.
export interface Gone {
  posts: number;
  path: { topicId: string; threadId: string; title: string } | null;
}
export const noGone: Gone = { posts: 0, path: null };

export function goneFrom(state: State, threadId: string): Gone {
  const gone = state.gone.get(threadId);
  if (!gone) return noGone;
  const to = state.threads.get(gone.to)?.thread;
  return { posts: gone.posts.size, path: to ? { topicId: to.topicId, threadId: to.id, title: to.title } : null };
}

// A post of mine that waits for approval, or did not get it.
export interface HeldRow {
  id: string;
  html: string;
  writtenAt: number;
  rejected: boolean;
  why: string;
}

export function heldRows(state: State, threadId: string): readonly HeldRow[] {
  const mine = (state.held.get(threadId) ?? []).filter((post) => post.author?.id === state.me?.id);
  return mine.map((post) => ({ id: post.id, html: post.html, writtenAt: Number(post.writtenAtMs), rejected: post.rejected, why: post.coverReason }));
}
