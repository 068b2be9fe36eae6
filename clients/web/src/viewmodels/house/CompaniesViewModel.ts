import { House } from "../../model/house";
import type { Session } from "../../model/session";
import type { Company } from "../../wire/gen/proto/gallery_pb";
import { ViewModel } from "../viewmodel";

export type { Company };

export interface CompaniesSnapshot {
  state: "loading" | "ready" | "failed";
  companies: readonly Company[];
}

// The companies that listen, or did.
export class CompaniesViewModel extends ViewModel<CompaniesSnapshot> {
  readonly house: House;

  constructor(readonly session: Session) {
    super({ state: "loading", companies: [] });
    this.house = new House(session);
  }

  protected start(): void {
    void this.load();
  }

  readonly load = async (): Promise<void> => {
    try {
      const { companies } = await this.house.ask("listCompanies", {});
      this.show({ state: "ready", companies: [...companies].sort((a, b) => Number(a.ended) - Number(b.ended) || a.name.localeCompare(b.name)) });
    } catch {
      if (this.getSnapshot().state !== "ready") this.show({ state: "failed" });
    }
  };
}
