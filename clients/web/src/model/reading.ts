import { Watch, type Post, type Reading, type Thread } from "../wire/gen/proto/member_pb";
import { isAfter, laterOf, none } from "./place";
import type { ThreadState, Window } from "./state";

export const unreadMax = 99;

export function isUnread(state: ThreadState | undefined): boolean {
  return !!state?.reading && state.reading.unread > 0 && state.reading.watch !== Watch.MUTED;
}

// A thread and what one has read of it, as an answer told. An older answer never undoes what came by a frame.
export function learnThread(have: ThreadState | undefined, thread: Thread, reading: Reading | undefined): ThreadState {
  const newer = have ? newerThread(have.thread, thread) : thread;
  if (!reading) return have ? { ...have, thread: newer } : { thread, reading: null, countedTo: none };
  if (have?.reading && isAfter(have.countedTo, thread.lastPlace)) return { ...have, thread: newer };
  // Posts that came from another thread may stand unread before the cursor one knew.
  if (have?.reading && have.reading.arrangement > reading.arrangement) return { ...have, thread: newer };
  const known = have?.reading?.arrangement === reading.arrangement ? have.reading : null;
  const cursor = laterOf(known?.cursor ?? none, reading.cursor);
  const unread = cursor === reading.cursor ? reading.unread : Math.min(reading.unread, known?.unread ?? 0);
  return { thread: newer, reading: { ...reading, cursor, unread }, countedTo: thread.lastPlace };
}

export function newerThread(have: Thread, told: Thread): Thread {
  if (told.version !== have.version) return told.version > have.version ? told : have;
  return isAfter(have.lastPlace, told.lastPlace) ? have : told;
}

// One more post at the end of a thread. Counting to a place makes the second telling of it count nothing.
export function withNewPost(state: ThreadState, post: Post, me: string): ThreadState {
  const thread = isAfter(post.place, state.thread.lastPlace) ? threadAfter(state.thread, post) : state.thread;
  if (!isAfter(post.place, state.countedTo)) return thread === state.thread ? state : { ...state, thread };
  const reading = state.reading && countPost(state.reading, post, me);
  return { thread, reading, countedTo: post.place };
}

function threadAfter(thread: Thread, post: Post): Thread {
  return {
    ...thread,
    posts: thread.posts + 1,
    lastPlace: post.place,
    lastPostAtMs: post.writtenAtMs,
    lastPostBy: post.author,
  };
}

function countPost(reading: Reading, post: Post, me: string): Reading {
  if (!isAfter(post.place, reading.cursor) || post.author?.id === me) return reading;
  return {
    ...reading,
    unread: Math.min(unreadMax, reading.unread + 1),
    mentioned: reading.mentioned || post.mentions.includes(me),
  };
}

// The cursor only ever moves forward, here as on the server.
export function withCursor(state: ThreadState, place: string, window: Window | undefined, me: string): ThreadState {
  const { reading, thread } = state;
  if (!reading || !isAfter(place, reading.cursor)) return state;
  const unread = isAfter(thread.lastPlace, place) ? unreadAfter(reading, place, window, me) : 0;
  return { ...state, reading: { ...reading, cursor: place, unread, mentioned: reading.mentioned && unread > 0 } };
}

function unreadAfter(reading: Reading, place: string, window: Window | undefined, me: string): number {
  const counts = (post: Post) => isAfter(post.place, place) && post.author?.id !== me;
  if (window && !window.moreAfter) return Math.min(unreadMax, window.posts.filter(counts).length);
  if (reading.unread >= unreadMax) return unreadMax; // "99 or more" less some is not known
  const passed = window?.posts.filter((post) => isAfter(post.place, reading.cursor) && !counts(post)).length ?? 0;
  return Math.max(1, reading.unread - passed);
}
