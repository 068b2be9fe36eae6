import type { Session } from "../model/session";
import { Refused } from "../wire/refusal";
import { personOf, type Person } from "./person";
import { ViewModel } from "./viewmodel";

export interface MemberSnapshot {
  state: "loading" | "ready" | "gone" | "failed";
  person: Person;
  me: boolean;
}

// One member's page: who speaks, and for me the place to say what I am.
export class MemberViewModel extends ViewModel<MemberSnapshot> {
  constructor(private readonly session: Session, private readonly memberId: string) {
    super({ state: "loading", person: personOf(undefined), me: memberId === session.store.state.me?.id });
  }

  protected start(): void {
    this.onDispose(this.session.store.subscribe(() => this.draw()));
    this.load();
  }

  readonly load = (): void => {
    this.session.ask("getMembers", { $typeName: "plenum.v1.GetMembersRequest", ids: [this.memberId] }).then(
      ({ members }) => this.show(members[0] ? { state: "ready", person: personOf(members[0]) } : { state: "gone" }),
      (why: unknown) => this.show({ state: why instanceof Refused ? "gone" : "failed" }),
    );
  };

  readonly save = (specialty: string, region: string): void => void this.session.act("changeProfile", { specialty, region });

  private draw(): void {
    const { members } = this.session.store.state;
    const changed = members.get(this.memberId);
    if (changed) this.show({ person: personOf(changed) });
  }
}
