import type { Session } from "../model/session";
import { none } from "../model/place";
import { Refused } from "../wire/refusal";
import { StandingOrder } from "./order";
import { byPin, sameRow, threadRow, type ThreadRow } from "./threadRow";
import { ViewModel } from "./viewmodel";

export interface ThreadsSnapshot {
  state: "loading" | "ready" | "gone" | "failed";
  topicId: string;
  title: string;
  problem: string;
  archived: boolean;
  rows: readonly ThreadRow[];
  more: boolean;
  loadingMore: boolean;
  moved: number; // threads that would stand higher if the list were ordered again
}

// The threads of one topic. New activity shows in its row at once; the order changes only when nobody's eye or
// focus is on the list, or when one asks for it.
export class ThreadsViewModel extends ViewModel<ThreadsSnapshot> {
  private order = new StandingOrder();
  private rows = new Map<string, ThreadRow>();
  private watched = false;

  constructor(private readonly session: Session, readonly topicId: string) {
    super({ state: "loading", topicId, title: "", problem: "", archived: false, rows: [], more: false, loadingMore: false, moved: 0 });
    this.draw();
  }

  protected start(): void {
    this.onDispose(this.session.store.subscribe(() => this.draw()));
    this.draw();
    this.load();
  }

  readonly load = (): void => {
    const page = this.session.store.state.lists.has(this.topicId) ? "top" : "fresh";
    this.session.loadThreads(this.topicId, page).then(() => this.draw(), (why: unknown) => this.failed(why));
  };

  readonly loadMore = (): void => {
    const { loadingMore, more } = this.getSnapshot();
    const sorted = this.sorted();
    const last = sorted.findLast((row) => !row.pinned) ?? sorted.at(-1);
    if (loadingMore || !more || !last) return;
    this.show({ loadingMore: true });
    const done = () => this.show({ loadingMore: false });
    this.session.loadThreads(this.topicId, "next", last.id).then(done, done);
  };

  // Somebody looks at the list away from its top, points into it or has the focus there.
  readonly setWatched = (watched: boolean): void => {
    this.watched = watched;
    if (!watched) this.draw();
  };

  readonly settle = (): void => {
    this.order.settle();
    this.draw();
  };

  private failed(why: unknown): void {
    if (this.getSnapshot().state === "ready") return;
    this.show({ state: why instanceof Refused ? "gone" : "failed" });
  }

  private draw(): void {
    const { state } = this.session.store;
    const topic = state.topics.get(this.topicId)?.topic;
    const about = { title: topic?.title ?? "", problem: topic?.problem ?? "", archived: topic?.archived ?? false };
    const list = state.lists.get(this.topicId);
    if (!list) return this.show(about);
    const sorted = this.sorted();
    const { rows, moved } = this.order.arrange(sorted, this.watched);
    this.show({ ...about, state: "ready", rows, more: list.more, moved });
  }

  private sorted(): ThreadRow[] {
    const { state } = this.session.store;
    const rows: ThreadRow[] = [];
    for (const id of state.lists.get(this.topicId)?.listed ?? []) {
      const one = state.threads.get(id);
      if (one && one.thread.topicId === this.topicId && one.thread.movedTo === none) rows.push(this.row(threadRow(state, one)));
    }
    return rows.sort(byPin);
  }

  private row(row: ThreadRow): ThreadRow {
    const had = this.rows.get(row.id);
    if (had && sameRow(had, row)) return had;
    this.rows.set(row.id, row);
    return row;
  }
}
