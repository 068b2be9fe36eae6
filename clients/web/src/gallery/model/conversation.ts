import { isGone, type Entry } from "./entry";
import type { Id } from "./ids";

// One thread as far as it was read: from its beginning, in its own order.
export interface Conversation {
  title: string;
  entries: readonly Entry[];
  fresh: readonly Entry[]; // came since, and wait below
  more: boolean; // there is more behind the last entry
}

export const emptyConversation: Conversation = { title: "", entries: [], fresh: [], more: true };

export function readOn(talk: Conversation, title: string, page: readonly Entry[], more: boolean): Conversation {
  const known = new Set(talk.entries.map((one) => one.id));
  const entries = [...taken(talk.entries, page), ...page.filter((one) => !known.has(one.id))];
  const drawn = new Set(entries.map((one) => one.id));
  return { title, entries, fresh: talk.fresh.filter((one) => !drawn.has(one.id)), more };
}

// Of what the line says, what is of this thread.
export function overheard(talk: Conversation, thread: Id, news: readonly Entry[]): Conversation {
  const mine = news.filter((one) => one.thread === thread);
  if (mine.length === 0) return talk;
  const known = new Set([...talk.entries, ...talk.fresh].map((one) => one.id));
  const come = talk.more ? [] : mine.filter((one) => !known.has(one.id) && !isGone(one));
  return { ...talk, entries: taken(talk.entries, mine), fresh: [...taken(talk.fresh, mine).filter((one) => !isGone(one)), ...come] };
}

export function freshShown(talk: Conversation): Conversation {
  return { ...talk, entries: [...talk.entries, ...talk.fresh], fresh: [] };
}

function taken(entries: readonly Entry[], news: readonly Entry[]): readonly Entry[] {
  const latest = new Map(news.map((one) => [one.id, one]));
  return entries.map((one) => {
    const now = latest.get(one.id);
    return now && now.version >= one.version ? now : one;
  });
}
