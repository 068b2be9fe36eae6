import type { State } from "../model/state";
import type { Route } from "./router";

type Words = (key: string) => string;

export function titleOf(state: State, route: Route, t: Words): string {
  const unread = [...state.topics.values()].reduce((sum, topic) => sum + topic.unreadThreads, 0);
  const names = [nameOf(state, route, t), state.community].filter(Boolean).join(" · ");
  return unread > 0 ? `(${unread}) ${names}` : names;
}

function nameOf(state: State, route: Route, t: Words): string {
  switch (route.at) {
    case "home": return t("home.title");
    case "topic": return state.topics.get(route.topicId)?.topic.title ?? t("threads.title");
    case "thread": return state.threads.get(route.threadId)?.thread.title ?? "";
    case "new thread": return t("newThread.title");
    case "member": return state.members.get(route.memberId)?.handle ?? "";
    case "standing": return t("standing.title");
    case "register": return t("me.register");
    case "house": return t("me.house");
    case "log": return t("topics.log");
    case "desk": return t("topics.desk");
    case "nowhere": return t("state.gone");
    default: return "";
  }
}
