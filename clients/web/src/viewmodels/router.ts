import { Address, routeOf, type Patterns } from "./address";

// What is on screen, as the address bar names it.
export type Route =
  | { at: "home" }
  | { at: "topic"; topicId: string }
  | { at: "new thread"; topicId: string }
  | { at: "thread"; topicId: string; threadId: string; postId: string }
  | { at: "post"; postId: string }
  | { at: "member"; memberId: string }
  | { at: "standing" } // what the chair decided about me
  | { at: "register" } // which companies read what of mine
  | { at: "log" } // what the chair did, as every member may read of it
  | { at: "desk"; room: string; id: string } // the chair's desk
  | { at: "house"; room: string; id: string } // the gallery as its host keeps it
  | { at: "sign in" }
  | { at: "join"; code: string }
  | { at: "reset"; secret: string }
  | { at: "nowhere" };

const id = "(\\d{1,20})";
const patterns: Patterns<Route, string> = [
  [/^\/$/, () => ({ at: "home" })],
  [new RegExp(`^/topics/${id}$`), ([topicId = ""]) => ({ at: "topic", topicId })],
  [new RegExp(`^/topics/${id}/new$`), ([topicId = ""]) => ({ at: "new thread", topicId })],
  [
    new RegExp(`^/topics/${id}/threads/${id}(?:/posts/${id})?$`),
    ([topicId = "", threadId = "", postId = ""]) => ({ at: "thread", topicId, threadId, postId }),
  ],
  [new RegExp(`^/posts/${id}$`), ([postId = ""]) => ({ at: "post", postId })],
  [new RegExp(`^/members/${id}$`), ([memberId = ""]) => ({ at: "member", memberId })],
  [/^\/standing$/, () => ({ at: "standing" })],
  [/^\/listeners$/, () => ({ at: "register" })],
  [/^\/log$/, () => ({ at: "log" })],
  [new RegExp(`^/desk(?:/([a-z]+)(?:/${id})?)?$`), ([room = "queue", about = ""]) => ({ at: "desk", room, id: about })],
  [new RegExp(`^/house(?:/([a-z]+)(?:/${id})?)?$`), ([room = "companies", about = ""]) => ({ at: "house", room, id: about })],
  [/^\/sign-in$/, () => ({ at: "sign in" })],
  [/^\/join$/, (_, code) => ({ at: "join", code })],
  [/^\/reset$/, (_, secret) => ({ at: "reset", secret })],
];

export const parseRoute = (path: string, hash: string): Route => routeOf(patterns, path, decodeHash(hash));

function decodeHash(hash: string): string {
  try {
    return decodeURIComponent(hash.replace(/^#/, ""));
  } catch {
    return "";
  }
}

export const paths = {
  home: "/",
  signIn: "/sign-in",
  topic: (topicId: string) => `/topics/${topicId}`,
  newThread: (topicId: string) => `/topics/${topicId}/new`,
  thread: (topicId: string, threadId: string) => `/topics/${topicId}/threads/${threadId}`,
  post: (topicId: string, threadId: string, postId: string) => `/topics/${topicId}/threads/${threadId}/posts/${postId}`,
  member: (memberId: string) => `/members/${memberId}`,
  standing: "/standing",
  register: "/listeners",
  log: "/log",
  house: (room = "companies", id = "") => (id ? `/house/${room}/${id}` : `/house/${room}`),
  desk: (room = "queue", id = "") => (id ? `/desk/${room}/${id}` : room === "queue" ? "/desk" : `/desk/${room}`),
};

export class Router extends Address<Route> {
  readonly home = paths.home;

  constructor(window: Window) {
    super(window, ({ pathname, hash }) => parseRoute(pathname, hash));
  }
}
