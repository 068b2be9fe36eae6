import { useEffect, useRef } from "react";

export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

// Single keys, and "g t" in two strokes. Not while one types, nor in a dialog or with a modifier held.
export function useKeys(map: KeyMap): void {
  const now = useRef(map);
  now.current = map;
  useEffect(() => {
    let first = "";
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const pair = first ? `${first} ${event.key}` : "";
      first = event.key === "g" ? "g" : "";
      const act = (pair && now.current[pair]) || now.current[event.key];
      if (!act) return;
      act(event);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) || !!target.closest("dialog, [data-menu]");
}

export function inside(element: Element | null): boolean {
  return !!element && element.contains(document.activeElement);
}
