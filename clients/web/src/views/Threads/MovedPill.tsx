import type { RefObject } from "react";
import { useWords } from "../words";
import css from "./Threads.module.css";

// What would come in above waits here, until one asks for it.
export function MovedPill({ moved, list, settle }: { moved: number; list: RefObject<HTMLElement | null>; settle: () => void }) {
  const t = useWords();
  if (moved === 0) return null;
  const show = () => {
    list.current?.scrollTo({ top: 0 });
    settle();
  };
  return (
    <div className={css.pillPlace}>
      <button type="button" className={css.pill} onClick={show}>{t("threads.moved", { count: moved })}</button>
    </div>
  );
}
