import { MemberService } from "../wire/gen/proto/member_pb";
import { newCommandId } from "./bytes";
import { Calls } from "./calls";
import type { Session } from "./session";

// What a member does about the gallery.
export class Listening {
  constructor(private readonly session: Session) {}

  // For good. Asked again under one id, it is done once.
  async withdraw(postId: string): Promise<void> {
    await new Calls(this.session, MemberService.method).insist("withdrawPost", { commandId: newCommandId(), postId });
  }
}
