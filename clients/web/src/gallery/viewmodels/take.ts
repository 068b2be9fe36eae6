import { Told } from "../../model/told";
import { ExtractState, SubscriberService } from "../../wire/gen/proto/subscriber_pb";
import type { Entry } from "../model/entry";
import { bytesOf, idOf, type Id } from "../model/ids";
import type { Room } from "../model/room";

// What the company has taken, of the newest and while this page has been open: by entry, the extract's number.
export const taken = new Told<ReadonlyMap<Id, number>>(new Map());

export const mayTake = (room: Room): boolean => (room.own.value?.exportsMax ?? 0) > 0;

const newestExtracts = 50;

// So that nobody takes again, out of the day's few, what a colleague has taken. What is not learnt is only not marked.
export async function learnTaken(room: Room): Promise<void> {
  if (!mayTake(room)) return;
  const { extracts } = await room.calls.ask(SubscriberService.method.listExtracts, { limit: newestExtracts });
  const standing = extracts.filter((one) => one.state === ExtractState.EXTRACT_STANDS);
  taken.change(new Map([...standing.map((one) => [idOf(one.post), Number(one.number)] as const), ...taken.value]));
}

// Takes an extract of what an entry says now. Its number, or a throw of why not.
export async function takeExtract(room: Room, entry: Entry): Promise<number> {
  const wanted = [{ topic: bytesOf(entry.topic), post: bytesOf(entry.id) }];
  const { extracts } = await room.calls.ask(SubscriberService.method.takeExtracts, { wanted });
  const number = Number(extracts[0]?.number ?? 0);
  taken.change(new Map([...taken.value, [entry.id, number]]));
  return number;
}
