import type { Session } from "../model/session";
import { byActivity, sameRow, threadRow, type ThreadRow } from "./threadRow";
import { ViewModel } from "./viewmodel";

export interface HomeSnapshot {
  state: "loading" | "ready";
  rows: readonly ThreadRow[];
}

const topicsLookedAt = 12;

// What changed for this member, over all topics: the unread threads, those that name one first.
export class HomeViewModel extends ViewModel<HomeSnapshot> {
  private rows = new Map<string, ThreadRow>();
  private asked = new Set<string>();
  private underway = 0;

  constructor(private readonly session: Session) {
    super({ state: "loading", rows: [] });
  }

  protected start(): void {
    this.onDispose(this.session.store.subscribe(() => this.draw()));
    this.draw();
  }

  private draw(): void {
    const { state } = this.session.store;
    if (state.topicsKnown) this.look();
    const rows = [...state.threads.values()]
      .map((one) => this.row(threadRow(state, one)))
      .filter((row) => row.isUnread)
      .sort((a, b) => Number(b.mentioned) - Number(a.mentioned) || byActivity(a, b));
    this.show({ state: state.topicsKnown && this.underway === 0 ? "ready" : this.getSnapshot().state, rows });
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
