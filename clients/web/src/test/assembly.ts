import { create } from "@bufbuild/protobuf";
import {
  ListThreadsReplySchema, MemberSchema, PostSchema, ReadThreadReplySchema, ThreadSchema, UpdateSchema, Watch,
  type ListThreadsReply, type Member, type Post, type ReadThreadReply, type Thread, type Update,
} from "../wire/gen/proto/member_pb";

export const cast = Object.fromEntries(
  ["hamlet", "ophelia", "horatio", "iago", "polonius"].map((handle, i) => [handle, create(MemberSchema, { id: String(i + 1), handle })]),
) as Record<"hamlet" | "ophelia" | "horatio" | "iago" | "polonius", Member>;

export const topicId = "7";
export const threadId = "70";

// A plain reference of one thread as a server keeps it for one member. Every act gives the updates that go out;
// `page` and `entry` are what a fresh read would answer. It shares no code with the model it judges.
export class Assembly {
  posts: Post[] = [];
  cursor = 0n;
  watch = Watch.NORMAL;
  private mine = new Map<string, Set<string>>(); // post -> emoji of the reader
  private next = 100;

  constructor(readonly me: Member = cast.hamlet, readonly tellsThread = false) {}

  write(author: Member, source: string, replyTo?: Post): Update[] {
    const at = this.posts.length + 1;
    const post = create(PostSchema, {
      id: String((this.next += 1)), threadId, topicId, place: String(at * 5), version: 1, author,
      writtenAtMs: BigInt(at * 1000), source, html: `<p>${source}</p>`,
      replyTo: replyTo && { postId: replyTo.id, author: replyTo.author, excerpt: replyTo.source, deleted: replyTo.deleted },
    });
    this.posts = [...this.posts, post];
    const updates = [this.told(post)];
    return this.tellsThread ? [create(UpdateSchema, { change: { case: "thread", value: this.thread() } }), ...updates] : updates;
  }

  edit(post: Post, source: string): Update[] {
    return this.change(post, { source, html: `<p>${source}</p>`, edits: post.edits + 1, editedAtMs: 9n });
  }

  remove(post: Post): Update[] {
    for (const one of this.posts) if (one.replyTo?.postId === post.id) one.replyTo = { ...one.replyTo, deleted: true, excerpt: "" };
    this.mine.delete(post.id);
    return this.change(post, { deleted: true, source: "", html: "", reactions: [] });
  }

  react(post: Post, by: Member, emoji: string, added: boolean): Update[] {
    const now = this.find(post);
    const had = now.reactions.find((one) => one.emoji === emoji);
    const has = had?.first.some((one) => one.id === by.id) ?? false;
    if (has === added || now.deleted) return [];
    const first = added ? [...(had?.first ?? []), by] : (had?.first ?? []).filter((one) => one.id !== by.id);
    const count = first.length;
    if (by.id === this.me.id) {
      const mine = this.mine.get(post.id) ?? new Set();
      if (added) mine.add(emoji);
      else mine.delete(emoji);
      this.mine.set(post.id, mine);
    }
    const made = { $typeName: "plenum.v1.Reaction" as const, emoji, count, first, mine: false };
    const reactions = had ? now.reactions.flatMap((one) => (one !== had ? [one] : count ? [made] : [])) : [...now.reactions, made];
    this.put({ ...now, version: now.version + 1, reactions });
    const change = { postId: post.id, postVersion: now.version + 1, emoji, by, added, count };
    return [create(UpdateSchema, { change: { case: "reaction", value: { $typeName: "plenum.v1.ReactionChange", ...change } } })];
  }

  move(place: string): Update[] {
    if (BigInt(place) <= this.cursor) return [];
    this.cursor = BigInt(place);
    return [create(UpdateSchema, { change: { case: "cursor", value: { $typeName: "plenum.v1.CursorMove", threadId, place } } })];
  }

  thread(): Thread {
    const [first] = this.posts;
    const last = this.posts.at(-1);
    return create(ThreadSchema, {
      id: threadId, topicId, title: "On being", version: 1, posts: this.posts.length, openedBy: first?.author,
      lastPlace: last?.place ?? "0", lastPostAtMs: last?.writtenAtMs ?? 0n, lastPostBy: last?.author,
    });
  }

  list(): ListThreadsReply {
    return create(ListThreadsReplySchema, { threads: [this.entry()] });
  }

  page(from = 0, to = this.posts.length): ReadThreadReply {
    const posts = this.posts.slice(from, to).map((post) => this.toMe(post));
    return create(ReadThreadReplySchema, { entry: this.entry(), posts, moreBefore: from > 0, moreAfter: to < this.posts.length, indexOfFirst: from });
  }

  private entry() {
    const unread = this.posts.filter((post) => BigInt(post.place) > this.cursor && post.author?.id !== this.me.id).length;
    return { thread: this.thread(), reading: { cursor: String(this.cursor), unread: Math.min(99, unread), watch: this.watch, mentioned: false } };
  }

  private toMe(post: Post): Post {
    const mine = this.mine.get(post.id);
    return { ...post, reactions: post.reactions.map((one) => ({ ...one, mine: mine?.has(one.emoji) ?? false })) };
  }

  private change(post: Post, change: Partial<Post>): Update[] {
    const now = this.find(post);
    const after = { ...now, ...change, version: now.version + 1 };
    this.put(after);
    return [this.told(after)];
  }

  private told(post: Post): Update {
    return create(UpdateSchema, { change: { case: "post", value: structuredClone(post) } });
  }

  private find(post: Post): Post {
    return this.posts.find((one) => one.id === post.id) as Post;
  }

  private put(post: Post): void {
    this.posts = this.posts.map((one) => (one.id === post.id ? post : one));
  }
}
