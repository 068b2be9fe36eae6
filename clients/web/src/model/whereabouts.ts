import type { Clock } from "../wire/clock";
import type { Post, ReadThreadReply, Update } from "../wire/gen/proto/member_pb";
import { Refused } from "../wire/refusal";
import { applyUpdate, withDestination, withGoneTo } from "./apply";
import { learnEntry } from "./learn";
import type { Store } from "./store";

const lostRestMs = 50;

interface Parts {
  clock: Clock;
  store: Store;
  getPost(postId: string): Promise<Post | undefined>;
  readEnd(threadId: string): Promise<ReadThreadReply>;
  follow(topicId: string): void;
}

// Where went what was under the eye. It stays on the screen, and where it is now is read; where one may not follow, it goes.
export class Whereabouts {
  private lost: { postId: string; from: string } | null = null;

  constructor(private readonly parts: Parts) {}

  // A thread left its topic, or became part of another one.
  async threadLeft(threadId: string, update: Update): Promise<void> {
    const { store } = this.parts;
    try {
      const { entry } = await this.parts.readEnd(threadId);
      if (entry?.thread) this.parts.follow(entry.thread.topicId);
      store.change((state) => withDestination(learnEntry(state, entry), threadId, entry?.thread?.id ?? threadId));
    } catch (why) {
      if (why instanceof Refused) store.change((state) => applyUpdate(state, update));
    }
  }

  // Posts were moved out of a thread. Of many that go at once, one is asked after.
  postGone(postId: string, from: string): void {
    const waiting = this.lost;
    this.lost = { postId, from };
    if (waiting) return;
    this.parts.clock.after(lostRestMs, () => {
      const { lost } = this;
      this.lost = null;
      if (lost) void this.find(lost.postId, lost.from).catch(() => undefined);
    });
  }

  private async find(postId: string, from: string): Promise<void> {
    const post = await this.parts.getPost(postId);
    if (!post || post.threadId === from) return;
    const { entry } = await this.parts.readEnd(post.threadId);
    this.parts.store.change((state) => withGoneTo(learnEntry(state, entry), from, postId, post.threadId));
  }
}
