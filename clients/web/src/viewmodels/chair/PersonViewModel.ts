import { Chair } from "../../model/chair";
import { none } from "../../model/place";
import { can } from "../../model/rights";
import type { Session } from "../../model/session";
import { AppealState, SanctionKind, type Rights, type Trust } from "../../wire/gen/proto/member_pb";
import { PeopleFilter, type GetPersonReply, type StaffSanction } from "../../wire/gen/proto/moderator_pb";
import { Refused } from "../../wire/refusal";
import { personOf, type Person } from "../person";
import { ViewModel } from "../viewmodel";
import { auditRow, type AuditRow } from "./auditRow";
import { historyOf, type History } from "./history";
import { learnTitles } from "./titles";

export interface SanctionRow {
  id: string;
  kind: "warning" | "mute" | "suspension" | "ban";
  reason: string;
  at: number;
  endsAt: number;
  over: boolean;
  by: string;
  liftedBy: string;
  liftReason: string;
  postId: string;
  acknowledged: boolean;
  appeal: "none" | "open" | "upheld" | "granted";
  appealWords: string;
  appealAnswer: string;
}

export interface PersonCard {
  id: string;
  person: Person;
  history: History | null;
  sanctions: readonly SanctionRow[];
  moderates: readonly string[];
  entries: readonly AuditRow[]; // what the audit log says of them, the newest first
  trust: Trust;
  waits: boolean; // their posts wait for approval
}

const noNames = { members: new Map() };
const kinds = { [SanctionKind.SANCTION_MUTE]: "mute", [SanctionKind.SANCTION_SUSPENSION]: "suspension", [SanctionKind.SANCTION_BAN]: "ban" } as const;
const appeals = { [AppealState.APPEAL_OPEN]: "open", [AppealState.APPEAL_UPHELD]: "upheld", [AppealState.APPEAL_GRANTED]: "granted" } as const;

export function cardOf(told: GetPersonReply): PersonCard {
  const rights: Rights | undefined = told.rights;
  return {
    id: told.member?.id ?? "0",
    person: personOf(told.member),
    history: historyOf(told.history),
    sanctions: told.sanctions.flatMap(sanctionRow),
    moderates: rights?.moderates ?? [],
    entries: told.entries.map((one) => auditRow(one, noNames)),
    trust: told.history?.trust ?? 0,
    waits: rights?.holdsPosts ?? false,
  };
}

function sanctionRow({ sanction, by, liftedBy, liftReason }: StaffSanction): SanctionRow[] {
  if (!sanction) return [];
  return [{
    id: sanction.id, kind: kinds[sanction.kind as keyof typeof kinds] ?? "warning", reason: sanction.reason, at: Number(sanction.atMs), endsAt: Number(sanction.endsAtMs),
    over: sanction.over, by: personOf(by).handle, liftedBy: liftedBy && liftedBy.id !== "0" ? personOf(liftedBy).handle : "", liftReason, postId: sanction.postId,
    acknowledged: sanction.acknowledgedAtMs > 0n, appeal: appeals[sanction.appeal as keyof typeof appeals] ?? "none", appealWords: sanction.appealWords, appealAnswer: sanction.appealAnswer,
  }];
}

export interface PersonSnapshot {
  state: "loading" | "ready" | "gone" | "failed";
  card: PersonCard | null;
}

// One person as the chair knows them. Live: whatever is done to them elsewhere shows here.
export class PersonViewModel extends ViewModel<PersonSnapshot> {
  readonly chair: Chair;

  constructor(readonly session: Session, readonly memberId: string) {
    super({ state: "loading", card: null });
    this.chair = new Chair(session);
  }

  protected start(): void {
    if (can(this.session.store.state.rights, "read_staff")) this.onDispose(this.session.followStaff("desk"));
    this.onDispose(this.session.staffNews.listen(({ thing }) => {
      if (thing.case === undefined || (thing.case === "memberId" && thing.value === this.memberId)) void this.load();
    }));
    void this.load();
  }

  readonly load = async (): Promise<void> => {
    try {
      const told = await this.chair.ask("getPerson", { memberId: this.memberId });
      learnTitles(this.session, told.entries);
      this.show({ state: "ready", card: cardOf(told) });
    } catch (why) {
      if (why instanceof Refused) this.show({ state: "gone" });
      else if (!this.getSnapshot().card) this.show({ state: "failed" });
    }
  };
}

export type PeopleFilterName = "sanctioned" | "newcomers" | "appealing";
const filters = { sanctioned: PeopleFilter.PEOPLE_UNDER_SANCTION, newcomers: PeopleFilter.PEOPLE_NEWCOMERS, appealing: PeopleFilter.PEOPLE_APPEALING } as const;

export interface PeopleSnapshot {
  state: "loading" | "ready" | "failed";
  filter: PeopleFilterName;
  people: readonly PersonCard[];
  more: boolean;
  found: readonly Person[] | null; // by handle; null: nobody was looked for
}

const roundsMax = 20;

// Those whom the chair has to do with, and anybody by handle.
export class PeopleViewModel extends ViewModel<PeopleSnapshot> {
  readonly chair: Chair;
  private next = none;

  constructor(readonly session: Session) {
    super({ state: "loading", filter: "appealing", people: [], more: false, found: null });
    this.chair = new Chair(session);
  }

  protected start(): void {
    if (can(this.session.store.state.rights, "read_staff")) this.onDispose(this.session.followStaff("desk"));
    this.onDispose(this.session.staffNews.listen(({ thing }) => {
      if (thing.case === undefined || thing.case === "memberId") void this.load();
    }));
    void this.load();
  }

  readonly choose = (filter: PeopleFilterName): void => {
    this.show({ filter, people: [], state: "loading" });
    void this.load();
  };

  readonly load = async (): Promise<void> => {
    const { filter } = this.getSnapshot();
    try {
      const page = await this.read(filter, none);
      if (filter !== this.getSnapshot().filter) return;
      this.next = page.next;
      this.show({ state: "ready", people: page.people, more: page.more });
    } catch {
      if (this.getSnapshot().state === "loading") this.show({ state: "failed" });
    }
  };

  readonly loadMore = async (): Promise<void> => {
    const { filter, people } = this.getSnapshot();
    const page = await this.read(filter, this.next).catch(() => null);
    if (!page || filter !== this.getSnapshot().filter) return;
    this.next = page.next;
    this.show({ people: [...people, ...page.people], more: page.more });
  };

  // A page may hold none though there are more, where few fit.
  private async read(filter: PeopleFilterName, from: string): Promise<{ people: PersonCard[]; more: boolean; next: string }> {
    for (let round = 1, after = from; ; round += 1) {
      const { people, more, nextAfterMemberId } = await this.chair.insist("listPeople", { filter: filters[filter], afterMemberId: after });
      after = nextAfterMemberId;
      if (people.length > 0 || !more || round === roundsMax) return { people: people.map(cardOf), more, next: after };
    }
  }

  readonly find = async (prefix: string): Promise<void> => {
    if (!prefix) return this.show({ found: null });
    const reply = await this.session.ask("findMembers", { $typeName: "plenum.v1.FindMembersRequest", prefix, threadId: "0", limit: 20 }).catch(() => null);
    if (reply) this.show({ found: reply.members.map((one) => personOf(one)) });
  };
}
