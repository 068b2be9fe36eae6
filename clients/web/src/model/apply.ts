import type { DeskPresence, Member, Post, PostGone, Presence, Thread, ThreadPresence, Topic, Update } from "../wire/gen/proto/member_pb";
import { isUnread, newerThread, withCursor, withNewPost } from "./reading";
import { withEntry, withoutEntry, type State, type ThreadState, type Window } from "./state";
import { heldAfter, windowWithout, windowWithPost, windowWithReaction } from "./window";

// One thing that changed. Telling it twice changes nothing; of two tellings the greater version wins.
export function applyUpdate(state: State, { change }: Update): State {
  switch (change.case) {
    case "topic": return withTopic(state, change.value);
    case "thread": return withThread(state, change.value);
    case "threadArrived": return change.value.thread ? withThread(state, change.value.thread) : state;
    case "threadLeft": return withoutThread(state, change.value.threadId);
    case "post": return withPost(state, change.value);
    case "reaction": return mapWindows(state, (window) => windowWithReaction(window, change.value, state.me?.id ?? ""));
    case "member": return withMember(state, change.value);
    case "watch": return withReading(state, change.value.threadId, (reading) => ({ ...reading, watch: change.value.watch }));
    case "cursor": return withCursorAt(state, change.value.threadId, change.value.place);
    case "mentioned": return state; // the post itself comes by its topic's stream
    case "postGone": return withoutPost(state, change.value);
    case "rightsChanged": case "sanction": case "reportAnswered": case "staff": return state; // the session asks what is so now
    case undefined: return state;
  }
}

function withTopic(state: State, topic: Topic): State {
  const have = state.topics.get(topic.id);
  if (have && have.topic.version >= topic.version) return state;
  return { ...state, topics: withEntry(state.topics, topic.id, { topic, unreadThreads: have?.unreadThreads ?? 0 }) };
}

function withThread(state: State, thread: Thread): State {
  const have = state.threads.get(thread.id);
  const next = have ? { ...have, thread: newerThread(have.thread, thread) } : { thread, reading: null, countedTo: "0" };
  if (have && next.thread === have.thread) return state;
  return { ...state, threads: withEntry(state.threads, thread.id, next) };
}

function withoutThread(state: State, id: string): State {
  const have = state.threads.get(id);
  if (!have) return state;
  const without = { ...state, threads: withoutEntry(state.threads, id), windows: withoutEntry(state.windows, id) };
  return isUnread(have) ? recount(without, have.thread.topicId, -1) : without;
}

function withPost(told: State, post: Post): State {
  const held = heldAfter(told.held, post);
  const state = movedHere(held === told.held ? told : { ...told, held }, post);
  if (post.held || post.rejected) return state; // it has no place in the thread
  const window = state.windows.get(post.threadId);
  const after = window && windowWithPost(window, post);
  const next = after === window ? state : { ...state, windows: withEntry(state.windows, post.threadId, after as Window) };
  return withThreadState(next, post.threadId, (thread) => withNewPost(thread, post, state.me?.id ?? ""));
}

// A post that is told of in another thread than it stood in has moved there.
function movedHere(state: State, post: Post): State {
  if (post.version <= 1) return state; // a new one
  for (const [from, window] of state.windows) {
    if (from !== post.threadId && window.posts.some((one) => one.id === post.id)) return gone(state, from, post.id, post.threadId);
  }
  for (const [from, { posts }] of state.gone) if (posts.has(post.id) && from !== post.threadId) return gone(state, from, post.id, post.threadId);
  return state;
}

function withoutPost(state: State, { postId, threadId }: PostGone): State {
  return state.windows.get(threadId)?.posts.some((one) => one.id === postId) ? gone(state, threadId, postId, "") : state;
}

function gone(state: State, from: string, postId: string, to: string): State {
  const window = state.windows.get(from);
  const had = state.gone.get(from);
  const windows = window ? withEntry(state.windows, from, windowWithout(window, postId)) : state.windows;
  return { ...state, windows, gone: withEntry(state.gone, from, { posts: new Set(had?.posts).add(postId), to: to || (had?.to ?? "") }) };
}

export function withGoneTo(state: State, from: string, postId: string, to: string): State {
  return state.gone.get(from)?.posts.has(postId) ? gone(state, from, postId, to) : state;
}

// What is held of a thread that became part of another is not taken away from who reads it.
export function withDestination(state: State, threadId: string, to: string): State {
  const have = state.threads.get(threadId);
  if (!have || to === threadId) return state;
  return { ...state, threads: withEntry(state.threads, threadId, { ...have, thread: { ...have.thread, movedTo: to } }) };
}

function withMember(state: State, member: Member): State {
  const me = state.me?.id === member.id ? member : state.me;
  return { ...state, me, members: withEntry(state.members, member.id, member) };
}

export function withCursorAt(state: State, id: string, place: string): State {
  const me = state.me?.id ?? "";
  return withThreadState(state, id, (thread) => withCursor(thread, place, state.windows.get(id), me));
}

function withReading(state: State, id: string, change: (reading: NonNullable<ThreadState["reading"]>) => ThreadState["reading"]): State {
  return withThreadState(state, id, (thread) => (thread.reading ? { ...thread, reading: change(thread.reading) } : thread));
}

// Every live change of a thread goes through here, so that its topic's count of unread threads follows.
function withThreadState(state: State, id: string, change: (thread: ThreadState) => ThreadState): State {
  const have = state.threads.get(id);
  if (!have) return state;
  const next = change(have);
  if (next === have) return state;
  const after = { ...state, threads: withEntry(state.threads, id, next) };
  return recount(after, next.thread.topicId, Number(isUnread(next)) - Number(isUnread(have)));
}

function recount(state: State, topicId: string, by: number): State {
  const have = state.topics.get(topicId);
  if (!have || by === 0) return state;
  const unreadThreads = Math.max(0, have.unreadThreads + by);
  return { ...state, topics: withEntry(state.topics, topicId, { ...have, unreadThreads }) };
}

function mapWindows(state: State, change: (window: Window) => Window): State {
  for (const [id, window] of state.windows) {
    const after = change(window);
    if (after !== window) return { ...state, windows: withEntry(state.windows, id, after) };
  }
  return state;
}

export function applyPresence(state: State, presence: Presence): State {
  const next = new Map<string, ThreadPresence>(state.presence);
  for (const thread of presence.threads) next.set(thread.threadId, thread);
  return { ...state, presence: next };
}

// Nobody any more is told as well.
export function applyDeskPresence(state: State, { reports }: DeskPresence): State {
  const desk = new Map(state.desk);
  for (const { postId, here } of reports) {
    const others = here.filter((one) => one.id !== state.me?.id);
    if (others.length > 0) desk.set(postId, others);
    else desk.delete(postId);
  }
  return { ...state, desk };
}
