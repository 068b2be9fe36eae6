import { create } from "@bufbuild/protobuf";
import { marked } from "marked";
import { emptyState, type State } from "../src/model/state";
import { Format, MemberSchema, PostSchema, Role, ThreadPresenceSchema, ThreadSchema, TopicSchema, Watch, type Member, type Post } from "../src/wire/gen/proto/member_pb";
import community from "../../../deploy/demo/community.json";

interface DemoPost {
  by: string;
  minutes_ago: number;
  body: string;
  reply_to?: number;
  deleted?: boolean;
  edited_from?: string;
  reactions?: { emoji: string; by: string[] }[];
}

interface DemoTopic {
  slug: string;
  threads: { title: string; posts: DemoPost[] }[];
}

const files = import.meta.glob<DemoTopic>("../../../deploy/demo/topics/*.json", { eager: true, import: "default" });
const roles: Record<string, Role> = { member: Role.MEMBER, moderator: Role.MODERATOR, admin: Role.ADMIN };
const minute = 60_000;
const long = 400; // posts of the thread that tries the list

const members = new Map<string, Member>();
for (const [i, one] of (community.members as { handle: string; specialty: string; region: string; role: string; representative_of?: string }[]).entries()) {
  members.set(one.handle, create(MemberSchema, { id: String(i + 1), handle: one.handle, specialty: one.specialty, region: one.region, role: roles[one.role], represents: one.representative_of ?? "" }));
}

const html = (source: string): string =>
  (marked.parse(source, { async: false }) as string).replace(/@([a-z]+)/g, (whole, handle: string) => {
    const id = members.get(handle)?.id;
    return id ? `<a class="mention" data-member="${id}" href="/members/${id}">${whole}</a>` : whole;
  });

// A community as one member finds it, some of it unread.
export function snapshot(): State {
  const now = Date.now();
  const topics = new Map(), threads = new Map(), lists = new Map(), windows = new Map(), presence = new Map();
  let next = 100;
  for (const [t, about] of community.topics.entries()) {
    const topicId = String(t + 1);
    const demo = Object.values(files).find((file) => file.slug === about.slug);
    const listed = new Set<string>();
    let unreadThreads = 0;
    for (const [n, thread] of [...(demo?.threads ?? []), ...(t === 0 ? [stress()] : [])].entries()) {
      const id = String((next += 1));
      const posts = thread.posts.map((one, i) => post(one, i, id, topicId, now, (next += 1)));
      for (const [i, one] of thread.posts.entries()) quote(posts, i, one.reply_to);
      const last = posts.at(-1) as Post;
      const unread = n % 3 === 0 ? Math.min(posts.length - 1, 4) : 0;
      unreadThreads += Number(unread > 0);
      const cursor = posts[posts.length - 1 - unread]?.place ?? "0";
      threads.set(id, {
        thread: create(ThreadSchema, {
          id, topicId, title: thread.title, openedBy: posts[0]?.author, openedAtMs: posts[0]?.writtenAtMs, version: 1, posts: posts.length,
          lastPostAtMs: last.writtenAtMs, lastPostBy: last.author, lastPlace: last.place, excerpt: thread.posts[0]?.body.replace(/[*_#|`>-]/g, "").slice(0, 200), locked: n === 5,
        }),
        reading: { $typeName: "plenum.v1.Reading", cursor, unread, watch: n === 1 ? Watch.FOLLOWED : n === 4 ? Watch.MUTED : Watch.NORMAL, mentioned: n === 3 },
        countedTo: last.place,
      });
      windows.set(id, { posts, moreBefore: false, moreAfter: false, indexOfFirst: 0 });
      listed.add(id);
      if (n < 2) presence.set(id, create(ThreadPresenceSchema, { threadId: id, here: ["kent", "portia", "viola", "edgar"].map((h) => members.get(h) as Member), hereTotal: 7, typing: [members.get("portia") as Member] }));
    }
    topics.set(topicId, { topic: create(TopicSchema, { id: topicId, title: about.title, problem: about.problem, version: 1 }), unreadThreads });
    lists.set(topicId, { more: false, listed });
  }
  return { ...emptyState, me: members.get("hamlet") as Member, community: community.name, topics, topicsKnown: true, threads, lists, windows, presence };
}

function post(one: DemoPost, i: number, threadId: string, topicId: string, now: number, id: number): Post {
  return create(PostSchema, {
    id: String(id), threadId, topicId, place: String(1000 + i), version: 1, author: members.get(one.by), format: Format.MARKDOWN,
    writtenAtMs: BigInt(now - Math.round(one.minutes_ago * minute)), edits: one.edited_from ? 1 : 0,
    deleted: one.deleted ?? false, deletedBy: members.get(one.by)?.id,
    source: one.deleted ? "" : one.body, html: one.deleted ? "" : html(one.body),
    reactions: (one.reactions ?? []).map(({ emoji, by }) => ({ emoji, count: by.length, first: by.map((h) => members.get(h) as Member), mine: by.includes("hamlet") })),
  });
}

function quote(posts: Post[], i: number, to: number | undefined): void {
  const quoted = to === undefined ? undefined : posts[to];
  const one = posts[i];
  if (!quoted || !one) return;
  one.replyTo = { $typeName: "plenum.v1.Quote", postId: quoted.id, author: quoted.author, excerpt: quoted.source.slice(0, 160), deleted: quoted.deleted };
}

// What real conversations do to a page: length, code, tables, right-to-left, words without a break.
function stress(): DemoTopic["threads"][number] {
  const bodies = [
    "A short one.",
    "مرحبا بالزملاء، هل لدى أحدكم خبرة مع هذه الرسالة؟ القيمة كانت 7.4 ثم 4.3.",
    "```cpp\nfor (std::size_t i = 0; i < posts.size(); ++i) {\n  if (posts[i].author == me) continue;  // a line that is long enough to need scrolling sideways on any screen whatever\n}\n```\nand `inline code` too.",
    "| segment | field | before | after |\n|---|---|---:|---:|\n| OBX | 5 | 7.4 | 4.3 |\n| PID | 3 | 0012345 | 12345 |\n| MSH | 9 | ORU^R01^ORU_R01 | ORU^R30^ORU_R30 |",
    "https://example.org/a/very/long/address/that/does/not/break/anywhere/because/it/has/no/spaces?and=parameters&of=every&kind=in&it=" + "x".repeat(80),
    "> What was said before, at some length, and then some more of it.\n\nYes, but:\n\n1. first\n2. second\n   - nested\n3. third\n\n" + "A paragraph that goes on for a while to fill the measure and then some. ".repeat(6),
  ];
  const names = [...members.keys()];
  return {
    title: "A thread of four hundred posts with a title that is itself far longer than anybody would wish, and Donaudampfschifffahrtsgesellschaftskapitän in it",
    posts: Array.from({ length: long }, (_, i) => ({ by: names[(i * 7) % names.length] as string, minutes_ago: (long - i) * 37, body: `${bodies[i % bodies.length]}`, reply_to: i % 9 === 8 ? i - 4 : undefined })),
  };
}
