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
    private readonly onAllTold: () => void,
  ) {}

  // The server does not know yet how far one has read.
  get behind(): boolean {
    return this.untold.size > 0;
  }

  move(threadId: string, place: string): void {
    this.untold.set(threadId, place);
    this.timer ??= this.clock.after(restMs, () => this.flush());
  }

  flush(): void {
    this.timer?.();
    this.timer = null;
    for (const [threadId, place] of this.untold) {
      this.tell(threadId, place).then(
        () => this.told(threadId, place),
        () => undefined, // kept, and told when the line is back
      );
    }
  }

  private told(threadId: string, place: string): void {
    if (this.untold.get(threadId) !== place) return;
    this.untold.delete(threadId);
    if (!this.behind) this.onAllTold();
  }

  dispose(): void {
    this.flush();
    this.timer?.();
  }
}
