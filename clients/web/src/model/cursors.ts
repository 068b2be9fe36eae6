import type { Cancel, Clock } from "../wire/clock";

const restMs = 800;

// Tells the server how far one has read: a register, so only the last place counts and a lost telling is
// made good by the next.
export class Cursors {
  private untold = new Map<string, string>();
  private timer: Cancel | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly tell: (threadId: string, place: string) => Promise<unknown>,
  ) {}

  move(threadId: string, place: string): void {
    this.untold.set(threadId, place);
    this.timer ??= this.clock.after(restMs, () => this.flush());
  }

  flush(): void {
    this.timer?.();
    this.timer = null;
    for (const [threadId, place] of this.untold) {
      this.tell(threadId, place).then(
        () => this.untold.get(threadId) === place && this.untold.delete(threadId),
        () => undefined, // kept, and told when the line is back
      );
    }
  }

  dispose(): void {
    this.flush();
    this.timer?.();
  }
}
