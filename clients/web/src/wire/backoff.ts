import type { Clock } from "./clock";

export const backoffMinMs = 250;
export const backoffMaxMs = 10_000;

// Full jitter: a room full of clients that lost one server at one moment must not come back at one moment.
export function backoffMs(attempt: number, clock: Clock): number {
  const ceiling = Math.min(backoffMaxMs, backoffMinMs * 2 ** Math.min(attempt, 10));
  return Math.max(backoffMinMs, Math.round(clock.random() * ceiling));
}
