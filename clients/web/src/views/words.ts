import { useEffect, useState } from "react";
import i18next from "i18next";
import { locale, words, type Words } from "../locales/words";

// Words in the reader's language; drawn again when it changes.
export function useWords(): Words {
  const [, turn] = useState(0);
  useEffect(() => {
    const again = () => turn((n) => n + 1);
    i18next.on("languageChanged", again);
    return () => i18next.off("languageChanged", again);
  }, []);
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
