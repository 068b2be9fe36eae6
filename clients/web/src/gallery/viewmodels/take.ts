import { Told } from "../../model/told";
import { SubscriberService } from "../../wire/gen/proto/subscriber_pb";
import type { Entry } from "../model/entry";
import { bytesOf, type Id } from "../model/ids";
import type { Room } from "../model/room";

// What was taken while this page has been open: by entry, the extract's number.
export const taken = new Told<ReadonlyMap<Id, number>>(new Map());

export const mayTake = (room: Room): boolean => (room.own.value?.exportsMax ?? 0) > 0;

// Takes an extract of what an entry says now. Its number, or a throw of why not.
export async function takeExtract(room: Room, entry: Entry): Promise<number> {
  const wanted = [{ topic: bytesOf(entry.topic), post: bytesOf(entry.id) }];
  const { extracts } = await room.calls.ask(SubscriberService.method.takeExtracts, { wanted });
  const number = Number(extracts[0]?.number ?? 0);
  taken.change(new Map([...taken.value, [entry.id, number]]));
  return number;
}
