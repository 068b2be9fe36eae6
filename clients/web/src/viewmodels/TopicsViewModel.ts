import type { Session } from "../model/session";
import { can, canSomewhere } from "../model/rights";
import { ViewModel } from "./viewmodel";

export interface TopicRow {
  id: string;
  title: string;
  problem: string;
  unread: number; // threads
  archived: boolean;
}

export interface TopicsSnapshot {
  state: "loading" | "ready" | "failed";
  community: string;
  topics: readonly TopicRow[];
  desk: boolean; // I sit in the chair, somewhere at least
  log: boolean; // I may read what the chair did
}

// The topics of the community, with what is new in each.
export class TopicsViewModel extends ViewModel<TopicsSnapshot> {
  private rows = new Map<string, TopicRow>();

  constructor(private readonly session: Session) {
    super({ state: "loading", community: "", topics: [], desk: false, log: false });
    this.draw();
  }

  protected start(): void {
    this.onDispose(this.session.store.subscribe(() => this.draw()));
    this.draw();
  }

  readonly retry = (): void => {
    this.session.loadTopics().catch(() => undefined);
  };

  private draw(): void {
    const { state } = this.session.store;
    const topics = [...state.topics.values()].map(({ topic, unreadThreads }) =>
      this.row({ id: topic.id, title: topic.title, problem: topic.problem, archived: topic.archived, unread: unreadThreads }));
    topics.sort((a, b) => Number(a.archived) - Number(b.archived));
    this.show({ state: state.topicsKnown ? "ready" : "loading", community: state.community, topics: state.topicsKnown ? topics : [], desk: canSomewhere(state.rights, "read_staff"), log: can(state.rights, "read_public_audit") });
  }

  private row(row: TopicRow): TopicRow {
    const had = this.rows.get(row.id);
    if (had && (Object.keys(row) as (keyof TopicRow)[]).every((key) => had[key] === row[key])) return had;
    this.rows.set(row.id, row);
    return row;
  }
}
