import { useEffect, useState, useSyncExternalStore } from "react";
import type { Words } from "../locales/say";
import { language, locale, words } from "../locales/spoken";

const follow = (listener: () => void) => language.subscribe(listener);

// Words in the reader's language; drawn again when it changes.
export function useWords(): Words {
  useSyncExternalStore(follow, () => language.value);
  return words;
}

// Now, to the half minute: enough for "4 min", and still under the eye.
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

export { locale };
