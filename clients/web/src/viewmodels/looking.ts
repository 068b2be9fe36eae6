import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { Told } from "../model/told";
import type { ViewModel } from "./viewmodel";

// How a view looks at what it shows, and is drawn again when that changes.

export function useSnapshot<S>(vm: ViewModel<S>): S {
  return useSyncExternalStore(vm.subscribe, vm.getSnapshot);
}

export function useTold<T>(told: Told<T>): T {
  return useSyncExternalStore((listener) => told.subscribe(listener), () => told.value);
}

// Makes a viewmodel for as long as what it shows stays the same.
export function useViewModel<V extends { dispose(): void }>(make: () => V, what: readonly unknown[]): V {
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const vm = useMemo(make, what);
  useEffect(() => () => vm.dispose(), [vm]);
  return vm;
}
