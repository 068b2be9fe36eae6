import type { DescMethodUnary, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import { called, type Fetch } from "./called";
import { refusedOver } from "./refusal";

export type { Fetch } from "./called";

// One call at the members' door.
export function unary<M extends DescMethodUnary>(fetch: Fetch, method: M, ask: MessageInitShape<M["input"]>): Promise<MessageShape<M["output"]>> {
  return called(fetch, "", method, ask, refusedOver);
}
