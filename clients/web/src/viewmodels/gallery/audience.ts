import { isListened } from "../../model/listened";
import type { State } from "../../model/state";
import { EmbargoClass, LicenceLevel, type Listener } from "../../wire/gen/proto/gallery_pb";
import type { Topic } from "../../wire/gen/proto/member_pb";

export { EmbargoClass, LicenceLevel, type Listener };

// Companies that hear with the same delay.
export interface Hearing {
  embargo: EmbargoClass;
  companies: number;
}

// Who will read what is written in a topic now.
export interface Audience {
  listened: boolean;
  hearings: readonly Hearing[]; // the soonest first; empty: nobody does just now
  reachBack: boolean; // a company that comes later may read it then
  label: string; // the most that is told of me; empty: nothing
}

export function audienceIn(topic: Topic | undefined, me: State["me"], now: number): Audience {
  const byEmbargo = new Map<EmbargoClass, Set<string>>();
  for (const one of topic?.listeners ?? []) {
    if (!hears(one, now)) continue;
    byEmbargo.set(one.embargo, (byEmbargo.get(one.embargo) ?? new Set()).add(one.company));
  }
  const hearings = [...byEmbargo].map(([embargo, companies]) => ({ embargo, companies: companies.size })).sort((a, b) => a.embargo - b.embargo);
  const label = [me?.specialty, me?.region].filter(Boolean).join(", ");
  return { listened: isListened(topic), hearings, reachBack: topic?.charter?.reachBack ?? false, label };
}

// Its licence has begun and is not over.
export function hears({ sinceMs, untilMs }: Listener, now: number): boolean {
  return Number(sinceMs) <= now && (untilMs === 0n || Number(untilMs) > now);
}
