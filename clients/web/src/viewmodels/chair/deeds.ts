import type { Chair } from "../../model/chair";
import { none } from "../../model/place";
import type { ReportOutcome, Resolution, SanctionKind, Trust } from "../../wire/gen/proto/member_pb";
import type { RuleWish } from "./rules";
import type { Settings } from "./SettingsViewModel";

// One thing the chair does: doing it gives what undoes it, where something does.
export interface Deed {
  said: string; // the word key of what is told once it is done
  values?: Record<string, string | number>;
  run(): Promise<Deed | null>;
}

// The deeds on threads and posts. `undone` is the reason that stands in the audit log when one is taken back.
export class Deeds {
  constructor(private readonly chair: Chair, private readonly undone: string) {}

  lock(threadId: string, locked: boolean, reason: string): Deed {
    return this.deed(locked ? "said.locked" : "said.unlocked", () => this.chair.act("lockThread", { threadId, locked, reason }),
      () => this.lock(threadId, !locked, this.undone));
  }

  pin(threadId: string, pinned: boolean, endsAt: number, reason: string, before = { endsAt: 0 }): Deed {
    return this.deed(pinned ? "said.pinned" : "said.unpinned", () => this.chair.act("pinThread", { threadId, pinned, endsAtMs: BigInt(endsAt), reason }),
      () => this.pin(threadId, !pinned, before.endsAt, this.undone, { endsAt }));
  }

  slow(where: { threadId: string } | { topicId: string }, seconds: number, before: number, reason: string): Deed {
    return this.deed(seconds > 0 ? "said.slow" : "said.notSlow", () => this.chair.act("setSlowMode", { ...where, seconds, reason }),
      () => this.slow(where, before, seconds, this.undone));
  }

  move(threadId: string, topicId: string, from: string, topic: string, fromTopic: string, reason: string): Deed {
    return this.deed("said.moved", () => this.chair.act("moveThread", { threadId, topicId, reason }),
      () => this.move(threadId, from, topicId, fromTopic, topic, this.undone), { topic });
  }

  // The parts of a thread that was split are joined again by merging the new one into it.
  split(threadId: string, postIds: readonly string[], title: string, topicId: string, reason: string): Deed {
    return {
      said: "said.split",
      values: { count: postIds.length, title },
      run: async () => {
        const { threadId: made } = await this.chair.act("splitThread", { threadId, postIds: [...postIds], title, topicId, reason });
        return this.merge(made, threadId, this.undone);
      },
    };
  }

  merge(from: string, into: string, reason: string): Deed {
    return this.deed("said.merged", () => this.chair.act("mergeThreads", { fromThreadId: from, intoThreadId: into, reason }));
  }

  rename(threadId: string, title: string, before: string, reason: string): Deed {
    return this.deed("said.renamed", () => this.chair.act("renameThread", { threadId, title, reason }),
      () => this.rename(threadId, before, title, this.undone));
  }

  close(threadId: string, resolution: Resolution, words: string, reason: string): Deed {
    return this.deed("said.closed", () => this.chair.act("closeThread", { threadId, resolution, words, reason }),
      () => this.reopen(threadId, resolution, words, this.undone));
  }

  reopen(threadId: string, resolution: Resolution, words: string, reason: string): Deed {
    return this.deed("said.reopened", () => this.chair.act("reopenThread", { threadId, reason }),
      () => this.close(threadId, resolution, words, this.undone));
  }

  archive(threadId: string, archived: boolean, reason: string): Deed {
    return this.deed(archived ? "said.archived" : "said.unarchived", () => this.chair.act("archiveThread", { threadId, archived, reason }),
      () => this.archive(threadId, !archived, this.undone));
  }

  // Never undone.
  keep(threadId: string): Deed {
    return this.deed("said.kept", () => this.chair.act("keepThread", { threadId }));
  }

  hide(postId: string, hidden: boolean, reason: string): Deed {
    return this.deed(hidden ? "said.hidden" : "said.unhidden", () => this.chair.act("hidePost", { postId, hidden, reason }),
      () => this.hide(postId, !hidden, this.undone));
  }

  remove(postId: string, reason: string): Deed {
    return this.deed("said.removed", () => this.chair.act("removePost", { postId, reason }), () => this.putBack(postId, this.undone));
  }

