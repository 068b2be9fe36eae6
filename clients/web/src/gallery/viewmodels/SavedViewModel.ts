import type { AlertKind } from "../../wire/gen/proto/gallery_pb";
import { SubscriberService, type SavedSearch } from "../../wire/gen/proto/subscriber_pb";
import { bytesOf, idOf, type Id } from "../model/ids";
import { AskedViewModel } from "./AskedViewModel";

export interface Saved {
  id: Id; // "": not kept yet
  name: string;
  words: string;
  topic: Id;
  alert: AlertKind;
}

// The searches that this seat keeps, and how each tells what it finds.
export class SavedViewModel extends AskedViewModel<readonly Saved[]> {
  async keep(search: Saved): Promise<void> {
    const { id, topic, ...rest } = search;
    await this.room.calls.ask(SubscriberService.method.keepSearch, { search: { ...rest, id: bytesOf(id), topic: bytesOf(topic) } });
    await this.read();
  }

  async drop(id: Id): Promise<void> {
    await this.room.calls.ask(SubscriberService.method.dropSearch, { id: bytesOf(id) });
    await this.read();
  }

  protected async ask(): Promise<readonly Saved[]> {
    const { searches } = await this.room.calls.ask(SubscriberService.method.listSearches, {});
    return searches.map(savedOf);
  }
}

const savedOf = ({ id, name, words, topic, alert }: SavedSearch): Saved => ({ id: idOf(id), name, words, topic: idOf(topic), alert });
