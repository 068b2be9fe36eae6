import type { Post, ReactionChange, ReadThreadReply } from "../wire/gen/proto/member_pb";
import { comparePlaces, isAfter } from "./place";
import { afterQuoted, applyReaction, mergePost, type Told } from "./post";
import { withEntry, type State, type Window } from "./state";

// A post that came by a frame. One that lies beyond an unloaded stretch is left out: it will be read in order.
export function windowWithPost(window: Window, post: Post): Window {
  const at = window.posts.findIndex((one) => one.id === post.id);
  if (at >= 0) return replaced(window, at, mergePost(window.posts[at], post, "to many"));
  const first = window.posts[0];
  const last = window.posts.at(-1);
  if (window.moreAfter && (!last || isAfter(post.place, last.place))) return window;
  if (window.moreBefore && (!first || isAfter(first.place, post.place))) return window;
  return { ...window, posts: [...window.posts, post].sort(byPlace) };
}

export function windowWithout(window: Window, postId: string): Window {
  const posts = window.posts.filter((post) => post.id !== postId);
  return posts.length === window.posts.length ? window : { ...window, posts };
}

// Posts that wait stand beside the thread, each once; one that was approved goes into it.
export function heldAfter(held: State["held"], post: Post): State["held"] {
  const had = held.get(post.threadId) ?? [];
  const waits = post.held || post.rejected;
  const before = had.find((one) => one.id === post.id);
  if (!waits && !before) return held;
  const others = had.filter((one) => one.id !== post.id);
  return withEntry(held, post.threadId, waits ? [...others, before && before.version > post.version ? before : post] : others);
}

function replaced(window: Window, at: number, post: Post): Window {
  const had = window.posts[at];
  if (post === had) return window;
  const posts = window.posts.map((one, i) => (i === at ? post : afterQuoted(one, post)));
  return { ...window, posts };
}

export function windowWithReaction(window: Window, change: ReactionChange, me: string): Window {
  const at = window.posts.findIndex((one) => one.id === change.postId);
  const post = window.posts[at];
  if (!post) return window;
  const after = applyReaction(post, change, me);
  return after === post ? window : { ...window, posts: window.posts.with(at, after) };
}

// A page was read. Where it touches what is held the two become one; where it does not, it takes its place.
export function windowWithPage(have: Window | undefined, page: ReadThreadReply, touching: boolean): Window {
  const fresh: Window = {
    posts: page.posts,
    moreBefore: page.moreBefore,
    moreAfter: page.moreAfter,
    indexOfFirst: page.indexOfFirst,
  };
  if (!have || have.posts.length === 0) return fresh;
  if (page.posts.length === 0) return touching ? ended(have, page) : fresh;
  return touching || overlaps(have, fresh) ? joined(have, fresh) : keepNewer(have, fresh);
}

// An empty page after or before what is held: there is nothing more on that side.
function ended(have: Window, page: ReadThreadReply): Window {
  return { ...have, moreBefore: have.moreBefore && page.moreBefore, moreAfter: have.moreAfter && page.moreAfter };
}

function overlaps(a: Window, b: Window): boolean {
  return !isAfter(first(a), last(b)) && !isAfter(first(b), last(a));
}

function joined(have: Window, fresh: Window): Window {
  const posts = mergeSorted(have.posts, fresh.posts);
  const low = isAfter(first(have), first(fresh)) || first(have) === first(fresh) ? fresh : have;
  const high = isAfter(last(have), last(fresh)) ? have : fresh;
  return { posts, moreBefore: low.moreBefore, moreAfter: high.moreAfter, indexOfFirst: low.indexOfFirst };
}

function mergeSorted(have: readonly Post[], told: readonly Post[]): Post[] {
  const byId = new Map(have.map((post) => [post.id, post]));
  for (const post of told) byId.set(post.id, mergePost(byId.get(post.id), post, "to me"));
  return [...byId.values()].sort(byPlace);
}

// No hole may stand inside a window, so the old stretch goes, but never a newer version of a post in both.
function keepNewer(have: Window, fresh: Window): Window {
  const byId = new Map(have.posts.map((post) => [post.id, post]));
  return { ...fresh, posts: fresh.posts.map((post) => mergePost(byId.get(post.id), post, "to me")) };
}

// After a hole in the stream: what lies beyond the page just read is not known any more.
export function windowCutAfter(window: Window, place: string, moreAfter: boolean): Window {
  if (!moreAfter) return window;
  return { ...window, posts: window.posts.filter((post) => !isAfter(post.place, place)), moreAfter: true };
}

const byPlace = (a: Post, b: Post): number => comparePlaces(a.place, b.place);
const first = (window: Window): string => window.posts[0]?.place ?? "0";
const last = (window: Window): string => window.posts.at(-1)?.place ?? "0";

export type { Told };
