#pragma once

#include "proto/moderator.pb.h"
#include "server/gateway/member_reads.h"

// What the chair alone may ask for; as member_reads.h.
namespace plenum {

Read<v1::ListHeldPostsReply> read_held_posts(const Reads&, const v1::ListHeldPostsRequest&);
Read<v1::ReadCoveredPostReply> read_covered_post(const Reads&, const v1::ReadCoveredPostRequest&);
Read<v1::ListNotesReply> read_notes(const Reads&, const v1::ListNotesRequest&);
Read<v1::GetChairSettingsReply> read_chair_settings(const Reads&);

}  // namespace plenum
