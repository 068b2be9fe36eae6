import { House } from "../../model/house";
import type { Session } from "../../model/session";
import type { TracedCompany } from "../../wire/gen/proto/house_pb";
import { ViewModel } from "../viewmodel";

export type { TracedCompany };

export interface TraceSnapshot {
  state: "asking" | "looking" | "told" | "failed";
  found: number; // wordings in the text
  companies: readonly TracedCompany[]; // none: it is not known
  looked: { posts: number; fromMs: number; toMs: number } | null; // how far, where that was not everything
  older: string | null; // by what is older looked through
}

// From which company a text came that somebody found.
export class TraceViewModel extends ViewModel<TraceSnapshot> {
  private readonly house: House;

  constructor(session: Session) {
    super({ state: "asking", found: 0, companies: [], looked: null, older: null });
    this.house = new House(session);
  }

  protected start(): void {}

  readonly trace = async (text: string, skip = "0"): Promise<void> => {
    this.show({ state: "looking" });
    try {
      const { found, companies, lookedThrough, fromMs, toMs, nextSkip } = await this.house.ask("traceText", { text, skip });
      const whole = skip === "0" && nextSkip === "0";
      this.show({
        state: "told",
        found,
        companies,
        looked: whole ? null : { posts: lookedThrough, fromMs: Number(fromMs), toMs: Number(toMs) },
        older: nextSkip === "0" ? null : nextSkip,
      });
    } catch {
      this.show({ state: "failed" });
    }
  };
}

// "1 in so many", as far as anybody reads it.
export const oneIn = (chance: number): number => Math.min(1e15, Math.round(1 / chance));
export const traceBytesMax = 200_000;
