import { useEffect, useSyncExternalStore } from "react";
import type { Route } from "../../viewmodels/router";
import { titleOf } from "../../viewmodels/title";
import { useRoom } from "../../viewmodels/use";
import { useWords } from "../words";

// The title of the page names what is on screen, with what is unread before it.
export function useTitle(route: Route): void {
  const { session } = useRoom();
  const t = useWords();
  const title = useSyncExternalStore(
    (listener) => session.store.subscribe(listener),
    () => titleOf(session.store.state, route, t),
  );
  useEffect(() => {
    document.title = title;
  }, [title]);
}
