import type { RefObject } from "react";
import { useKeys } from "../keys";
import { stepThrough } from "../Threads/step";

// j and k walk through the rows of a list, Enter follows the first link of the one that has the focus.
export function useRows(list: RefObject<HTMLElement | null>): void {
  useKeys({
    j: (event) => stepThrough(list.current, 1, event),
    k: (event) => stepThrough(list.current, -1, event),
    Enter: (event) => {
      const row = document.activeElement;
      if (!row?.matches("[data-row]") || !list.current?.contains(row)) return;
      const link = row.querySelector<HTMLElement>("a[href]");
      if (!link) return;
      event.preventDefault();
      link.click();
    },
  });
}
