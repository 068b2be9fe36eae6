import type { State, ThreadState } from "../model/state";
import { isUnread, unreadMax } from "../model/reading";
import { Watch } from "../wire/gen/proto/member_pb";
import { personOf, type Person } from "./person";

export { unreadMax };

export type WatchName = "normal" | "followed" | "muted";

export interface ThreadRow {
  id: string;
  topicId: string;
  topic: string;
  title: string;
  excerpt: string;
  posts: number;
  lastAt: number;
  lastBy: Person;
  openedBy: Person;
  unread: number;
  isUnread: boolean;
  mentioned: boolean;
  watch: WatchName;
  locked: boolean;
  closed: boolean;
  pinned: boolean;
  kept: boolean; // among members
  sponsor: string; // the company that asks
  here: number;
}

export function watchName(watch: Watch | undefined): WatchName {
  return watch === Watch.FOLLOWED ? "followed" : watch === Watch.MUTED ? "muted" : "normal";
}

export function threadRow(state: State, one: ThreadState): ThreadRow {
  const { thread, reading } = one;
  return {
    id: thread.id,
    topicId: thread.topicId,
    topic: state.topics.get(thread.topicId)?.topic.title ?? "",
    title: thread.title,
    excerpt: thread.excerpt,
    posts: thread.posts,
    lastAt: Number(thread.lastPostAtMs),
    lastBy: personOf(thread.lastPostBy, state.members),
    openedBy: personOf(thread.openedBy, state.members),
    unread: reading?.unread ?? 0,
    isUnread: isUnread(one),
    mentioned: reading?.mentioned ?? false,
    watch: watchName(reading?.watch),
    locked: thread.locked,
    closed: thread.closed || thread.archived,
    pinned: thread.pinned,
    kept: thread.membersOnly,
    sponsor: thread.sponsor,
    here: othersHere(state, thread.id),
  };
}

function othersHere(state: State, threadId: string): number {
  const presence = state.presence.get(threadId);
  if (!presence) return 0;
  return presence.hereTotal - Number(presence.here.some((one) => one.id === state.me?.id));
}

export function sameRow(a: ThreadRow, b: ThreadRow): boolean {
  return (Object.keys(b) as (keyof ThreadRow)[]).every((key) => a[key] === b[key]);
}

// Pinned threads stand above the others of their topic.
export const byPin = (a: ThreadRow, b: ThreadRow): number => Number(b.pinned) - Number(a.pinned) || byActivity(a, b);

export const byActivity = (a: ThreadRow, b: ThreadRow): number => b.lastAt - a.lastAt || (a.id < b.id ? 1 : -1);
