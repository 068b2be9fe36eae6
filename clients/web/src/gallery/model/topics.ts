import type { ObservedTopic } from "../../wire/gen/proto/observer_pb";
import { idOf, type Id } from "./ids";

// A topic that the company has licensed.
export interface Topic {
  id: Id;
  title: string;
  embargoHours: number;
  roundingS: number;
  fromAt: number;
  untilAt: number; // 0: not by itself
}

export function topicOf(topic: ObservedTopic): Topic {
  return {
    id: idOf(topic.id),
    title: topic.title,
    embargoHours: topic.embargoHours,
    roundingS: topic.roundingS,
    fromAt: Number(topic.fromMs),
    untilAt: Number(topic.untilMs),
  };
}

export const byTitle = (a: Topic, b: Topic): number => a.title.localeCompare(b.title);
