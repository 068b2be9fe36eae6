import { create, fromBinary, toBinary, type DescMethodUnary, type MessageInitShape, type MessageShape } from "@bufbuild/protobuf";
import { LineLost, refusedOver } from "./refused";

export type Fetch = (address: string, request: RequestInit) => Promise<Response>;

// Calls at the gallery's door. The seat's session travels in a cookie of that door's own, which this code cannot see.
export class Calls {
  constructor(private readonly fetch: Fetch) {}

  async ask<M extends DescMethodUnary>(method: M, ask: MessageInitShape<M["input"]>): Promise<MessageShape<M["output"]>> {
    const body = toBinary(method.input, create(method.input, ask)) as Uint8Array<ArrayBuffer>;
    const answer = await this.send(`/v1/observer/${method.parent.typeName}/${method.name}`, body);
    if (!answer.ok) throw await refusedOver(answer);
    return fromBinary(method.output, new Uint8Array(await answer.arrayBuffer())) as MessageShape<M["output"]>;
  }

  private async send(path: string, body: Uint8Array<ArrayBuffer>): Promise<Response> {
    try {
      return await this.fetch(path, {
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
}
