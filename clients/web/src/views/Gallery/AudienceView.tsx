import { lazy, Suspense, useId, useState, useSyncExternalStore } from "react";
import type { ComposerViewModel } from "../../viewmodels/ComposerViewModel";
import { audienceIn, type Audience } from "../../viewmodels/gallery/audience";
import { useRoom, useSnapshot } from "../../viewmodels/use";
import { useNow, useWords } from "../words";
import { hearingWords } from "./hearing";
import css from "./Gallery.module.css";

const AsObservedView = lazy(() => import("./AsObservedView"));

// Who will read what one types, and how one will look: one line above the box, with the switch that keeps it among
// members and the way to see it as it will be seen.
export default function AudienceView({ vm }: { vm: ComposerViewModel }) {
  const t = useWords();
  const now = useNow();
  const id = useId();
  const { session } = useRoom();
  const { membersOnly, text } = useSnapshot(vm);
  const state = useSyncExternalStore((listener) => session.store.subscribe(listener), () => session.store.state);
  const [seen, setSeen] = useState(false);
  const kept = vm.purpose.is !== "new thread" && !!state.threads.get(vm.purpose.threadId)?.thread.membersOnly;
  const audience = audienceIn(state.topics.get(vm.topicId())?.topic, state.me, now);
  return (
    <div className={css.audience}>
      <p id={id} className={css.truth} role="status">
        {kept ? t("audience.keptThread") : membersOnly ? t(vm.purpose.is === "new thread" ? "audience.keptNew" : "audience.kept") : <ReadBy audience={audience} />}
      </p>
      {!kept && (
        <span className={css.choices}>
          <label className={css.switch}>
            <input type="checkbox" role="switch" aria-describedby={id} checked={membersOnly} onChange={(event) => vm.keepAmongMembers(event.target.checked)} />
            <span>{t("audience.membersOnly")}</span>
          </label>
          {!membersOnly && <button type="button" className={css.look} disabled={!text.trim()} onClick={() => setSeen(true)}>{t("audience.look")}</button>}
        </span>
      )}
      {seen && <Suspense><AsObservedView vm={vm} onClose={() => setSeen(false)} /></Suspense>}
    </div>
  );
}

function ReadBy({ audience }: { audience: Audience }) {
  const t = useWords();
  const { hearings, reachBack, label } = audience;
  if (hearings.length === 0) return t(reachBack ? "audience.noneYetReach" : "audience.noneYet");
  // The label is set apart from the sentence it stands in.
  const [before, after] = t("audience.line", { who: hearingWords(t, hearings), label: "\n" }).split("\n");
  return <>{before}<em>{label || t("audience.someone")}</em>{after}</>;
}
