import type { Session } from "../model/session";
import type { Waiting } from "../model/outbox";
import { ViewModel } from "./viewmodel";

export interface LineSnapshot {
  line: "open" | "calling" | "waiting" | "ended";
  until: number; // when the next try is made
  waitingPosts: number; // posts and edits kept for later
  refused: readonly { id: string; what: string; sentence: string }[];
}

// Short breaks are no news; the bar appears when one has lasted.
const quietMs = 1_500;

// The thin bar: whether the line is there, and what was refused outside any post's own place.
export class LineViewModel extends ViewModel<LineSnapshot> {
  private told = false;
  private loud = false;

  constructor(private readonly session: Session) {
    super({ line: "open", until: 0, waitingPosts: 0, refused: [] });
  }

  protected start(): void {
    this.onDispose(this.session.standing.subscribe(() => this.draw()));
    this.draw();
  }

  readonly retryNow = (): void => this.session.retryNow();
  readonly dismiss = (id: string): void => void this.session.outbox.takeBack(id);

  private draw(): void {
    const { line, waiting } = this.session.standing.value;
    const away = line.is !== "open" && line.is !== "resting";
    if (!away) this.told = this.loud = false;
    else if (!this.told) this.sayLater();
    this.show({
      line: !away || !this.loud ? (line.is === "ended" ? "ended" : "open") : line.is === "ended" ? "ended" : line.is === "waiting" ? "waiting" : "calling",
      until: line.is === "waiting" ? line.until : 0,
      waitingPosts: waiting.filter((one) => !one.refusal && (one.method === "writePost" || one.method === "openThread")).length,
      refused: waiting.filter(isShownHere).map((one) => ({ id: one.id, what: one.method, sentence: one.refusal?.sentence ?? "" })),
    });
  }

  private sayLater(): void {
    this.told = true;
    this.onDispose(this.session.clock.after(quietMs, () => {
      this.loud = this.session.standing.value.line.is !== "open";
      this.draw();
    }));
  }
}

const inTheirPlace = ["writePost", "editPost", "deletePost", "restorePost", "openThread"];
const isShownHere = (one: Waiting): boolean => !!one.refusal && !inTheirPlace.includes(one.method);
