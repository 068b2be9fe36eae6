import type { Clock } from "../wire/clock";
import type { Post, ReadThreadReply, Thread } from "../wire/gen/proto/member_pb";
import { forgetThread, learnAfterHole, type Anchor, type Page } from "./learn";
import type { State } from "./state";
import type { Store } from "./store";

const refreshRestMs = 400;
const pagePostsMax = 200;

interface Parts {
  clock: Clock;
  store: Store;
  shown(): string; // the thread under the eye
  loadTopics(): Promise<void>;
  loadThreads(topicId: string, page: Page): Promise<void>;
  readThread(threadId: string, anchor: Anchor, limit: number): Promise<ReadThreadReply>;
}

const isCovered = (post: Post | undefined): boolean => !!post && (post.deleted || post.hidden);

// What is read again, because updates did not or could not tell all of it. What fails is left: the next hole mends it.
export class Rereading {
  private readonly due = new Set<string>();
  private waits = false;

  constructor(private readonly parts: Parts) {}

  // Soon, with whatever else falls due by then: the counts, and this topic's list if it is held.
  topicSoon(topicId: string): void {
    this.due.add(topicId);
    if (this.waits) return;
    this.waits = true;
    this.parts.clock.after(refreshRestMs, () => this.fallDue());
  }

  // What is held of a thread may lack some: under the eye it is read again, else forgotten, and read when one opens it.
  thread(threadId: string): void {
    if (threadId === this.parts.shown()) void this.readAgain(threadId).catch(() => undefined);
    else this.parts.store.change((state) => forgetThread(state, threadId));
  }

  // A topic's stream had a hole.
  topic(topicId: string): void {
    const { state } = this.parts.store;
    if (state.lists.has(topicId)) void this.parts.loadThreads(topicId, "fresh").catch(() => undefined);
    for (const threadId of state.windows.keys()) {
      if (state.threads.get(threadId)?.thread.topicId === topicId) this.thread(threadId);
    }
  }

  // A thread whose unread count was never told: its topic's first page tells it.
  ifUncounted(before: State, threadId: string, topicId: string): void {
    if (!before.threads.get(threadId)?.reading) this.topicSoon(topicId);
  }

  // A restored post comes back with words that others quote, and reactions of which a frame for many cannot say
  // which are mine.
  ifRestored(before: State, post: Post): void {
    const had = before.windows.get(post.threadId)?.posts.find((one) => one.id === post.id);
    if (isCovered(had) && !isCovered(post)) this.thread(post.threadId);
  }

  // From another topic, or with posts of another thread.
  arrived(thread: Thread): void {
    this.topicSoon(thread.topicId);
    this.thread(thread.id);
  }

  private fallDue(): void {
    const { store, loadThreads, loadTopics } = this.parts;
    this.waits = false;
    const topics = [...this.due];
    this.due.clear();
    for (const id of topics) if (store.state.lists.has(id)) void loadThreads(id, "top").catch(() => undefined);
    void loadTopics().catch(() => undefined);
  }

  private async readAgain(threadId: string): Promise<void> {
    const { store, readThread } = this.parts;
    const held = store.state.windows.get(threadId)?.posts ?? [];
    const last = held.at(-1)?.place ?? "0";
    let after = held[0] ? String(BigInt(held[0].place) - 1n) : "0";
    for (let turn = 0; turn * pagePostsMax <= held.length; turn += 1) {
      const page = await readThread(threadId, { case: "afterPlace", value: after }, pagePostsMax);
      store.change((state) => learnAfterHole(state, threadId, page));
      after = page.posts.at(-1)?.place ?? last;
      if (!page.moreAfter) return;
    }
  }
}
