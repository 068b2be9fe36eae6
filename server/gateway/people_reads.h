#pragma once

#include "proto/moderator.pb.h"
#include "server/gateway/member_reads.h"

// People: what the chair knows of them, and what they know of what was done to them; as member_reads.h.
namespace plenum {

Read<v1::GetPersonReply> read_person(const Reads&, const v1::GetPersonRequest&);
Read<v1::ListPeopleReply> read_people(const Reads&, const v1::ListPeopleRequest&);
Read<v1::ListMySanctionsReply> read_own_sanctions(const Reads&);

}  // namespace plenum
