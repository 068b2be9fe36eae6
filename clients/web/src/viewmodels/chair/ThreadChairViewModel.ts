import { Chair } from "../../model/chair";
import type { Action } from "../../model/rights";
import type { Session } from "../../model/session";
import type { StaffChange, Thread } from "../../wire/gen/proto/member_pb";
import { HoldCause } from "../../wire/gen/proto/moderator_pb";
import { personOf, type Person } from "../person";
import { noRules, threadRules, type ThreadRules } from "../threadRules";
import { ViewModel } from "../viewmodel";

export interface Note {
  id: string;
  postId: string; // "0": beside the thread
  by: Person;
  mine: boolean;
  at: number;
  html: string;
}

export interface Covered {
  html: string;
  reason: string;
  by: string;
}

export interface HeldPost {
  id: string;
  author: Person;
  at: number;
  html: string;
  cause: "newcomer" | "wordRule";
  postsOfAuthor: number;
}

export type ThreadWish = "lock" | "pin" | "slow" | "move" | "merge" | "rename" | "close" | "archive" | "split" | "keep";
export type Wish =
  | { is: ThreadWish }
  | { is: "hide" | "remove" | "edit" | "reject"; postId: string }
  | { is: "note"; postId: string };

export interface ThreadChairSnapshot {
  thread: Thread | null;
  rules: ThreadRules;
  wish: Wish | null; // the dialog that stands open
  choosing: boolean;
  chosen: readonly string[]; // post ids, in the order of the choice
  notes: readonly Note[];
  covered: ReadonlyMap<string, Covered>; // what stands under a cover one lifted for oneself
  held: readonly HeldPost[];
}

export const splitMax = 200;

// The chair inside a thread: what it may do here, its notes, what waits for it. Never asks for what it may not see.
export class ThreadChairViewModel extends ViewModel<ThreadChairSnapshot> {
  readonly chair: Chair;
  private topicId = "";

  constructor(readonly session: Session, readonly threadId: string) {
    super({ thread: null, rules: noRules, wish: null, choosing: false, chosen: [], notes: [], covered: new Map(), held: [] });
    this.chair = new Chair(session);
    this.draw();
  }

  protected start(): void {
    this.onDispose(this.session.store.subscribe(() => this.draw()));
    this.onDispose(this.session.staffNews.listen((news) => this.heard(news)));
    this.onDispose(() => this.unfollow());
    this.draw();
  }

  readonly may = (action: Action): boolean => this.getSnapshot().rules.chair.includes(action);

  readonly want = (wish: Wish | null): void => this.show({ wish });

  // ---- choosing posts

  readonly choose = (choosing: boolean): void => this.show({ choosing, chosen: [] });

  readonly toggle = (postId: string): void => {
    const { chosen } = this.getSnapshot();
    const without = chosen.filter((id) => id !== postId);
    if (without.length === chosen.length && chosen.length >= splitMax) return;
    this.show({ choosing: true, chosen: without.length < chosen.length ? without : [...chosen, postId] });
  };

  // ---- what is under a cover

  readonly lift = async (postId: string): Promise<void> => {
    const { post, reason, coveredBy } = await this.chair.ask("readCoveredPost", { postId });
    const { members } = this.session.store.state;
    this.show({ covered: new Map(this.getSnapshot().covered).set(postId, { html: post?.html ?? "", reason, by: personOf(coveredBy, members).handle }) });
  };

  readonly lower = (postId: string): void => {
    const covered = new Map(this.getSnapshot().covered);
    covered.delete(postId);
    this.show({ covered });
  };

  readonly sourceOf = (postId: string): string =>
    this.session.store.state.windows.get(this.threadId)?.posts.find((post) => post.id === postId)?.source ?? "";

  // ---- live

  private unfollow: () => void = () => undefined;

  private draw(): void {
    const { state } = this.session.store;
    const thread = state.threads.get(this.threadId)?.thread ?? null;
    if (!thread) return;
    const rules = threadRules(state, thread);
    const before = this.getSnapshot().rules;
    this.show({ thread, rules: JSON.stringify(before) === JSON.stringify(rules) ? before : rules });
    if (rules.chair.includes("read_staff") && this.topicId !== thread.topicId) this.follow(thread.topicId);
    if (!rules.chair.includes("read_staff") && this.topicId) this.leave();
  }

  private follow(topicId: string): void {
    this.unfollow();
    this.topicId = topicId;
    this.unfollow = this.session.followStaff(`staff ${topicId}`);
    void this.readNotes();
    void this.readHeld();
  }

  // The right is gone: so is what it showed.
  private leave(): void {
    this.unfollow();
    this.topicId = "";
    this.show({ notes: [], held: [], covered: new Map(), wish: null, choosing: false, chosen: [] });
  }

  private heard({ thing }: StaffChange): void {
    if (!this.topicId) return;
    if (thing.case === undefined || (thing.case === "noteThreadId" && thing.value === this.threadId)) void this.readNotes();
    if (thing.case === undefined || thing.case === "heldPostId") void this.readHeld();
  }

  readonly readNotes = async (): Promise<void> => {
    const reply = await this.chair.ask("listNotes", { threadId: this.threadId }).catch(() => null);
    if (!reply) return;
    const { me, members } = this.session.store.state;
    this.show({
      notes: reply.notes.map((note) => ({
        id: note.id, postId: note.postId, by: personOf(note.by, members), mine: note.by?.id === me?.id, at: Number(note.atMs), html: note.html,
      })),
    });
  };

  readonly readHeld = async (): Promise<void> => {
    if (!this.may("decide_held_post")) return;
    const reply = await this.chair.ask("listHeldPosts", { topicId: this.topicId }).catch(() => null);
    if (!reply) return;
    const { members } = this.session.store.state;
    this.show({
      held: reply.posts.flatMap(({ post, cause, postsOfAuthor }) =>
        post?.threadId !== this.threadId ? [] : [{
          id: post.id, author: personOf(post.author, members), at: Number(post.writtenAtMs), html: post.html,
          cause: cause === HoldCause.HOLD_WORD_RULE ? "wordRule" as const : "newcomer" as const, postsOfAuthor,
        }]),
    });
  };
}
