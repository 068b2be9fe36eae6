import { useEffect, useRef } from "react";
import { useKeys } from "../keys";
import { useWords } from "../words";
import type { Said } from "./say";
import css from "./Toast.module.css";

const plainMs = 4_000;
const undoMs = 10_000;

// Stays ten seconds where something can be undone, and for as long as one points at it.
export function ToastView({ said, forget }: { said: Said | null; forget: () => void }) {
  const t = useWords();
  const held = useRef(false);
  useEffect(() => {
    if (!said) return;
    held.current = false;
    let timer = 0;
    const wait = (ms: number) => (timer = window.setTimeout(() => (held.current ? wait(1_000) : forget()), ms));
    wait(said.undo ? undoMs : plainMs);
    return () => clearTimeout(timer);
  }, [said]);
  const undo = () => {
    said?.undo?.();
    forget();
  };
  useKeys({ z: () => said?.undo && undo() });
  return (
    <div role="status" className={css.place}>
      {said && (
        <p className={css.said} onPointerEnter={() => (held.current = true)} onPointerLeave={() => (held.current = false)}>
          <span>{said.words}</span>
          {said.undo && <button type="button" className={css.undo} onClick={undo} onFocus={() => (held.current = true)} onBlur={() => (held.current = false)}>{t("app.undo")}</button>}
        </p>
      )}
    </div>
  );
}
