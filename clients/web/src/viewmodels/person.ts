import { Role, type Member } from "../wire/gen/proto/member_pb";

// Who speaks, as a view shows it.
export interface Person {
  id: string;
  handle: string; // empty: erased
  specialty: string;
  region: string;
  represents: string;
  role: "member" | "moderator" | "admin";
  unclaimed: boolean;
}

const roles = { [Role.MODERATOR]: "moderator", [Role.ADMIN]: "admin" } as const;
const made = new WeakMap<Member, Person>();

export function personOf(member: Member | undefined, members?: ReadonlyMap<string, Member>): Person {
  const now = (member && members?.get(member.id)) ?? member;
  if (!now) return nobody;
  const have = made.get(now);
  if (have) return have;
  const { id, handle, specialty, region, represents, role, unclaimed, erased } = now;
  const person: Person = {
    id, specialty, region, represents, unclaimed,
    handle: erased ? "" : handle,
    role: roles[role as keyof typeof roles] ?? "member",
  };
  made.set(now, person);
  return person;
}

const nobody: Person = { id: "0", handle: "", specialty: "", region: "", represents: "", role: "member", unclaimed: false };

// A person's own hue, the same on every page and device.
export function hueOf(handle: string): number {
  let hash = 2166136261;
  for (const c of handle) hash = Math.imul(hash ^ (c.codePointAt(0) ?? 0), 16777619);
  return (hash >>> 0) % 360;
}

export function initialsOf(handle: string): string {
  const words = handle.split(/[\s._-]+/).filter(Boolean);
  const first = [...(words[0] ?? "?")];
  const second = words[1] ? [...words[1]][0] : first[1];
  return ((first[0] ?? "?") + (second ?? "")).toLocaleUpperCase();
}
