import { Address, routeOf, type Patterns } from "../../viewmodels/address";
import type { Id } from "../model/ids";

// What is on screen, as the address bar names it.
export type Route =
  | { at: "feed"; topic: Id }
  | { at: "thread"; topic: Id; thread: Id; post: Id }
  | { at: "search"; wish: SearchWish }
  | { at: "trends"; topic: Id }
  | { at: "extracts" }
  | { at: "requests" }
  | { at: "seats" }
  | { at: "licence" }
  | { at: "nowhere" };

export interface SearchWish {
  words: string;
  topic: Id; // "": all
  fromAt: number; // 0: from the beginning
  untilAt: number; // 0: until now
}

const id = "([A-Za-z0-9_-]{1,64})";
const patterns: Patterns<Route, URLSearchParams> = [
  [/^\/gallery$/, () => ({ at: "feed", topic: "" })],
  [new RegExp(`^/gallery/topics/${id}$`), ([topic = ""]) => ({ at: "feed", topic })],
  [
    new RegExp(`^/gallery/topics/${id}/threads/${id}(?:/posts/${id})?$`),
    ([topic = "", thread = "", post = ""]) => ({ at: "thread", topic, thread, post }),
  ],
  [/^\/gallery\/search$/, (_, query) => ({ at: "search", wish: wishOf(query) })],
  [new RegExp(`^/gallery/trends(?:/${id})?$`), ([topic = ""]) => ({ at: "trends", topic })],
  [/^\/gallery\/extracts$/, () => ({ at: "extracts" })],
  [/^\/gallery\/requests$/, () => ({ at: "requests" })],
  [/^\/gallery\/seats$/, () => ({ at: "seats" })],
  [/^\/gallery\/licence$/, () => ({ at: "licence" })],
];

export const parseRoute = (path: string, search: string): Route => routeOf(patterns, path, new URLSearchParams(search));

function wishOf(query: URLSearchParams): SearchWish {
  return { words: query.get("words") ?? "", topic: query.get("topic") ?? "", fromAt: whole(query.get("from")), untilAt: whole(query.get("until")) };
}

const whole = (text: string | null): number => Math.max(0, Math.trunc(Number(text ?? 0)) || 0);

export const paths = {
  home: "/gallery",
  feed: (topic: Id) => `/gallery/topics/${topic}`,
  thread: (topic: Id, thread: Id) => `/gallery/topics/${topic}/threads/${thread}`,
  post: (topic: Id, thread: Id, post: Id) => `/gallery/topics/${topic}/threads/${thread}/posts/${post}`,
  search: ({ words, topic, fromAt, untilAt }: Partial<SearchWish> = {}) => {
    const query = new URLSearchParams();
    if (words) query.set("words", words);
    if (topic) query.set("topic", topic);
    if (fromAt) query.set("from", String(fromAt));
    if (untilAt) query.set("until", String(untilAt));
    return query.size > 0 ? `/gallery/search?${query}` : "/gallery/search";
  },
  trends: (topic: Id = "") => (topic ? `/gallery/trends/${topic}` : "/gallery/trends"),
  extracts: "/gallery/extracts",
  requests: "/gallery/requests",
  seats: "/gallery/seats",
  licence: "/gallery/licence",
};

export class Router extends Address<Route> {
  readonly home = paths.home;

  constructor(window: Window) {
    super(window, ({ pathname, search }) => parseRoute(pathname, search));
  }
}
