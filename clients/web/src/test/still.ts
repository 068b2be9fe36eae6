import type { Shelf } from "../model/shelf";
import type { Clock } from "../wire/clock";

// A clock that stands still until it is told to pass.
export class StillClock implements Clock {
  private at = 1_000_000;
  private due: { when: number; act: () => void }[] = [];
  chance = 0.5;

  now = () => this.at;
  random = () => this.chance;

  after(ms: number, act: () => void): () => void {
    const one = { when: this.at + ms, act };
    this.due.push(one);
    return () => void (this.due = this.due.filter((other) => other !== one));
  }

  // What is due happens in its order, and what was promised is kept in between.
  async pass(ms: number): Promise<void> {
    const until = this.at + ms;
    for (;;) {
      this.due.sort((a, b) => a.when - b.when);
      const next = this.due[0];
      if (!next || next.when > until) break;
      this.due.shift();
      this.at = next.when;
      next.act();
      await settle();
    }
    this.at = until;
    await settle();
  }
}

export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}

export class MemoryShelf implements Shelf {
  private things = new Map<string, string>();
  get = (key: string) => this.things.get(key) ?? null;
  put = (key: string, value: string) => void this.things.set(key, value);
  drop = (key: string) => void this.things.delete(key);
  keys = (prefix: string) => [...this.things.keys()].filter((key) => key.startsWith(prefix));
}

// Chance with a seed that is printed first, so that a failure can be walked again.
export function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 12), 0x297a2d39);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % sides;
  };
}
