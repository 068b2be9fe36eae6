import { Chair } from "../../model/chair";
import { can } from "../../model/rights";
import type { Session } from "../../model/session";
import { personOf, type Person } from "../person";
import { ViewModel } from "../viewmodel";

export interface TopicChairSnapshot {
  title: string;
  archived: boolean;
  slowS: number;
  moderators: readonly Person[]; // of this topic alone
  maySlow: boolean;
  mayName: boolean;
  mayReadAudit: boolean;
}

// The chair's tools for a whole topic. What one may not do is not offered.
export class TopicChairViewModel extends ViewModel<TopicChairSnapshot> {
  readonly chair: Chair;
  private people = new Map<string, Person>();
  private asked = "";

  constructor(readonly session: Session, readonly topicId: string) {
    super({ title: "", archived: false, slowS: 0, moderators: [], maySlow: false, mayName: false, mayReadAudit: false });
    this.chair = new Chair(session);
    this.draw();
  }

  protected start(): void {
    this.onDispose(this.session.store.subscribe(() => this.draw()));
    this.draw();
  }

  // Handles are asked for when somebody looks at them.
  readonly readModerators = async (): Promise<void> => {
    const ids = this.session.store.state.topics.get(this.topicId)?.topic.moderators ?? [];
    const asked = ids.join();
    if (ids.length === 0 || asked === this.asked) return;
    this.asked = asked;
    const reply = await this.session.ask("getMembers", { $typeName: "plenum.v1.GetMembersRequest", ids: [...ids] }).catch(() => null);
    if (!reply) {
      this.asked = "";
      return;
    }
    for (const member of reply.members) this.people.set(member.id, personOf(member));
    this.draw();
  };

  private draw(): void {
    const { topics, rights, members } = this.session.store.state;
    const topic = topics.get(this.topicId)?.topic;
    if (!topic) return;
    const known = (id: string) => members.get(id) ? personOf(members.get(id)) : this.people.get(id);
    this.show({
      title: topic.title, archived: topic.archived, slowS: topic.slowModeS,
      moderators: topic.moderators.flatMap((id) => known(id) ?? []),
      maySlow: can(rights, "set_slow_mode", topic.id), mayName: can(rights, "set_topic_moderator"), mayReadAudit: can(rights, "read_audit"),
    });
  }
}
