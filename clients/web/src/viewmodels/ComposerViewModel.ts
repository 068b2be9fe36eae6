import type { DraftPlace, DraftText } from "../model/drafts";
import { completed, fromSource, mentionAt, toSource } from "../model/mentions";
import { none } from "../model/place";
import { isListened } from "../model/listened";
import type { Session } from "../model/session";
import type { Cancel } from "../wire/clock";
import { Refused } from "../wire/refusal";
import { personOf, type Person } from "./person";
import { ViewModel } from "./viewmodel";

export interface ReplyTarget {
  postId: string;
  handle: string;
  quote: string; // words one selected; empty: the whole post
}

export interface ComposerSnapshot {
  ready: boolean; // the draft has been looked for
  title: string;
  text: string;
  reply: ReplyTarget | null;
  saved: "nothing" | "here" | "everywhere"; // where what is typed is safe
  preview: { html: string; state: "loading" | "ready" | "failed" } | null;
  found: readonly Person[]; // members to complete the word at the caret with
  active: number;
  caret: number | null; // where the caret belongs after a completion
  membersOnly: boolean; // no company is to read it
}

export type Purpose =
  | { is: "reply"; threadId: string }
  | { is: "new thread"; topicId: string }
  | { is: "edit"; threadId: string; postId: string; source: string };

const localRestMs = 250;
const serverRestMs = 2_000;
const typingEveryMs = 3_000;
const findRestMs = 120;

// What one is writing: kept here, on the server, and in the outbox once sent. It never clears a text that has
// not been handed to the outbox.
export class ComposerViewModel extends ViewModel<ComposerSnapshot> {
  private known = new Map<string, string>();
  private timers = new Map<string, Cancel>();
  private typedAt = 0;
  private touched = false;
  private asked = 0;
  private word: { start: number; caret: number } | null = null;

  constructor(private readonly session: Session, readonly purpose: Purpose, private readonly onSent: (id: string) => void) {
    super({ ready: false, title: "", text: "", reply: null, saved: "nothing", preview: null, found: [], active: 0, caret: null, membersOnly: false });
    if (purpose.is === "edit") this.take({ ...blank(this.place()), source: purpose.source });
  }

  protected start(): void {
    this.onDispose(() => this.leave());
    if (this.purpose.is !== "edit") void this.recall();
  }

  // ---- writing

  readonly type = (text: string, caret: number): void => {
    this.show({ text, caret: null });
    this.changed();
    this.look(text, caret);
    if (this.purpose.is !== "new thread") this.tellTyping();
  };

  readonly nameIt = (title: string): void => {
    this.show({ title });
    this.changed();
  };

  readonly replyTo = (reply: ReplyTarget | null): void => {
    this.show({ reply });
    this.changed();
  };

  // Stays as one set it: what is written next goes no further than what was written before.
  readonly keepAmongMembers = (membersOnly: boolean): void => {
    this.show({ membersOnly });
    this.changed();
  };

  readonly put = (text: string): void => {
    const { text: shown, known } = fromSource(text);
    for (const [handle, id] of known) this.known.set(handle, id);
    const before = this.getSnapshot().text.trimEnd();
    this.show({ text: before ? `${before}\n\n${shown}` : shown });
    this.changed();
  };

  // ---- sending

  readonly canSend = (): boolean => {
    const { text, title } = this.getSnapshot();
    return text.trim() !== "" && (this.purpose.is !== "new thread" || title.trim() !== "");
  };

  readonly send = (): void => {
    if (!this.canSend()) return;
    const { title, reply, membersOnly } = this.getSnapshot();
    const source = this.source();
    const { purpose } = this;
    const id =
      purpose.is === "reply"
        ? this.session.act("writePost", { threadId: purpose.threadId, source, replyTo: reply?.postId ?? none, quote: reply?.quote ?? "", membersOnly: membersOnly || !this.listened() })
        : purpose.is === "edit"
          ? this.session.act("editPost", { postId: purpose.postId, source })
          : this.session.act("openThread", { topicId: purpose.topicId, title: title.trim(), source, membersOnly });
    this.clear();
    this.onSent(id);
  };

  readonly discard = (): void => this.clear();

  // ---- who will read it

  readonly topicId = (): string =>
    this.purpose.is === "new thread" ? this.purpose.topicId : this.session.store.state.threads.get(this.purpose.threadId)?.thread.topicId ?? none;

  // What was written where nobody listened stays so, however long it waits for the line.
  private listened(): boolean {
    return isListened(this.session.store.state.topics.get(this.topicId())?.topic);
  }

  // ---- preview

  readonly togglePreview = (): void => {
    if (this.getSnapshot().preview) return this.show({ preview: null });
    this.show({ preview: { html: "", state: "loading" } });
    this.session.ask("preview", { $typeName: "plenum.v1.PreviewRequest", source: this.source() }).then(
      ({ html }) => this.getSnapshot().preview && this.show({ preview: { html, state: "ready" } }),
      () => this.getSnapshot().preview && this.show({ preview: { html: "", state: "failed" } }),
    );
  };

  // ---- completion of a handle

  readonly move = (by: number): void => {
    const { found, active } = this.getSnapshot();
    this.show({ active: (active + by + found.length) % Math.max(1, found.length) });
  };

