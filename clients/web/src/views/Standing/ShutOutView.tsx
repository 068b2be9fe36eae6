import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from "react";
import { learnWords } from "../../locales/words";
import { can } from "../../model/rights";
import { useRoom } from "../../viewmodels/use";
import { useWords } from "../words";
import StandingBar from "./StandingBar";
import StandingView from "./StandingView";
import css from "./Standing.module.css";

const RegisterView = lazy(() => Promise.all([import("../Register/RegisterView"), learnWords("gallery")]).then(([file]) => file));

const longestMs = 24 * 3_600_000;

// All that somebody sees who is suspended or banned: why, until when, and the one answer; and who reads their words,
// which stay theirs to withdraw.
export default function ShutOutView({ again, signOut }: { again: () => void; signOut: () => void }) {
  const t = useWords();
  const { session } = useRoom();
  const until = useSyncExternalStore((listener) => session.store.subscribe(listener), () => Number(session.store.state.rights?.untilMs ?? 0));
  const mayKnow = useSyncExternalStore((listener) => session.store.subscribe(listener), () => can(session.store.state.rights, "withdraw_own_post"));
  const [listeners, setListeners] = useState(false);
  useEffect(() => {
    if (until === 0) return;
    const timer = setTimeout(again, Math.min(longestMs, Math.max(1_000, until - Date.now() + 1_000)));
    return () => clearTimeout(timer);
  }, [until, again]);
  return (
    <div className={css.shutOut}>
      <StandingBar />
      <main className={css.room}>
        {listeners ? <Suspense><RegisterView shutOut /></Suspense> : <StandingView />}
      </main>
      <p className={css.doors}>
        {mayKnow && <button type="button" className={css.quiet} onClick={() => setListeners(!listeners)}>{listeners ? t("standing.title") : t("me.register")}</button>}
        <button type="button" className={css.quiet} onClick={again}>{t("app.tryNow")}</button>
        <button type="button" className={css.quiet} onClick={signOut}>{t("me.signOut")}</button>
      </p>
    </div>
  );
}
