import type { LicenceLevel } from "../../wire/gen/proto/gallery_pb";
import { SubscriberService, type OwnRequest } from "../../wire/gen/proto/subscriber_pb";
import { bytesOf, type Id } from "../model/ids";
import { AskedViewModel } from "./AskedViewModel";

export interface Wish {
  kind: LicenceLevel;
  topic: Id;
  title: string;
  words: string;
  cohort: string;
}

// What the company asked of members, through the chair, and where each stands.
export class RequestsViewModel extends AskedViewModel<readonly OwnRequest[]> {
  async wish(wish: Wish): Promise<void> {
    await this.room.calls.ask(SubscriberService.method.askRequest, { ...wish, topic: bytesOf(wish.topic) });
    await this.read();
  }

  protected async ask(): Promise<readonly OwnRequest[]> {
    const { requests } = await this.room.calls.ask(SubscriberService.method.listRequests, {});
    return [...requests].sort((a, b) => Number(b.askedAtMs - a.askedAtMs));
  }
}
