import type { Member, Post, Reading, Rights, Thread, ThreadPresence, Topic } from "../wire/gen/proto/member_pb";

// Everything the page knows of the server, as plain values that are never changed in place. What a person has
// done and the server has not yet answered is not here: the outbox lays it over when it is shown.
export interface State {
  me: Member | null;
  community: string;
  topics: ReadonlyMap<string, TopicState>;
  topicsKnown: boolean;
  threads: ReadonlyMap<string, ThreadState>;
  lists: ReadonlyMap<string, ListState>; // by topic
  windows: ReadonlyMap<string, Window>; // by thread
  members: ReadonlyMap<string, Member>; // those whose profile changed while we watched
  presence: ReadonlyMap<string, ThreadPresence>; // by thread
  desk: ReadonlyMap<string, readonly Member[]>; // by post: who else of the chair looks at the reports on it
  rights: Rights | null; // what I may do; null: not told
  held: ReadonlyMap<string, readonly Post[]>; // by thread: my posts that wait for approval, or did not get it
  gone: ReadonlyMap<string, Gone>; // by thread: posts that went elsewhere while one looked
}

// Posts that left a thread, and where they were last seen to arrive; "": not told yet.
export interface Gone {
  posts: ReadonlySet<string>;
  to: string;
}

export interface TopicState {
  topic: Topic;
  unreadThreads: number;
}

export interface ThreadState {
  thread: Thread;
  reading: Reading | null; // null: not told yet
  countedTo: string; // posts up to this place are in reading.unread or read
}

// Which threads of a topic were listed. Newest activity first is for the viewmodel to decide.
export interface ListState {
  more: boolean;
  listed: ReadonlySet<string>;
}

// The part of a thread that is held: posts without a hole, in order of place.
export interface Window {
  posts: readonly Post[];
  moreBefore: boolean;
  moreAfter: boolean;
  indexOfFirst: number;
}

export const emptyState: State = {
  me: null,
  community: "",
  topics: new Map(),
  topicsKnown: false,
  threads: new Map(),
  lists: new Map(),
  windows: new Map(),
  members: new Map(),
  presence: new Map(),
  desk: new Map(),
  rights: null,
  held: new Map(),
  gone: new Map(),
};

export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

export function withoutEntry<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  if (!map.has(key)) return map;
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}
