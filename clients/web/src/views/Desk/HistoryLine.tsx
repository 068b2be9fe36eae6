import type { History } from "../../viewmodels/chair/history";
import { untilWords } from "../../viewmodels/spans";
import { dayWords } from "../../viewmodels/times";
import { locale, useNow, useWords } from "../words";
import css from "./Desk.module.css";

const trusts = { newcomer: "desk.trustNewcomer", known: "desk.trustKnown", trusted: "desk.trustTrusted", pillar: "desk.trustPillar" } as const;
const standings = { good: "", muted: "desk.isMuted", suspended: "desk.isSuspended", banned: "desk.isBanned" } as const;

// A person's record in a line of words; nothing is said of what never happened.
export function HistoryLine({ history }: { history: History }) {
  const t = useWords();
  const now = useNow();
  const { posts, waiting, removed, hidden, agreed, warnings, mutes, suspensions, standing, until, trust, joinedAt } = history;
  const said = [
    t(trusts[trust]),
    joinedAt > 0 && t("desk.joined", { time: dayWords(joinedAt, now, locale()) }),
    t("desk.posts", { count: posts }),
    waiting > 0 && t("desk.waiting", { count: waiting }),
    removed > 0 && t("desk.removed", { count: removed }),
    hidden > 0 && t("desk.hidden", { count: hidden }),
    agreed > 0 && t("desk.agreed", { count: agreed }),
    warnings > 0 && t("desk.warnings", { count: warnings }),
    mutes > 0 && t("desk.mutes", { count: mutes }),
    suspensions > 0 && t("desk.suspensions", { count: suspensions }),
  ].filter((one): one is string => !!one);
  return (
    <>
      {standing !== "good" && <p className={css.standing}>{t(standings[standing])}{until > 0 && ` · ${t("chair.until", { time: untilWords(until, now, locale()) })}`}</p>}
      <ul className={css.facts}>{said.map((one) => <li key={one}>{one}</li>)}</ul>
    </>
  );
}
