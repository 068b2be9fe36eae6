import { Chair } from "../../model/chair";
import type { Session } from "../../model/session";
import type { WordRule } from "../../wire/gen/proto/moderator_pb";
import { personOf } from "../person";
import { ViewModel } from "../viewmodel";
import { wishOf, type RuleWish } from "./rules";

export interface RuleRow {
  id: string;
  wish: RuleWish;
  topic: string; // "": everywhere
  by: string;
  at: number;
}

export interface RulesSnapshot {
  state: "loading" | "ready" | "failed";
  rows: readonly RuleRow[];
}

// The word rules of the community. Live: whoever sets one elsewhere, it stands here.
export class RulesViewModel extends ViewModel<RulesSnapshot> {
  readonly chair: Chair;

  constructor(readonly session: Session) {
    super({ state: "loading", rows: [] });
    this.chair = new Chair(session);
  }

  protected start(): void {
    this.onDispose(this.session.followStaff("desk"));
    this.onDispose(this.session.staffNews.listen(({ thing }) => {
      if (thing.case === undefined || thing.case === "wordRuleId") void this.load();
    }));
    void this.load();
  }

  readonly load = async (): Promise<void> => {
    try {
      const { rules } = await this.chair.ask("listWordRules", {});
      const rows = rules.map((rule) => this.row(rule)).sort((a, b) => b.at - a.at || Number(BigInt(b.id) - BigInt(a.id)));
      this.show({ state: "ready", rows });
    } catch {
      if (this.getSnapshot().state === "loading") this.show({ state: "failed" });
    }
  };

  private row(rule: WordRule): RuleRow {
    const { topics, members } = this.session.store.state;
    return {
      id: rule.id, wish: wishOf(rule), topic: topics.get(rule.topicId)?.topic.title ?? "",
      by: personOf(rule.setBy, members).handle, at: Number(rule.setAtMs),
    };
  }
}
