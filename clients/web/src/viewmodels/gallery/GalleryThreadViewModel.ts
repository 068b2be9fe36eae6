import { isListened } from "../../model/listened";
import { Listening } from "../../model/listening";
import { none } from "../../model/place";
import type { Session } from "../../model/session";
import type { ReaderOfPost } from "../../wire/gen/proto/listening_pb";
import type { PostRow } from "../postRow";
import { ViewModel } from "../viewmodel";

export type GalleryWish = { is: "withdraw" | "readers"; row: PostRow };

export interface GalleryThreadSnapshot {
  listened: boolean; // somebody may hear what is written here
  kept: boolean; // the whole thread stays among members
  requestId: string; // of the company that asks in it; "": none does
  wish: GalleryWish | null; // the dialog that stands open
}

// What a member sees of the gallery inside a thread: what each post is to it, and what may be done about one's own.
export class GalleryThreadViewModel extends ViewModel<GalleryThreadSnapshot> {
  readonly listening: Listening;

  constructor(readonly session: Session, readonly threadId: string) {
    super({ listened: false, kept: false, requestId: "", wish: null });
    this.listening = new Listening(session);
    this.draw();
  }

  protected start(): void {
    this.onDispose(this.session.store.subscribe(() => this.draw()));
    this.draw();
  }

  readonly want = (wish: GalleryWish | null): void => this.show({ wish });

  readonly withdraw = (postId: string): Promise<void> => this.listening.withdraw(postId);

  readonly readers = async (postId: string): Promise<readonly ReaderOfPost[]> => (await this.listening.ask("listReaders", { postId })).readers;

  private draw(): void {
    const { threads, topics } = this.session.store.state;
    const thread = threads.get(this.threadId)?.thread;
    this.show({ listened: isListened(topics.get(thread?.topicId ?? "")?.topic), kept: thread?.membersOnly ?? false, requestId: thread && thread.requestId !== none ? thread.requestId : "" });
  }
}
