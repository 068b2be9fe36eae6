import { useRef, type RefObject } from "react";
import { inside } from "../keys";

// Somebody's eye is on the list when it is scrolled away from its top, pointed into or focused.
export function useWatched(list: RefObject<HTMLDivElement | null>, tell: (watched: boolean) => void) {
  const pointed = useRef(false);
  const look = () => tell(pointed.current || (list.current?.scrollTop ?? 0) > 8 || inside(list.current));
  return {
    onPointerEnter: () => { pointed.current = true; look(); },
    onPointerLeave: () => { pointed.current = false; look(); },
    onScroll: look,
    onFocus: look,
    onBlur: () => setTimeout(look),
  };
}
