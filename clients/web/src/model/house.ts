import { HouseService } from "../wire/gen/proto/house_pb";
import { Calls } from "./calls";
import type { Session } from "./session";

// The gallery as its host keeps it. What is not answered may have been done: one looks before one does it again.
export class House extends Calls<(typeof HouseService)["method"]> {
  constructor(session: Session) {
    super(session, HouseService.method);
  }
}
