import { Listening } from "../../model/listening";
import type { Session } from "../../model/session";
import { ReadingKind } from "../../wire/gen/proto/gallery_pb";
import type { CompanyWeek, GetListeningWeekReply, RegisterEntry } from "../../wire/gen/proto/listening_pb";
import { Visibility } from "../../wire/gen/proto/member_pb";
import { Refused } from "../../wire/refusal";
import { ViewModel } from "../viewmodel";

export { ReadingKind };
export type { CompanyWeek };

// What one company did in one minute with posts of mine.
export interface RegisterRow {
  key: string;
  company: string;
  kind: ReadingKind;
  at: number;
  posts: number;
  postIds: readonly string[]; // the first of them
}

export interface Week {
  ago: number; // 0: the one that runs
  from: number;
  companies: readonly CompanyWeek[];
}

export interface RegisterSnapshot {
  state: "loading" | "ready" | "failed";
  rows: readonly RegisterRow[];
  more: boolean;
  week: Week | null; // null: not told
}

// One post of mine as the register names it. Empty words: not told.
export interface NamedPost {
  id: string;
  words: string;
  heard: boolean; // it may still be in the gallery
}

const weeksMax = 52;
const excerptMax = 140;

// The listeners' register: which company read, found or exported which posts of mine, to the minute.
export class RegisterViewModel extends ViewModel<RegisterSnapshot> {
  private readonly listening: Listening;

  constructor(private readonly session: Session) {
    super({ state: "loading", rows: [], more: false, week: null });
    this.listening = new Listening(session);
  }

  protected start(): void {
    void this.load();
    void this.turn(0);
  }

  readonly load = async (): Promise<void> => {
    try {
      const { entries, more } = await this.listening.ask("listRegister", {});
      this.show({ state: "ready", rows: entries.map(rowOf), more });
    } catch {
      this.show({ state: "failed" });
    }
  };

  readonly loadMore = async (): Promise<void> => {
    const { rows } = this.getSnapshot();
    const last = rows.at(-1);
    if (!last) return;
    const reply = await this.listening.ask("listRegister", { beforeMs: BigInt(last.at) }).catch(() => null);
    if (!reply) return;
    const have = new Set(rows.map((row) => row.key));
    this.show({ rows: [...rows, ...reply.entries.map(rowOf).filter((row) => !have.has(row.key))], more: reply.more });
  };

  // To the week that lies so many weeks back.
  readonly turn = async (ago: number): Promise<void> => {
    if (ago < 0 || ago > weeksMax) return;
    const reply: GetListeningWeekReply | null = await this.listening.ask("getListeningWeek", { weeksAgo: ago }).catch(() => null);
    if (reply) this.show({ week: { ago, from: Number(reply.weekMs), companies: reply.companies } });
  };

  readonly withdraw = (postId: string): Promise<void> => this.listening.withdraw(postId);

  readonly name = async (postId: string): Promise<NamedPost> => {
    try {
      const { post } = await this.session.ask("getPost", { $typeName: "plenum.v1.GetPostRequest", postId });
      if (!post || post.deleted || post.hidden) return { id: postId, words: "", heard: false };
      const words = [...post.source.replace(/\s+/g, " ")].slice(0, excerptMax).join("");
      return { id: postId, words, heard: post.visibility === Visibility.OBSERVED && !post.withdrawn };
    } catch (why) {
      if (why instanceof Refused) return { id: postId, words: "", heard: true }; // who may read nothing may still withdraw
      throw why;
    }
  };
}

function rowOf({ company, kind, minuteMs, posts, postIds }: RegisterEntry): RegisterRow {
  return { key: `${minuteMs} ${kind} ${company}`, company, kind, at: Number(minuteMs), posts, postIds };
}
