import type { Session } from "../model/session";
import { StandingOrder } from "./order";
import { byActivity, sameRow, threadRow, type ThreadRow } from "./threadRow";
import { ViewModel } from "./viewmodel";

export interface HomeSnapshot {
  state: "unknown" | "loading" | "ready"; // unknown: not even the topics are
  rows: readonly ThreadRow[];
  moved: number;
}

const topicsLookedAt = 12;

// What changed for this member, over all topics: the unread threads, those that name one first. A row that is
// read while one looks stays until one looks away.
export class HomeViewModel extends ViewModel<HomeSnapshot> {
  private rows = new Map<string, ThreadRow>();
  private order = new StandingOrder();
  private asked = new Set<string>();
  private underway = 0;
  private watched = false;

  constructor(private readonly session: Session) {
    super({ state: "unknown", rows: [], moved: 0 });
  }

  protected start(): void {
    this.onDispose(this.session.store.subscribe(() => this.draw()));
    this.draw();
  }

  readonly setWatched = (watched: boolean): void => {
    this.watched = watched;
    if (!watched) this.draw();
  };

  readonly settle = (): void => {
    this.order.settle();
    this.draw();
  };

  private draw(): void {
    const { state } = this.session.store;
    if (!state.topicsKnown) return;
    this.look();
    if (this.underway > 0 && this.getSnapshot().state !== "ready") return this.show({ state: "loading" }); // all rows at once
    const all = [...state.threads.values()].map((one) => this.row(threadRow(state, one)));
    const sorted = all.filter((row) => row.isUnread).sort((a, b) => Number(b.mentioned) - Number(a.mentioned) || byActivity(a, b));
    const { rows, moved } = this.order.arrange(sorted, this.watched, (id) => this.rows.get(id));
    this.show({ state: "ready", rows, moved });
  }

  private look(): void {
    for (const { topic, unreadThreads } of this.session.store.state.topics.values()) {
      if (unreadThreads === 0 || this.asked.has(topic.id) || this.asked.size >= topicsLookedAt) continue;
      this.asked.add(topic.id);
      this.underway += 1;
      const done = () => {
        this.underway -= 1;
        this.draw();
      };
      this.session.loadThreads(topic.id, this.session.store.state.lists.has(topic.id) ? "top" : "fresh").then(done, done);
    }
  }

  private row(row: ThreadRow): ThreadRow {
    const had = this.rows.get(row.id);
    if (had && sameRow(had, row)) return had;
    this.rows.set(row.id, row);
    return row;
  }
}
