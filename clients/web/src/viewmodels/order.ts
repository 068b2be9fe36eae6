import type { ThreadRow } from "./threadRow";

// The order in which a list of threads is shown. While somebody looks at it nothing in it moves: what is new
// shows in its row, what would come in above waits, and `moved` counts it.
export class StandingOrder {
  private order: string[] = [];

  settle(): void {
    this.order = [];
  }

  // `known` gives a row that is shown though it is no longer among the sorted ones.
  arrange(sorted: readonly ThreadRow[], watched: boolean, known: (id: string) => ThreadRow | undefined = () => undefined) {
    if (!watched || this.order.length === 0) this.order = sorted.map((row) => row.id);
    const rows = this.kept(sorted, known);
    return { rows, moved: risen(rows, sorted) };
  }

  private kept(sorted: readonly ThreadRow[], known: (id: string) => ThreadRow | undefined): ThreadRow[] {
    const byId = new Map(sorted.map((row) => [row.id, row]));
    const kept = this.order.flatMap((id) => byId.get(id) ?? known(id) ?? []);
    const shown = new Set(this.order);
    // A later page goes on at the end; what is newer than that waits behind the pill.
    const lastAt = kept.at(-1)?.lastAt ?? Infinity;
    const older = sorted.filter((row) => !shown.has(row.id) && row.lastAt <= lastAt);
    this.order.push(...older.map((row) => row.id));
    return [...kept, ...older];
  }
}

// How many threads would stand higher than they are shown. Walking up from the oldest, a thread that is shown
// below one already passed has risen; one that is not shown at all has too.
function risen(shown: readonly ThreadRow[], sorted: readonly ThreadRow[]): number {
  const at = new Map(shown.map((row, i) => [row.id, i]));
  let highest = Infinity;
  let count = 0;
  for (const row of [...sorted].reverse()) {
    const place = at.get(row.id) ?? Infinity;
    if (place > highest || place === Infinity) count += 1;
    else highest = place;
  }
  return count;
}
