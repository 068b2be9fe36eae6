import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from "react";
import type { Session } from "../model/session";
import type { Router } from "./router";
import type { ViewModel } from "./viewmodel";

export interface Room {
  session: Session;
  router: Router;
}

export const RoomContext = createContext<Room | null>(null);

export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (!room) throw new Error("drawn outside a room");
  return room;
}

export function useSnapshot<S>(vm: ViewModel<S>): S {
  return useSyncExternalStore(vm.subscribe, vm.getSnapshot);
}

// Makes a viewmodel for as long as what it shows stays the same.
export function useViewModel<V extends { dispose(): void }>(make: () => V, what: readonly unknown[]): V {
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const vm = useMemo(make, what);
  useEffect(() => () => vm.dispose(), [vm]);
  return vm;
}
