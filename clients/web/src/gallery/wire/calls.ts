import type { DescMethodUnary, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import { called, type Fetch } from "../../wire/called";
import { refusedOver } from "./refused";

export type { Fetch } from "../../wire/called";

// Calls at the gallery's door, with the seat's own session.
export class Calls {
  constructor(private readonly fetch: Fetch) {}

  ask<M extends DescMethodUnary>(method: M, ask: MessageInitShape<M["input"]>): Promise<MessageShape<M["output"]>> {
    return called(this.fetch, "/v1/observer", method, ask, refusedOver);
  }
}
