import { create, fromBinary, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { Session } from "../model/session";
import { MemberService, type Update } from "../wire/gen/proto/member_pb";
import type { Method, RequestOf } from "../wire/calls";
import { applyUpdate } from "../model/apply";
import { cast } from "./assembly";
import { MemoryShelf, settle, StillClock } from "./still";

export type Answers = { [M in Method]?: (request: RequestOf<M>) => MessageInitShape<(typeof MemberService.method)[M]["output"]> };

// A session whose reads are answered by the test over HTTP, and that has no line until it is given one.
export function room(answers: Answers) {
  const clock = new StillClock();
  const shelf = new MemoryShelf();
  const asked: Method[] = [];
  const fetch = async (address: string, ask: RequestInit): Promise<Response> => {
    const method = Object.values(MemberService.method).find((one) => address.endsWith(`/${one.name}`))!;
    const name = method.localName as Method;
    asked.push(name);
    const answer = answers[name] as ((request: unknown) => object) | undefined;
    if (!answer) return new Response(JSON.stringify({ code: "not_found", refusal: { code: "NOT_FOUND", sentence: "There is nothing here." } }), { status: 404, headers: { "plenum-refusal": "80" } });
    const reply = create(method.output, answer(fromBinary(method.input, ask.body as Uint8Array)) as never);
    return new Response(toBinary(method.output, reply) as Uint8Array<ArrayBuffer>);
  };
  const session = new Session({ clock, shelf, fetch, dial: () => { throw new Error("no line here"); }, me: cast.hamlet, community: "Elsinore" });
  const hear = (updates: readonly Update[]) => session.store.change((state) => updates.reduce(applyUpdate, state));
  return { session, clock, shelf, asked, hear };
}

// HTTP answers take more turns than a promise.
export async function answersCome(): Promise<void> {
  for (let i = 0; i < 10; i += 1) {
    await new Promise((done) => setTimeout(done, 0));
    await settle();
  }
}
