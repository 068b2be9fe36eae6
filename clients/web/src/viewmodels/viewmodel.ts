// A view's contract: a snapshot to draw, actions to call, dispose when it goes. A viewmodel knows the model and
// never an element; a view knows its viewmodel and never the model. It starts to listen and to ask when somebody
// first looks: React may make one for a drawing that it throws away.
export abstract class ViewModel<S> {
  private listeners = new Set<() => void>();
  private leaving: (() => void)[] = [];
  private started = false;

  constructor(private snapshot: S) {}

  readonly getSnapshot = (): S => this.snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    if (!this.started) {
      this.started = true;
      this.start();
    }
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  dispose(): void {
    for (const leave of this.leaving.splice(0)) leave();
  }

  protected abstract start(): void;

  protected show(change: Partial<S>): void {
    const next = { ...this.snapshot, ...change };
    if (same(this.snapshot, next)) return;
    this.snapshot = next;
    for (const listener of [...this.listeners]) listener();
  }

  protected onDispose(leave: () => void): void {
    this.leaving.push(leave);
  }
}

function same<S>(a: S, b: S): boolean {
  for (const key in b) if (!Object.is(a[key], b[key]) && !sameList(a[key], b[key])) return false;
  return true;
}

function sameList(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => Object.is(one, b[i]));
}
