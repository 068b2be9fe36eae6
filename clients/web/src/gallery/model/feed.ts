import { isGone, type Entry } from "./entry";
import type { Id } from "./ids";

// The released feed of one topic as far as it was read: what is drawn, newest first, and what came since and waits
// behind the pill. Nothing comes in among what is drawn but by the reader's wish; what is drawn changes in its place.
export interface Feed {
  entries: ReadonlyMap<Id, Entry>;
  drawn: readonly Id[];
  fresh: readonly Id[]; // the oldest first, as they came
}

export const emptyFeed: Feed = { entries: new Map(), drawn: [], fresh: [] };

// What the line said.
export function heard(feed: Feed, news: readonly Entry[]): Feed {
  const entries = new Map(feed.entries);
  let fresh = feed.fresh;
  for (const entry of news) {
    const known = entries.get(entry.id);
    if (known && known.version > entry.version) continue;
    if (!known && isGone(entry)) continue; // it goes before anybody here has seen it
    entries.set(entry.id, entry);
    if (!known) fresh = [...fresh, entry.id];
    else if (isGone(entry) && fresh.includes(entry.id)) {
      fresh = fresh.filter((id) => id !== entry.id);
      entries.delete(entry.id);
    }
  }
  return { ...feed, entries, fresh };
}

// A page of what happened before all that is drawn, the oldest first.
export function paged(feed: Feed, page: readonly Entry[]): Feed {
  const entries = new Map(feed.entries);
  const more: Entry[] = [];
  for (const entry of page) {
    const known = entries.get(entry.id);
    if (known && known.version > entry.version) continue;
    entries.set(entry.id, entry);
    if (!known) more.push(entry);
  }
  return { ...feed, entries, drawn: [...feed.drawn, ...newestFirst(more)] };
}

// The reader asked for what waits.
export function freshDrawn(feed: Feed): Feed {
  const fresh = feed.fresh.map((id) => feed.entries.get(id)).filter((one) => one !== undefined);
  return { ...feed, drawn: [...newestFirst(fresh), ...feed.drawn], fresh: [] };
}

function newestFirst(entries: readonly Entry[]): Id[] {
  const order = new Map(entries.map((one, i) => [one.id, i]));
  return [...entries].sort((a, b) => b.writtenAt - a.writtenAt || order.get(b.id)! - order.get(a.id)!).map((one) => one.id);
}
