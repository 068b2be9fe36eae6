import { ObserverService } from "../../wire/gen/proto/observer_pb";
import { bytesOf, idOf, type Id } from "../model/ids";
import type { Room } from "../model/room";
import { AskedViewModel } from "./AskedViewModel";

export interface Count {
  posts: number;
  authors: number;
}
export interface Week {
  topic: Id;
  startsAt: number;
  count: Count;
  terms: ReadonlyMap<string, Count>;
}
export interface Rising {
  term: string;
  posts: number;
  usual: number;
}
export interface Trends {
  weeks: readonly Week[];
  rising: readonly Rising[];
  k: number;
  countedAt: number; // 0: never yet
}

export const weekMs = 7 * 24 * 3_600_000;

// What was counted of one topic, or of all of them without terms.
export class TrendsViewModel extends AskedViewModel<Trends> {
  constructor(
    room: Room,
    private readonly topic: Id,
    private readonly weeks: number,
  ) {
    super(room);
  }

  protected async ask(): Promise<Trends> {
    const reply = await this.room.calls.ask(ObserverService.method.readTrends, { topic: bytesOf(this.topic), weeks: this.weeks });
    return {
      weeks: reply.weeks.map((week) => ({
        topic: idOf(week.topic),
        startsAt: Number(week.weekMs),
        count: { posts: week.posts, authors: week.authors },
        terms: new Map(week.terms.map(({ term, posts, authors }) => [term, { posts, authors }])),
      })),
      rising: reply.rising.map(({ term, posts, usual }) => ({ term, posts, usual })),
      k: reply.k,
      countedAt: Number(reply.countedAtMs),
    };
  }
}

// Every week from the first that was counted to the last, also those of which nothing may be told.
export function weeksOf(trends: Trends): number[] {
  const starts = trends.weeks.map((week) => week.startsAt);
  if (starts.length === 0) return [];
  const [first, last] = [Math.min(...starts), Math.max(...starts)];
  return Array.from({ length: Math.round((last - first) / weekMs) + 1 }, (_, i) => first + i * weekMs);
}
