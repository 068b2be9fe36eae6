import { ObserverService } from "../../wire/gen/proto/observer_pb";
import { entryOf, type Entry } from "../model/entry";
import { bytesOf } from "../model/ids";
import type { Room } from "../model/room";
import { AskedViewModel } from "./AskedViewModel";
import type { SearchWish } from "./router";

export interface Found {
  entries: readonly Entry[];
  found: number;
}

const pageEntries = 30;

// One search, the newest hit first, page by page.
export class SearchViewModel extends AskedViewModel<Found> {
  constructor(
    room: Room,
    private readonly wish: SearchWish,
  ) {
    super(room);
  }

  readonly more = (): void => void this.read();

  protected async ask(): Promise<Found> {
    const { words, topic, fromAt, untilAt } = this.wish;
    const had = this.value?.entries ?? [];
    const reply = await this.room.calls.ask(ObserverService.method.searchFeed, {
      words, topic: bytesOf(topic), fromMs: BigInt(fromAt), untilMs: BigInt(untilAt), skip: had.length, limit: pageEntries,
    });
    const known = new Set(had.map((one) => one.id));
    const entries = [...had, ...reply.posts.map(entryOf).filter((one) => !known.has(one.id))];
    for (const topicId of new Set(entries.map((one) => one.topic)))
      void this.room.feeds.nameThreads(topicId, [...new Set(entries.filter((one) => one.topic === topicId).map((one) => one.thread))]);
    return { entries, found: reply.found };
  }
}
