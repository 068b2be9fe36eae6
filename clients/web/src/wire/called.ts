import { create, fromBinary, toBinary, type DescMethodUnary, type MessageInitShape, type MessageShape } from "@bufbuild/protobuf";
import { LineLost } from "./lost";

export type Fetch = (address: string, request: RequestInit) => Promise<Response>;

// One unary call in the Connect manner, at the door that `before` names. The session travels in a cookie, which this
// code cannot see. What is no answer is thrown, as that door's `refusedOver` reads it.
export async function called<M extends DescMethodUnary>(
  fetch: Fetch,
  before: string,
  method: M,
  ask: MessageInitShape<M["input"]>,
  refusedOver: (answer: Response) => Promise<Error>,
): Promise<MessageShape<M["output"]>> {
  const body = toBinary(method.input, create(method.input, ask)) as Uint8Array<ArrayBuffer>;
  const answer = await send(fetch, `${before}/${method.parent.typeName}/${method.name}`, body);
  if (!answer.ok) throw await refusedOver(answer);
  return fromBinary(method.output, new Uint8Array(await answer.arrayBuffer())) as MessageShape<M["output"]>;
}

async function send(fetch: Fetch, path: string, body: Uint8Array<ArrayBuffer>): Promise<Response> {
  try {
    return await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/proto" },
      credentials: "same-origin",
      cache: "no-store",
      body,
    });
  } catch {
    throw new LineLost("nobody answered");
  }
}
