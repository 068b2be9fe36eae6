import type { Session } from "../model/session";
import { paths, type Router } from "./router";
import { ViewModel } from "./viewmodel";

export interface NewThreadSnapshot {
  topic: string;
  waiting: { id: string; title: string; source: string; tried: boolean; refusal: string } | null;
}

// What happens after a thread was sent off: one goes to it when it is there, or sees why not.
export class NewThreadViewModel extends ViewModel<NewThreadSnapshot> {

  constructor(private readonly session: Session, private readonly topicId: string, private readonly router: Router) {
    super({ topic: "", waiting: null });
    this.draw();
  }

  protected start(): void {
    const { session, router } = this;
    this.onDispose(session.standing.subscribe(() => this.draw()));
    this.onDispose(session.store.subscribe(() => this.draw()));
    this.onDispose(session.answered.listen((answer) => {
      if (answer.method !== "openThread" || answer.request.topicId !== this.topicId) return;
      router.replace(paths.thread(this.topicId, answer.reply.threadId));
    }));
    this.draw();
  }


  readonly takeBack = (id: string): { title: string; source: string } | null => {
    const taken = this.session.outbox.takeBack(id);
    return taken?.method === "openThread" ? { title: taken.request.title, source: taken.request.source } : null;
  };

  private draw(): void {
    this.show({ topic: this.session.store.state.topics.get(this.topicId)?.topic.title ?? "" });
    const had = this.getSnapshot().waiting;
    for (const one of this.session.standing.value.waiting) {
      if (one.method !== "openThread" || one.request.topicId !== this.topicId) continue;
      const { title, source } = one.request;
      const waiting = { id: one.id, title, source, tried: one.tried, refusal: one.refusal?.sentence ?? "" };
      return JSON.stringify(waiting) === JSON.stringify(had) ? undefined : this.show({ waiting });
    }
    this.show({ waiting: null });
  }
}
