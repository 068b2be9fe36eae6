import { lazy, Suspense, useSyncExternalStore } from "react";
import { learnWords } from "../../locales/words";
import { isListened } from "../../model/listened";
import type { ComposerViewModel } from "../../viewmodels/ComposerViewModel";
import { useRoom } from "../../viewmodels/use";
import { useWords } from "../words";
import css from "./Composer.module.css";

// True as well while more is not known, and where it cannot be fetched.
function Shortly() {
  return <p className={css.audience}>{useWords()("composer.listened")}</p>;
}

const AudienceView = lazy(() => Promise.all([import("../Gallery/AudienceView"), learnWords("gallery")]).then(([file]) => file, () => ({ default: Shortly })));

// The truth about who will read what one types, always above the box.
export function AudienceLine({ vm }: { vm: ComposerViewModel }) {
  const t = useWords();
  const { store } = useRoom().session;
  const topic = useSyncExternalStore((listener) => store.subscribe(listener), () => store.state.topics.get(vm.topicId())?.topic);
  if (!isListened(topic)) return <p className={css.audience}>{t("composer.truth")}</p>;
  return <Suspense fallback={<Shortly />}><AudienceView vm={vm} /></Suspense>;
}
