import { House } from "../../model/house";
import type { Session } from "../../model/session";
import { EmbargoClass } from "../../wire/gen/proto/gallery_pb";
import { ViewModel } from "../viewmodel";

export { EmbargoClass };

// A topic and its charter: whether it is listened to at all, and how.
export interface CharterRow {
  topicId: string;
  title: string;
  classes: readonly EmbargoClass[];
  since: number;
  reachBack: boolean;
  reachBackFrom: number;
  epoch: number;
}

export interface ChartersSnapshot {
  rows: readonly CharterRow[];
  k: number; // authors below which nothing is shown; 0: not known yet
}

export class ChartersViewModel extends ViewModel<ChartersSnapshot> {
  readonly house: House;

  constructor(readonly session: Session) {
    super({ rows: [], k: 0 });
    this.house = new House(session);
    this.draw();
  }

  protected start(): void {
    this.onDispose(this.session.store.subscribe(() => this.draw()));
    this.draw();
    void this.load();
  }

  readonly load = async (): Promise<void> => {
    const reply = await this.house.ask("listCompanies", {}).catch(() => null); // the field stays empty
    if (reply) this.show({ k: reply.k });
  };

  private draw(): void {
    const rows = [...this.session.store.state.topics.values()].filter(({ topic }) => !topic.archived).map(({ topic }) => {
      const { charter } = topic;
      return {
        topicId: topic.id, title: topic.title, classes: charter?.classes ?? [], since: Number(charter?.sinceMs ?? 0),
        reachBack: charter?.reachBack ?? false, reachBackFrom: Number(charter?.reachBackFromMs ?? 0), epoch: charter?.epoch ?? 0,
      };
    });
    if (JSON.stringify(rows) !== JSON.stringify(this.getSnapshot().rows)) this.show({ rows });
  }
}
