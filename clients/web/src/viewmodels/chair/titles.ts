import { none } from "../../model/place";
import type { Session } from "../../model/session";
import type { State } from "../../model/state";

interface Place {
  topicId: string;
  threadId: string;
}

// Threads that are named by their ids alone have titles in the lists of their topics: those are read once.
export function learnTitles(session: Session, places: readonly Place[]): void {
  const { threads, lists, topics } = session.store.state;
  const unknown = places.filter((one) => one.threadId !== none && !threads.has(one.threadId) && topics.has(one.topicId) && !lists.has(one.topicId));
  for (const topicId of new Set(unknown.map((one) => one.topicId))) void session.loadThreads(topicId, "fresh").catch(() => undefined);
}

export const threadTitle = (state: State, threadId: string): string => state.threads.get(threadId)?.thread.title ?? "";
export const topicTitle = (state: State, topicId: string): string => state.topics.get(topicId)?.topic.title ?? "";
