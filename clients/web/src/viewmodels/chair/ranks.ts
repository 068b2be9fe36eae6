import { Role } from "../../wire/gen/proto/member_pb";
import type { Person } from "../person";

const ranks: Record<Person["role"], number> = { member: 1, moderator: 2, admin: 3 };
const mine = (role: Role | undefined): number => (role === Role.ADMIN ? 3 : role === Role.MODERATOR ? 2 : 1);

// The chair acts on nobody above itself: on posts of its equals, on persons below.
export const outranksMe = (author: Person, me: Role | undefined): boolean => ranks[author.role] > mine(me);
export const isBelowMe = (person: Person, me: Role | undefined): boolean => ranks[person.role] < mine(me);
