import type { Session } from "../model/session";
import type { Waiting } from "../model/outbox";
import type { State } from "../model/state";
import { paths } from "./router";
import { ViewModel } from "./viewmodel";

export interface LineSnapshot {
  line: "open" | "calling" | "waiting" | "ended";
  until: number; // when the next try is made
  waitingPosts: number; // posts and edits kept for later
  refused: readonly RefusedAct[];
}

// An act that was refused, and the address of the place where it is shown; empty: nowhere but here.
export interface RefusedAct {
  id: string;
  sentence: string;
  place: string;
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
      refused: this.refused(waiting),
    });
  }

  private refused(waiting: readonly Waiting[]): readonly RefusedAct[] {
    const acts = waiting.filter((one) => one.refusal).map((one) => ({ id: one.id, sentence: one.refusal?.sentence ?? "", place: placeOf(this.session.store.state, one) }));
    const had = this.getSnapshot().refused;
    return JSON.stringify(acts) === JSON.stringify(had) ? had : acts;
  }

  private sayLater(): void {
    this.told = true;
    this.onDispose(this.session.clock.after(quietMs, () => {
      this.loud = this.session.standing.value.line.is !== "open";
      this.draw();
    }));
  }
}

// Where a person finds what was refused: the words they wrote, or the post they wanted to change.
function placeOf(state: State, one: Waiting): string {
  switch (one.method) {
    case "openThread": return paths.newThread(one.request.topicId);
    case "writePost": return threadPath(state, one.request.threadId);
    case "editPost":
    case "deletePost":
    case "restorePost": return threadPath(state, threadOf(state, one.request.postId));
    default: return "";
  }
}

function threadPath(state: State, threadId: string): string {
  const topicId = state.threads.get(threadId)?.thread.topicId;
  return topicId ? paths.thread(topicId, threadId) : "";
}

function threadOf(state: State, postId: string): string {
  for (const [id, window] of state.windows) if (window.posts.some((post) => post.id === postId)) return id;
  return "";
}
