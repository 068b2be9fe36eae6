import { ObservedState, type ObservedPost } from "../../wire/gen/proto/observer_pb";
import { idOf, type Id } from "./ids";

// One entry of the gallery as the console holds it.
export interface Entry {
  id: Id;
  topic: Id;
  thread: Id;
  pseudonym: string;
  label: string;
  writtenAt: number;
  text: string;
  is: "stands" | "waits" | "withdrawn" | "erased";
  version: number;
  edited: boolean;
  replyTo: Id; // "": to none that is shown
}

const states: Record<ObservedState, Entry["is"]> = {
  [ObservedState.OBSERVED_STATE_UNSPECIFIED]: "stands",
  [ObservedState.OBSERVED_STANDS]: "stands",
  [ObservedState.OBSERVED_WORDS_WAIT]: "waits",
  [ObservedState.OBSERVED_WITHDRAWN]: "withdrawn",
  [ObservedState.OBSERVED_ERASED]: "erased",
};

export function entryOf(post: ObservedPost): Entry {
  return {
    id: idOf(post.id),
    topic: idOf(post.topic),
    thread: idOf(post.thread),
    pseudonym: post.pseudonym,
    label: post.label,
    writtenAt: Number(post.writtenAtMs),
    text: post.text,
    is: states[post.state],
    version: post.version,
    edited: post.edited,
    replyTo: idOf(post.replyTo),
  };
}

export const isGone = (entry: Entry): boolean => entry.is === "withdrawn" || entry.is === "erased";
