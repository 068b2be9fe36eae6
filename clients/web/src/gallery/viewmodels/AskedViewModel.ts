import { ViewModel } from "../../viewmodels/viewmodel";
import type { Room } from "../model/room";
import { Refused } from "../wire/refused";

export type Asked<T> =
  | { is: "asking"; value: T | null }
  | { is: "there"; value: T }
  | { is: "refused"; value: T | null; why: Refused }
  | { is: "failed"; value: T | null };

// Something that is asked of the server when somebody looks, and again when they wish.
export abstract class AskedViewModel<T> extends ViewModel<{ asked: Asked<T> }> {
  private turn = 0;

  constructor(protected readonly room: Room) {
    super({ asked: { is: "asking", value: null } });
  }

  readonly again = (): void => void this.read();

  protected start(): void {
    void this.read();
  }

  protected abstract ask(): Promise<T>;

  protected get value(): T | null {
    return this.getSnapshot().asked.value;
  }

  protected put(value: T): void {
    this.show({ asked: { is: "there", value } });
  }

  protected async read(): Promise<void> {
    const turn = ++this.turn;
    this.show({ asked: { is: "asking", value: this.value } });
    try {
      const value = await this.ask();
      if (turn === this.turn) this.put(value);
    } catch (why) {
      this.room.met(why);
      if (turn === this.turn) this.show({ asked: why instanceof Refused ? { is: "refused", value: this.value, why } : { is: "failed", value: this.value } });
    }
  }
}
