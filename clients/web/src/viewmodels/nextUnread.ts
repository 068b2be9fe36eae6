import { isUnread } from "../model/reading";
import { comparePlaces } from "../model/place";
import type { State } from "../model/state";
import type { Route } from "./router";

// The next unread thread: in this topic first, the one active longest ago first, so that one reads forward.
export function findNextUnread(state: State, route: Route): { topicId: string; threadId: string } | null {
  const here = "topicId" in route ? route.topicId : "";
  const shown = route.at === "thread" ? route.threadId : "";
  const unread = [...state.threads.values()].filter((one) => isUnread(one) && one.thread.id !== shown);
  unread.sort((a, b) =>
    Number(b.thread.topicId === here) - Number(a.thread.topicId === here)
    || Number(a.thread.lastPostAtMs - b.thread.lastPostAtMs)
    || comparePlaces(a.thread.id, b.thread.id));
  const next = unread[0]?.thread;
  return next ? { topicId: next.topicId, threadId: next.id } : null;
}
