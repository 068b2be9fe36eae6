// A value that tells when it changed.
export class Told<T> {
  private listeners = new Set<() => void>();

  constructor(public value: T) {}

  change(value: T): void {
    if (value === this.value) return;
    this.value = value;
    for (const listener of [...this.listeners]) listener();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

// Something that happens, for whoever listens at that moment.
export class Bell<T> {
  private listeners = new Set<(value: T) => void>();

  ring(value: T): void {
    for (const listener of [...this.listeners]) listener(value);
  }

  listen(listener: (value: T) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
