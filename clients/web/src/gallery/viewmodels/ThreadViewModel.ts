import { ViewModel } from "../../viewmodels/viewmodel";
import { ObserverService } from "../../wire/gen/proto/observer_pb";
import { emptyConversation, freshShown, overheard, readOn, type Conversation } from "../model/conversation";
import { entryOf, type Entry } from "../model/entry";
import { bytesOf, type Id } from "../model/ids";
import type { Room } from "../model/room";
import { Refused } from "../wire/refused";

export interface ThreadSnapshot {
  read: "reading" | "done" | "gone" | "failed";
  title: string;
  entries: readonly Entry[];
  fresh: number;
  more: boolean;
}

const pageEntries = 100;
const pagesTo = 20;

// A thread from its beginning, and what is said in it while one looks.
export class ThreadViewModel extends ViewModel<ThreadSnapshot> {
  private talk: Conversation = emptyConversation;
  private reading = false;
  private pagesLeft = pagesTo;

  constructor(
    private readonly room: Room,
    private readonly topic: Id,
    private readonly thread: Id,
  ) {
    super({ read: "reading", title: room.feeds.titles.value.get(thread) ?? "", entries: [], fresh: 0, more: false });
  }

  readonly showFresh = (): void => this.become(freshShown(this.talk), "done");
  readonly again = (): void => void this.readOn();
  readonly readMore = (): void => {
    if (this.talk.more) void this.readOn();
  };

  // A page nearer to an entry that an address names; where it is not in the thread, one stops somewhere.
  readonly readTo = (post: Id): void => {
    if (this.talk.more && this.talk.entries.length > 0 && !this.talk.entries.some((one) => one.id === post) && this.pagesLeft-- > 0) void this.readOn();
  };

  protected start(): void {
    this.onDispose(this.room.feeds.news.listen(({ topic, entries }) => {
      if (topic === this.topic) this.become(overheard(this.talk, this.thread, entries), this.getSnapshot().read);
    }));
    void this.readOn();
  }

  private async readOn(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    this.show({ read: this.talk.entries.length > 0 ? "done" : "reading" });
    try {
      const after = bytesOf(this.talk.entries.at(-1)?.id ?? "");
      const reply = await this.room.calls.ask(ObserverService.method.readThread, { topic: bytesOf(this.topic), thread: bytesOf(this.thread), after, limit: pageEntries });
      const title = reply.thread?.title ?? "";
      this.room.feeds.name([[this.thread, title]]);
      this.become(readOn(this.talk, title, reply.posts.map(entryOf), reply.more), "done");
    } catch (why) {
      this.room.met(why);
      this.show({ read: why instanceof Refused && why.status === 404 ? "gone" : "failed" });
    } finally {
      this.reading = false;
    }
  }

  private become(talk: Conversation, read: ThreadSnapshot["read"]): void {
    this.talk = talk;
    this.show({ read, title: talk.title || this.getSnapshot().title, entries: talk.entries, fresh: talk.fresh.length, more: talk.more && talk.entries.length > 0 });
  }
}
