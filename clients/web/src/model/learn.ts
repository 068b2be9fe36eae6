import type { ListThreadsReply, ListTopicsReply, ReadThreadReply, ReadThreadRequest, ThreadEntry } from "../wire/gen/proto/member_pb";
import { learnThread } from "./reading";
import { withEntry, withoutEntry, type State, type TopicState } from "./state";
import { windowCutAfter, windowWithPage } from "./window";

// What answers teach. An answer is a snapshot taken after the subscription began, so it merges with what the
// stream has brought meanwhile: the greater version wins.
export function learnTopics(state: State, reply: ListTopicsReply): State {
  const topics = new Map<string, TopicState>();
  for (const { topic, unreadThreads } of reply.topics) {
    if (!topic) continue;
    const have = state.topics.get(topic.id)?.topic;
    topics.set(topic.id, { topic: have && have.version > topic.version ? have : topic, unreadThreads });
  }
  for (const [id, have] of state.topics) if (!topics.has(id) && !state.topicsKnown) topics.set(id, have);
  return { ...state, topics, topicsKnown: true };
}

// "next" is the page after what is listed, "top" the first page once more because something arrived there,
// "fresh" the first page when nothing held can be trusted to be without a hole.
export type Page = "fresh" | "next" | "top";

export function learnThreads(state: State, topicId: string, reply: ListThreadsReply, page: Page): State {
  const have = state.lists.get(topicId);
  const threads = new Map(state.threads);
  const listed = new Set(page === "fresh" ? [] : have?.listed);
  for (const entry of [...reply.threads, ...reply.pinned]) {
    if (!entry.thread) continue;
    threads.set(entry.thread.id, learnThread(threads.get(entry.thread.id), entry.thread, entry.reading));
    listed.add(entry.thread.id);
  }
  const more = have && page === "top" ? have.more : reply.more;
  const next = { ...state, threads, lists: withEntry(state.lists, topicId, { more, listed }) };
  const topic = reply.topic;
  if (!topic || next.topics.has(topic.id)) return next;
  return { ...next, topics: withEntry(next.topics, topic.id, { topic, unreadThreads: 0 }) };
}

export function learnEntry(state: State, entry: ThreadEntry | undefined): State {
  if (!entry?.thread) return state;
  const { thread, reading } = entry;
  const next = learnThread(state.threads.get(thread.id), thread, reading);
  return { ...state, threads: withEntry(state.threads, thread.id, next) };
}

// Where in a thread a page of it is wanted.
export type Anchor = ReadThreadRequest["anchor"];

export function learnPage(state: State, threadId: string, page: ReadThreadReply, touching: boolean): State {
  const window = windowWithPage(state.windows.get(threadId), page, touching);
  const held = page.held.length > 0 || state.held.has(threadId) ? withEntry(state.held, threadId, page.held) : state.held;
  const gone = withoutReturned(state.gone, threadId, page);
  return learnEntry({ ...state, held, gone, windows: withEntry(state.windows, threadId, window) }, page.entry);
}

// Posts that came back are not gone.
function withoutReturned(gone: State["gone"], threadId: string, page: ReadThreadReply): State["gone"] {
  const had = gone.get(threadId);
  if (!had || !page.posts.some((post) => had.posts.has(post.id))) return gone;
  const back = new Set(page.posts.map((post) => post.id));
  const posts = new Set([...had.posts].filter((id) => !back.has(id)));
  return posts.size > 0 ? withEntry(gone, threadId, { ...had, posts }) : withoutEntry(gone, threadId);
}

// The stream had a hole: what was held is true only as far as it was read again.
export function learnAfterHole(state: State, threadId: string, page: ReadThreadReply): State {
  const next = learnPage(state, threadId, page, false);
  const window = next.windows.get(threadId);
  const last = page.posts.at(-1);
  if (!window || !last) return next;
  return { ...next, windows: withEntry(next.windows, threadId, windowCutAfter(window, last.place, page.moreAfter)) };
}

export function forgetThread(state: State, threadId: string): State {
  return { ...state, windows: withoutEntry(state.windows, threadId) };
}

// A page that stays open for days must not hold every thread it ever showed: the one opened longest ago goes.
export function keepFewWindows(state: State, most: number, shown: string): State {
  if (state.windows.size <= most) return state;
  const oldest = [...state.windows.keys()].find((id) => id !== shown);
  return oldest ? forgetThread(state, oldest) : state;
}
