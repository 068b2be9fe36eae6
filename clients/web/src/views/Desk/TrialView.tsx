import { useEffect, useRef } from "react";
import { trialDays, type Trial } from "../../viewmodels/chair/RuleTrialViewModel";
import type { Marked } from "../../viewmodels/chair/rules";
import { timeWords } from "../../viewmodels/times";
import { WordAction } from "../../wire/gen/proto/moderator_pb";
import { locale, useNow, useWords } from "../words";
import css from "./Desk.module.css";
import own from "./Rules.module.css";

// What the rule would have caught: how much of how much, and the posts with the words in them.
export function TrialView({ trial, action, mask }: { trial: Trial; action: WordAction; mask: string }) {
  const t = useWords();
  const now = useNow();
  const { caught, total, lookedAt, cut } = trial;
  const place = useRef<HTMLElement>(null);
  useEffect(() => void place.current?.scrollIntoView({ block: "nearest" }), [trial]);
  return (
    <section ref={place} className={own.trial} aria-labelledby="trial">
      <h3 id="trial" role="status">{total === 0 ? t("rules.caughtNone", { count: lookedAt, days: trialDays }) : t("rules.caught", { count: total, of: lookedAt, days: trialDays })}</h3>
      {cut && <p className={css.soft}>{t("rules.cut")}</p>}
      <ul>
        {caught.map((one) => (
          <li key={one.postId}>
            {!one.words.meant && <p>{t("rules.covered")}</p>}
            <p className={own.catch} dir="auto">{one.words.before}{action === WordAction.WORD_MASK && mask ? <><del>{one.words.meant}</del> <ins>{mask}</ins></> : <mark>{one.words.meant}</mark>}{one.words.after}</p>
            <p className={css.soft}>{one.author.handle || t("post.erased")}, {timeWords(one.at, now, locale())}{one.threadTitle && <> · <span dir="auto">{one.threadTitle}</span></>}</p>
          </li>
        ))}
      </ul>
      {total > caught.length && <p className={css.soft}>{t("rules.caughtMore", { count: total - caught.length })}</p>}
    </section>
  );
}

export function FaultView({ fault }: { fault: Marked }) {
  const t = useWords();
  return (
    <div className={own.why} role="alert">
      <p>{t("rules.fault")}</p>
      <p className={own.pattern} dir="ltr">{fault.before}<mark>{fault.meant || " "}</mark>{fault.after}</p>
    </div>
  );
}
