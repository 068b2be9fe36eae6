import type { RefObject } from "react";
import { useKeys } from "../../../views/keys";

// j and k go from entry to entry of a pane, Enter opens, x takes.
export function useSteps(pane: RefObject<HTMLElement | null>, active: boolean): void {
  const entries = () => [...(pane.current?.querySelectorAll<HTMLElement>("[data-post]") ?? [])];
  const held = () => document.activeElement?.closest<HTMLElement>("[data-post]");
  const step = (by: number) => (event: KeyboardEvent) => {
    if (!active) return;
    event.preventDefault();
    const all = entries();
    const at = all.indexOf(held() as HTMLElement);
    const next = at < 0 ? all.find((one) => one.getBoundingClientRect().bottom > 120) : all[Math.max(0, Math.min(all.length - 1, at + by))];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
  };
  useKeys({
    j: step(1),
    k: step(-1),
    Enter: () => active && document.activeElement?.matches("[data-post]") && held()?.querySelector<HTMLElement>("a")?.click(),
    x: () => active && held()?.querySelector<HTMLElement>("[data-take]")?.click(),
  });
}
