import type { DescMethodUnary, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import { backoffMs } from "../wire/backoff";
import { LineLost, passesWithTime, Refused } from "../wire/refusal";
import type { Session } from "./session";

export type Ask<M, N extends keyof M> = M[N] extends DescMethodUnary ? MessageInitShape<M[N]["input"]> : never;
export type Answer<M, N extends keyof M> = M[N] extends DescMethodUnary ? MessageShape<M[N]["output"]> : never;

const tries = 4;

// The methods of one service, by HTTP.
export class Calls<M> {
  constructor(protected readonly session: Session, private readonly methods: M) {}

  ask<N extends keyof M>(name: N, request: Ask<M, N>): Promise<Answer<M, N>> {
    return this.session.call(this.methods[name] as never, request as never) as Promise<Answer<M, N>>;
  }

  // Asked again while the server is only busy, or does not answer. For what is done once however often it is asked.
  async insist<N extends keyof M>(name: N, request: Ask<M, N>): Promise<Answer<M, N>> {
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
