import { Chair } from "../../model/chair";
import type { Session } from "../../model/session";
import { RefusalCode } from "../../wire/gen/proto/wire_pb";
import { Refused } from "../../wire/refusal";
import { personOf, type Person } from "../person";
import { ViewModel } from "../viewmodel";
import { faultIn, markedIn, type Marked, type RuleWish } from "./rules";

export interface Caught {
  postId: string;
  author: Person;
  at: number;
  threadTitle: string;
  words: Marked;
}

export interface Trial {
  of: RuleWish;
  caught: readonly Caught[];
  total: number;
  lookedAt: number;
  cut: boolean; // more posts than one trial looks at
}

export interface RuleTrialSnapshot {
  trying: boolean;
  trial: Trial | null;
  fault: Marked | null; // where the pattern fails
}

export const trialDays = 30;

// What a rule would have caught last month, before it is one. Changes nothing.
export class RuleTrialViewModel extends ViewModel<RuleTrialSnapshot> {
  private readonly chair: Chair;
  private turn = 0;

  constructor(private readonly session: Session) {
    super({ trying: false, trial: null, fault: null });
    this.chair = new Chair(session);
  }

  protected start(): void {}

  // Throws what it cannot show.
  readonly tryOut = async (rule: RuleWish): Promise<void> => {
    const turn = (this.turn += 1);
    this.show({ trying: true, fault: null });
    try {
      const reply = await this.chair.insist("tryWordRule", { rule, days: trialDays });
      const { members } = this.session.store.state;
      const caught = reply.caught.map((one) => ({
        postId: one.post?.id ?? "0", author: personOf(one.post?.author, members), at: Number(one.post?.writtenAtMs ?? 0n), threadTitle: one.threadTitle, words: markedIn(one),
      }));
      if (turn === this.turn) this.show({ trial: { of: rule, caught, total: reply.caughtTotal, lookedAt: reply.lookedAt, cut: reply.cut } });
    } catch (why) {
      if (!(why instanceof Refused) || why.code !== RefusalCode.PATTERN_INVALID) throw why;
      if (turn === this.turn) this.show({ trial: null, fault: faultIn(rule.pattern, why.present.at) });
    } finally {
      if (turn === this.turn) this.show({ trying: false });
    }
  };

  readonly forgetFault = (): void => this.show({ fault: null });
}
