import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from "react";
import type { Told } from "../../model/told";
import type { ViewModel } from "../../viewmodels/viewmodel";
import type { Room } from "../model/room";
import type { Router } from "./router";

export interface Place {
  room: Room;
  router: Router;
}

export const PlaceContext = createContext<Place | null>(null);

export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (!place) throw new Error("drawn outside the gallery");
  return place;
}

export function useTold<T>(told: Told<T>): T {
  return useSyncExternalStore((listener) => told.subscribe(listener), () => told.value);
}

export function useSnapshot<S>(vm: ViewModel<S>): S {
  return useSyncExternalStore(vm.subscribe, vm.getSnapshot);
}

// Makes a viewmodel for as long as what it shows stays the same.
export function useViewModel<V extends { dispose(): void }>(make: () => V, what: readonly unknown[]): V {
  const vm = useMemo(make, what);
  useEffect(() => () => vm.dispose(), [vm]);
  return vm;
}
