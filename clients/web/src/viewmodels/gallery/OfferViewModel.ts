import { newCommandId } from "../../model/bytes";
import { Listening } from "../../model/listening";
import type { Session } from "../../model/session";
import { LicenceLevel, RequestState } from "../../wire/gen/proto/gallery_pb";
import type { AskedRequest } from "../../wire/gen/proto/listening_pb";
import { ViewModel } from "../viewmodel";

export { LicenceLevel, RequestState };
export type { AskedRequest };

export interface OfferSnapshot {
  request: AskedRequest | null; // null: not told
}

// What a company asks in a thread, and whether I take part.
export class OfferViewModel extends ViewModel<OfferSnapshot> {
  private readonly listening: Listening;

  constructor(readonly session: Session, private readonly requestId: string) {
    super({ request: null });
    this.listening = new Listening(session);
  }

  protected start(): void {
    void this.load();
  }

  readonly load = async (): Promise<void> => {
    const reply = await this.listening.ask("getRequest", { requestId: this.requestId }).catch(() => null);
    if (reply?.request) this.show({ request: reply.request });
  };

  readonly offer = async (offers: boolean, letsKnow: string): Promise<void> => {
    await this.listening.insist("offer", { commandId: newCommandId(), requestId: this.requestId, offers, letsKnow });
    await this.load();
  };
}
