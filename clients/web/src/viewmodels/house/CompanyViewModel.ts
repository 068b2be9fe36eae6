import { House } from "../../model/house";
import { none } from "../../model/place";
import type { Session } from "../../model/session";
import { EmbargoClass, LicenceLevel, LicenceState, type Company, type Licence, type Seat } from "../../wire/gen/proto/gallery_pb";
import type { SeatUse } from "../../wire/gen/proto/house_pb";
import { ViewModel } from "../viewmodel";

export { EmbargoClass, LicenceLevel, LicenceState };
export type { Company, Licence, Seat, SeatUse };

// A licence as one wishes it; "0": a new one.
export interface LicenceWish {
  id: string;
  level: LicenceLevel;
  topicIds: readonly string[];
  seats: number;
  fromMs: number;
  untilMs: number;
  embargo: EmbargoClass;
  roundingS: number;
  dailyReads: number;
  dailyExports: number;
  purpose: string;
}

export const newLicence: LicenceWish = {
  id: none, level: LicenceLevel.LICENCE_OBSERVE, topicIds: [], seats: 5, fromMs: 0, untilMs: 0, embargo: EmbargoClass.EMBARGO_24_H,
  roundingS: 0, dailyReads: 0, dailyExports: 0, purpose: "",
};

export function wishOf(licence: Licence): LicenceWish {
  const { id, level, seats, embargo, roundingS, dailyReads, dailyExports, purpose } = licence;
  const topicIds = licence.topics.map((one) => one.topicId);
  return { id, level, topicIds, seats, fromMs: Number(licence.fromMs), untilMs: Number(licence.untilMs), embargo, roundingS, dailyReads, dailyExports, purpose };
}

export interface CompanySnapshot {
  state: "loading" | "ready" | "gone" | "failed";
  company: Company | null;
  licences: readonly Licence[];
  seats: readonly Seat[];
  use: readonly SeatUse[]; // the newest day first
  paused: boolean; // all of it
}

const daysShown = 7;

// One company: what it may hear, who sits for it, how much they heard.
export class CompanyViewModel extends ViewModel<CompanySnapshot> {
  readonly house: House;

  constructor(readonly session: Session, readonly companyId: string) {
    super({ state: "loading", company: null, licences: [], seats: [], use: [], paused: false });
    this.house = new House(session);
  }

  protected start(): void {
    void this.load();
  }

  readonly load = async (): Promise<void> => {
    const { companyId, house } = this;
    try {
      const [{ companies }, { licences }, { seats }, { use, companyPaused }] = await Promise.all([
        house.ask("listCompanies", {}),
        house.ask("listLicences", { companyId }),
        house.ask("listSeats", { companyId }),
        house.ask("listUse", { companyId, days: daysShown }),
      ]);
      const company = companies.find((one) => one.id === companyId) ?? null;
      const over = (one: Licence) => Number(one.state === LicenceState.LICENCE_OVER);
      this.show({
        state: company ? "ready" : "gone", company, use, paused: companyPaused,
        licences: [...licences].sort((a, b) => over(a) - over(b) || Number(b.fromMs - a.fromMs)),
        seats: [...seats].sort((a, b) => Number(a.ended) - Number(b.ended) || a.name.localeCompare(b.name)),
      });
    } catch {
      if (this.getSnapshot().state !== "ready") this.show({ state: "failed" });
    }
  };

  readonly setLicence = async (wish: LicenceWish): Promise<void> => {
    const { topicIds, fromMs, untilMs, ...rest } = wish;
    const topics = topicIds.map((topicId) => ({ topicId }));
    await this.house.ask("setLicence", { licence: { ...rest, companyId: this.companyId, topics, fromMs: BigInt(fromMs), untilMs: BigInt(untilMs) } });
  };

  readonly titleOf = (topicId: string): string => this.session.store.state.topics.get(topicId)?.topic.title ?? "";
}
