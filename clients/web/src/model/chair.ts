import { ModeratorService } from "../wire/gen/proto/moderator_pb";
import { newCommandId } from "./bytes";
import { Calls, type Answer, type Ask } from "./calls";
import type { Session } from "./session";

type Methods = (typeof ModeratorService)["method"];

// What the chair does and reads. A decision is made once: it is sent again under its own id until it is answered, and
// told as not done when nobody answers for long. It is kept on no shelf: whoever decides sees it done.
export class Chair extends Calls<Methods> {
  constructor(session: Session) {
    super(session, ModeratorService.method);
  }

  act<N extends keyof Methods>(name: N, request: Ask<Methods, N>): Promise<Answer<Methods, N>> {
    return this.insist(name, { ...request, commandId: newCommandId() } as Ask<Methods, N>);
  }
}
