import { useCallback } from "react";
import type { Chair } from "../../model/chair";
import type { Session } from "../../model/session";
import type { Deed } from "../../viewmodels/chair/deeds";
import { RefusalCode } from "../../wire/gen/proto/wire_pb";
import { LineLost, Refused } from "../../wire/refusal";
import { useSay } from "../Toast/say";
import { useWords } from "../words";
import type { Words } from "../../locales/words";

export type Perform = (deed: Deed) => Promise<string>;

// Does a deed and says that it is done, with what undoes it. Gives why it was not done, or nothing.
export function usePerform(session: Session): Perform {
  const say = useSay();
  const t = useWords();
  return useCallback(async function perform(deed: Deed): Promise<string> {
    try {
      const undo = await deed.run();
      const take = async () => {
        const why = undo && (await perform(undo));
        if (why) say(why);
      };
      say(t(deed.said, deed.values), undo ? () => void take() : undefined);
      return "";
    } catch (why) {
      return whyNot(session, t, why);
    }
  }, [session, say, t]);
}

// How it stands now, where somebody else was first; else what the server says.
export async function whyNot(session: Session, t: Words, why: unknown): Promise<string> {
  if (why instanceof LineLost) return t("chair.noAnswer");
  if (!(why instanceof Refused)) throw why;
  const who = await handleOf(session, why.present.who);
  switch (why.code) {
    case RefusalCode.NOTHING_CHANGED: return who ? t("chair.doneBy", { handle: who }) : t("chair.doneAlready");
    case RefusalCode.CLAIMED_BY_OTHER: return who ? t("chair.claimedBy", { handle: who }) : t("chair.claimed");
    case RefusalCode.REPORT_CLOSED: return who ? t("chair.resolvedBy", { handle: who }) : t("chair.resolvedAlready");
    case RefusalCode.POST_NOT_HELD: return who ? t("chair.decidedBy", { handle: who }) : t("chair.decidedAlready");
    case RefusalCode.THREAD_MOVED: return t("thread.moved");
    case RefusalCode.REASON_MISSING: return t("chair.reasonMissing");
    case RefusalCode.OUTRANKED: return t("chair.outranked");
    default: return why.sentence;
  }
}

async function handleOf(session: Session, id: string): Promise<string> {
  if (id === "0") return "";
  const known = session.store.state.members.get(id);
  if (known) return known.handle;
  const reply = await session.ask("getMembers", { $typeName: "plenum.v1.GetMembersRequest", ids: [id] }).catch(() => null);
  return reply?.members[0]?.handle ?? "";
}

export type { Chair };