  putBack(postId: string, reason: string): Deed {
    return this.deed("said.putBack", () => this.chair.act("putPostBack", { postId, reason }), () => this.remove(postId, this.undone));
  }

  edit(postId: string, source: string, before: string, reason: string): Deed {
    return this.deed("said.edited", () => this.chair.act("editAnyPost", { postId, source, reason }),
      () => this.edit(postId, before, source, this.undone));
  }

  decide(postId: string, approved: boolean, reason: string): Deed {
    return this.deed(approved ? "said.approved" : "said.rejected", () => this.chair.act("decideHeldPost", { postId, approved, reason }));
  }

  note(threadId: string, postId: string, source: string): Deed {
    return this.deed("said.noted", () => this.chair.act("writeNote", { threadId, postId, source }));
  }

  unnote(threadId: string, noteId: string): Deed {
    return this.deed("said.unnoted", () => this.chair.act("removeNote", { threadId, noteId }));
  }

  claim(postId: string, claimed: boolean): Deed {
    const act = () => (claimed ? this.chair.act("claimReport", { postId }) : this.chair.act("releaseReport", { postId }));
    return this.deed(claimed ? "said.claimed" : "said.released", act, () => this.claim(postId, !claimed));
  }

  // What is done to the post comes first: a report is closed only when that stands. Taking it back shows the post
  // again; the report stays answered.
  resolve(postId: string, outcome: ReportOutcome, post: Deed | null, answer: string, reason: string): Deed {
    return {
      said: "said.resolved",
      run: async () => {
        const undo = post && (await post.run());
        await this.chair.act("resolveReport", { postId, outcome, answer, reason });
        return undo;
      },
    };
  }

  sanction(memberId: string, kind: SanctionKind, endsAt: number, reason: string, postId = "0"): Deed {
    return {
      said: "said.sanctioned",
      run: async () => {
        const { sanctionId } = await this.chair.act("imposeSanction", { memberId, kind, endsAtMs: BigInt(endsAt), reason, postId });
        return this.lift(memberId, sanctionId, this.undone);
      },
    };
  }

  lift(memberId: string, sanctionId: string, reason: string): Deed {
    return this.deed("said.lifted", () => this.chair.act("liftSanction", { memberId, sanctionId, reason }));
  }

  answerAppeal(memberId: string, sanctionId: string, granted: boolean, reason: string): Deed {
    return this.deed("said.answered", () => this.chair.act("answerAppeal", { memberId, sanctionId, granted, reason }));
  }

  approveNewcomer(memberId: string, reason: string): Deed {
    return this.deed("said.newcomerApproved", () => this.chair.act("approveNewcomer", { memberId, reason }));
  }

  // Whether the trust before was earned or set is not told, so it is changed again, not taken back.
  trust(memberId: string, trust: Trust, reason: string): Deed {
    return this.deed("said.trustSet", () => this.chair.act("setTrust", { memberId, trust, reason }));
  }

  moderates(memberId: string, topicId: string, moderates: boolean, reason: string): Deed {
    return this.deed(moderates ? "said.moderatorMade" : "said.moderatorUnmade", () => this.chair.act("setTopicModerator", { memberId, topicId, moderates, reason }),
      () => this.moderates(memberId, topicId, !moderates, this.undone));
  }

  // `before` is what the rule was; null: there was none.
  setRule(rule: RuleWish, before: RuleWish | null, reason: string): Deed {
    return {
      said: before ? "said.ruleChanged" : "said.ruleMade",
      run: async () => {
        const { ruleId } = await this.chair.act("setWordRule", { rule, reason });
        return before ? this.setRule(before, rule, this.undone) : this.removeRule({ ...rule, id: ruleId }, this.undone);
      },
    };
  }

  removeRule(rule: RuleWish, reason: string): Deed {
    return this.deed("said.ruleRemoved", () => this.chair.act("removeWordRule", { ruleId: rule.id, reason }),
      () => this.setRule({ ...rule, id: none }, null, this.undone));
  }

  settings(settings: Settings, before: Settings, reason: string): Deed {
    return this.deed("said.settings", () => this.chair.act("changeChairSettings", { settings, reason }),
      () => this.settings(before, settings, this.undone));
  }

  private deed(said: string, run: () => Promise<unknown>, undo: (() => Deed) | null = null, values?: Deed["values"]): Deed {
    return {
      said,
      values,
      run: async () => {
        await run();
        return undo && undo();
      },
    };
  }
}
