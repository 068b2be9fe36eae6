import type { Topic } from "../wire/gen/proto/member_pb";

// Whether what is written in it now may be heard by companies.
export function isListened(topic: Topic | undefined): boolean {
  return (topic?.charter?.classes.length ?? 0) > 0;
}
