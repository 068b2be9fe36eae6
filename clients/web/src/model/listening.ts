import { ListeningService } from "../wire/gen/proto/listening_pb";
import { MemberService } from "../wire/gen/proto/member_pb";
import { newCommandId } from "./bytes";
import { Calls } from "./calls";
import type { Session } from "./session";

// What a member sees of the gallery, and does about it.
export class Listening extends Calls<(typeof ListeningService)["method"]> {
  constructor(session: Session) {
    super(session, ListeningService.method);
  }

  // For good. Asked again under one id, it is done once.
  async withdraw(postId: string): Promise<void> {
    await new Calls(this.session, MemberService.method).insist("withdrawPost", { commandId: newCommandId(), postId });
  }
}