  readonly pick = (at: number): void => {
    const { found, text } = this.getSnapshot();
    const person = found[at];
    if (!person || !this.word) return;
    this.known.set(person.handle, person.id);
    const done = completed(text, this.word.start, this.word.caret, person.handle);
    this.show({ text: done.text, caret: done.caret, found: [], active: 0 });
    this.changed();
  };

  readonly closeFound = (): void => this.show({ found: [], active: 0 });

  private look(text: string, caret: number): void {
    const at = mentionAt(text, caret);
    this.word = at && { start: at.start, caret };
    const turn = (this.asked += 1);
    if (!at) return this.show({ found: [], active: 0 });
    this.later("find", findRestMs, () => {
      const threadId = this.purpose.is === "new thread" ? none : this.purpose.threadId;
      this.session.ask("findMembers", { $typeName: "plenum.v1.FindMembersRequest", prefix: at.prefix, threadId, limit: 0 }).then(
        ({ members }) => turn === this.asked && this.show({ found: members.map((one) => personOf(one)), active: 0 }),
        () => undefined, // a completion is a kindness, not a promise
      );
    });
  }

  // ---- keeping

  private place(): DraftPlace {
    const { purpose } = this;
    if (purpose.is === "new thread") return { threadId: none, topicId: purpose.topicId };
    return { threadId: purpose.threadId, topicId: none };
  }

  readonly source = (): string => {
    return toSource(this.getSnapshot().text.trim(), this.known);
  };

  private draft(): DraftText {
    const { title, reply, membersOnly } = this.getSnapshot();
    const source = toSource(this.getSnapshot().text, this.known);
    return { ...this.place(), title, source, membersOnly, replyTo: reply?.postId ?? none, quote: reply?.quote ?? "", savedAt: this.session.clock.now() };
  }

  private async recall(): Promise<void> {
    const local = this.session.drafts.get(this.place());
    if (local?.source || local?.title || local?.membersOnly) this.take(local);
    try {
      const { draft } = await this.session.ask("getDraft", { $typeName: "plenum.v1.GetDraftRequest", ...this.place() });
      const younger = draft && (draft.source || draft.title) && Number(draft.savedAtMs) > (local?.savedAt ?? 0);
      if (younger && !this.touched) this.take({ ...draft, quote: "", savedAt: Number(draft.savedAtMs) });
    } catch (why) {
      if (why instanceof Refused) this.show({ saved: "nothing" });
    }
    this.show({ ready: true });
  }

  private take(draft: DraftText): void {
    const { text, known } = fromSource(draft.source);
    this.known = new Map(known);
    const reply = draft.replyTo === none ? null : { postId: draft.replyTo, handle: this.handleOf(draft.replyTo), quote: draft.quote };
    const membersOnly = draft.membersOnly ?? this.getSnapshot().membersOnly; // the server's copy does not know
    this.show({ title: draft.title, text, reply, membersOnly, ready: true, saved: draft.source ? "here" : "nothing" });
  }

  private handleOf(postId: string): string {
    const { threadId } = this.place();
    const post = this.session.store.state.windows.get(threadId)?.posts.find((one) => one.id === postId);
    return post?.author?.handle ?? "";
  }

  private changed(): void {
    this.touched = true;
    if (this.purpose.is === "edit") return;
    this.later("here", localRestMs, () => this.keepHere());
    this.later("server", serverRestMs, () => this.keepEverywhere());
  }

  private keepHere(): void {
    this.session.drafts.save(this.draft());
    this.show({ saved: this.getSnapshot().text ? "here" : "nothing" });
  }

  private keepEverywhere(): void {
    const { threadId, topicId, title, source, replyTo } = this.draft();
    const told = this.session.ask("saveDraft", { $typeName: "plenum.v1.SaveDraftRequest", threadId, topicId, title, source, replyTo });
    told.then(() => source && this.show({ saved: "everywhere" }), () => undefined);
  }

  private clear(): void {
    this.stop();
    this.show({ text: "", title: "", reply: null, preview: null, found: [], saved: "nothing" });
    if (this.purpose.is === "edit") return;
    this.session.drafts.drop(this.place(), this.session.clock.now(), this.getSnapshot().membersOnly);
    this.keepEverywhere();
  }

  // The page may be gone in the next moment.
  readonly keepNow = (): void => {
    if (this.timers.has("here")) this.keepHere();
  };

  private leave(): void {
    const unsaved = this.timers.has("here") || this.timers.has("server");
    this.stop();
    if (!unsaved) return;
    this.keepHere();
    this.keepEverywhere();
  }

  private tellTyping(): void {
    const now = this.session.clock.now();
    if (this.purpose.is === "new thread" || now - this.typedAt < typingEveryMs) return;
    this.typedAt = now;
    this.session.typing(this.purpose.threadId);
  }

  private later(what: string, ms: number, act: () => void): void {
    this.timers.get(what)?.();
    this.timers.set(what, this.session.clock.after(ms, () => {
      this.timers.delete(what);
      act();
    }));
  }

  private stop(): void {
    for (const cancel of this.timers.values()) cancel();
    this.timers.clear();
  }
}

const blank = (place: DraftPlace): DraftText => ({ ...place, title: "", source: "", replyTo: none, quote: "", savedAt: 0 });
