import { RequestDeskService } from "../wire/gen/proto/listening_pb";
import { newCommandId } from "./bytes";
import { Calls, type Answer, type Ask } from "./calls";
import type { Session } from "./session";

type Methods = (typeof RequestDeskService)["method"];

// What companies ask of the members, as the chair decides it.
export class Requests extends Calls<Methods> {
  constructor(session: Session) {
    super(session, RequestDeskService.method);
  }

  act<N extends keyof Methods>(name: N, request: Ask<Methods, N>): Promise<Answer<Methods, N>> {
    return this.insist(name, { ...request, commandId: newCommandId() } as Ask<Methods, N>);
  }
}
