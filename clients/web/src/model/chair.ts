import { type DescMethodUnary, type MessageInitShape, type MessageShape } from "@bufbuild/protobuf";
import { backoffMs } from "../wire/backoff";
import { ModeratorService } from "../wire/gen/proto/moderator_pb";
import { LineLost, passesWithTime, Refused } from "../wire/refusal";
import { newCommandId } from "./bytes";
import type { Session } from "./session";

type Methods = (typeof ModeratorService)["method"];
type Name = keyof Methods;
type Ask<N extends Name> = Methods[N] extends DescMethodUnary ? MessageInitShape<Methods[N]["input"]> : never;
type Answer<N extends Name> = Methods[N] extends DescMethodUnary ? MessageShape<Methods[N]["output"]> : never;

const tries = 4;

// What the chair does and reads, by HTTP. A decision is made once: it is sent again under its own id until it is
// answered, and told as not done when nobody answers for long. It is kept on no shelf: whoever decides sees it done.
export class Chair {
  constructor(private readonly session: Session) {}

  ask<N extends Name>(name: N, request: Ask<N>): Promise<Answer<N>> {
    return this.session.call(ModeratorService.method[name] as never, request as never) as Promise<Answer<N>>;
  }

  act<N extends Name>(name: N, request: Ask<N>): Promise<Answer<N>> {
    return this.insist(name, { ...request, commandId: newCommandId() } as Ask<N>);
  }

  // Asked again while the server is only busy, or does not answer.
  async insist<N extends Name>(name: N, request: Ask<N>): Promise<Answer<N>> {
    for (let turn = 1; ; turn += 1) {
      try {
        return await this.ask(name, request);
      } catch (why) {
        const later = why instanceof LineLost || (why instanceof Refused && passesWithTime(why));
        if (!later || turn === tries) throw why;
        await this.rest(Math.max(why instanceof Refused ? why.retryAfterMs : 0, backoffMs(turn, this.session.clock)));
      }
    }
  }

  private rest(ms: number): Promise<void> {
    return new Promise((done) => void this.session.clock.after(ms, () => done()));
  }
}
