import { ExtractFormat, ExtractState, SubscriberService, type Extract, type ExtractNotice } from "../../wire/gen/proto/subscriber_pb";
import { bytesOf, idOf, type Id } from "../model/ids";
import { AskedViewModel } from "./AskedViewModel";

export interface Basket {
  extracts: readonly Extract[];
  more: boolean;
  notices: readonly ExtractNotice[];
  acknowledged: number;
}
export interface Exported {
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

const pageExtracts = 50;
const noticesShown = 200;

// What the company has taken to quote, and what became of it since.
export class ExtractsViewModel extends AskedViewModel<Basket> {
  async readMore(): Promise<void> {
    const had = this.value;
    const last = had?.extracts.at(-1);
    if (!had || !last) return;
    const { extracts, more } = await this.page(last.number);
    this.put({ ...had, extracts: [...had.extracts, ...extracts], more });
  }

  // All that was told up to the last notice shown.
  async acknowledge(): Promise<void> {
    const last = this.value?.notices.at(-1);
    if (!last) return;
    await this.room.calls.ask(SubscriberService.method.acknowledgeNotices, { upto: last.number });
    await Promise.all([this.read(), this.room.lookAgain()]);
  }

  async export(format: ExtractFormat): Promise<Exported> {
    const { fileName, mediaType, content } = await this.room.calls.ask(SubscriberService.method.exportExtracts, { format });
    return { name: fileName, type: mediaType, bytes: content as Uint8Array<ArrayBuffer> };
  }

  protected async ask(): Promise<Basket> {
    const [{ extracts, more }, all] = await Promise.all([this.page(0n), this.waiting()]);
    return { extracts, more, ...all };
  }

  private page(before: bigint) {
    return this.room.calls.ask(SubscriberService.method.listExtracts, { before, limit: pageExtracts });
  }

  // Those that nobody has acknowledged yet.
  private async waiting(): Promise<{ notices: ExtractNotice[]; acknowledged: number }> {
    const known = await this.room.calls.ask(SubscriberService.method.listNotices, { limit: 1 });
    const { notices } = await this.room.calls.ask(SubscriberService.method.listNotices, { after: known.acknowledged, limit: noticesShown });
    return { notices, acknowledged: Number(known.acknowledged) };
  }
}

export const quotable = (extract: Extract): boolean => extract.state === ExtractState.EXTRACT_STANDS || extract.state === ExtractState.EXTRACT_EDITED;
export const extractId = (bytes: Uint8Array): Id => idOf(bytes);
export const wanted = (topic: Id, post: Id) => ({ topic: bytesOf(topic), post: bytesOf(post) });
