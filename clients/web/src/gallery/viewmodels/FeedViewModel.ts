import { ViewModel } from "../../viewmodels/viewmodel";
import type { Entry } from "../model/entry";
import type { FeedState } from "../model/feeds";
import type { Id } from "../model/ids";
import type { Room } from "../model/room";

export interface FeedRow {
  entry: Entry;
  title: string | null; // of its thread, where the row above is of another; null: the same goes on
  answers: Entry | null; // what it replies to, where that is held
}
export interface FeedSnapshot {
  read: FeedState["read"];
  rows: readonly FeedRow[];
  fresh: number;
  more: boolean;
}

// The feed of one topic, newest first.
export class FeedViewModel extends ViewModel<FeedSnapshot> {
  constructor(
    private readonly room: Room,
    private readonly topic: Id,
  ) {
    super({ read: "no", rows: [], fresh: 0, more: false });
  }

  readonly back = (): void => void this.room.feeds.back(this.topic);
  readonly again = (): void => void this.room.feeds.open(this.topic);
  readonly drawFresh = (): void => this.room.feeds.drawFresh(this.topic);

  protected start(): void {
    const { feeds } = this.room;
    this.onDispose(feeds.of(this.topic).subscribe(this.draw));
    this.onDispose(feeds.titles.subscribe(this.draw));
    this.draw();
    void feeds.open(this.topic);
  }

  private readonly draw = (): void => {
    const { feeds } = this.room;
    const { feed, read, more } = feeds.of(this.topic).value;
    const entries = feed.drawn.map((id) => feed.entries.get(id)).filter((one) => one !== undefined);
    const rows = entries.map((entry, i) => ({
      entry,
      title: entries[i - 1]?.thread === entry.thread ? null : (feeds.titles.value.get(entry.thread) ?? ""),
      answers: feed.entries.get(entry.replyTo) ?? null,
    }));
    this.show({ read, rows, fresh: feed.fresh.length, more });
    void feeds.nameThreads(this.topic, [...new Set(entries.map((one) => one.thread))]);
  };
}
