import { createContext, useContext } from "react";
import { Told } from "../model/told";

// What an address names: the first pattern that it fits makes the route of it.
export type Patterns<R, Q> = readonly (readonly [RegExp, (found: string[], rest: Q) => R])[];

export function routeOf<R, Q>(patterns: Patterns<R, Q>, path: string, rest: Q): R | { at: "nowhere" } {
  const plain = path.length > 1 ? path.replace(/\/$/, "") : path;
  for (const [pattern, make] of patterns) {
    const found = pattern.exec(plain);
    if (found) return make(found.slice(1), rest);
  }
  return { at: "nowhere" };
}

// The browser's address and history, and nothing else of it. A page says how it reads the one and where it begins.
export abstract class Address<R> {
  abstract readonly home: string;
  readonly route: Told<R>;
  private readonly follow = () => this.route.change(this.parse(this.window.location));

  constructor(private readonly window: Window, private readonly parse: (here: Location) => R) {
    this.route = new Told(parse(window.location));
    window.addEventListener("popstate", this.follow);
    window.addEventListener("hashchange", this.follow);
  }

  go(path: string): void {
    const { pathname, search } = this.window.location;
    if (path === pathname + search) return;
    this.window.history.pushState({ inside: true }, "", path);
    this.follow();
  }

  replace(path: string): void {
    this.window.history.replaceState(this.window.history.state, "", path);
    this.follow();
  }

  // Back to where one came from when that was here, else to the room this one lies in.
  back(otherwise: string): void {
    if ((this.window.history.state as { inside?: boolean } | null)?.inside) this.window.history.back();
    else this.replace(otherwise);
  }
}

export const AddressContext = createContext<Address<unknown> | null>(null);

export function useAddress(): Address<unknown> {
  const address = useContext(AddressContext);
  if (!address) throw new Error("drawn without an address");
  return address;
}
