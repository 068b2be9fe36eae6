import { emptyState, type State } from "./state";
import { Bell, Told } from "./told";

export { Bell, Told };

// What the page knows of the server; changed only by a reducer.
export class Store {
  private readonly told: Told<State>;

  constructor(state: State = emptyState) {
    this.told = new Told(state);
  }

  get state(): State {
    return this.told.value;
  }

  change(reduce: (state: State) => State): void {
    this.told.change(reduce(this.told.value));
  }

  subscribe(listener: () => void): () => void {
    return this.told.subscribe(listener);
  }
}
