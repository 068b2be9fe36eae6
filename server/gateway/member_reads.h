#pragma once

#include <variant>

#include "proto/member.pb.h"
#include "server/gateway/registers.h"
#include "server/projection/member_projection.h"
#include "storage/machine/checks.h"

// What members may ask for. Each answers from one frozen view, on the thread that asks, within a bounded number of
// reads; what may not be seen is answered as if it did not exist.
namespace plenum {

struct Reads {
  const View& view;
  const Registers& registers;
  Rendered& rendered;
  const Principal& asker;
};

template <class Reply>
using Read = std::variant<Reply, Fault>;

Read<v1::ListTopicsReply> read_topics(const Reads&);
Read<v1::ListThreadsReply> read_threads(const Reads&, const v1::ListThreadsRequest&);
Read<v1::ReadThreadReply> read_thread(const Reads&, const v1::ReadThreadRequest&);
Read<v1::GetPostReply> read_post(const Reads&, const v1::GetPostRequest&);
Read<v1::ListRevisionsReply> read_revisions(const Reads&, const v1::ListRevisionsRequest&);
Read<v1::FindMembersReply> find_members(const Reads&, const v1::FindMembersRequest&, const std::string& folded_prefix);
Read<v1::GetMembersReply> read_members(const Reads&, const v1::GetMembersRequest&);

/// What the asker may do, by the policy table.
v1::Rights read_rights(const Reads&);

/// The cursor, the unread posts after it (counted to 99), the watch and whether one of them names the asker.
v1::Reading read_reading(const Reads&, ThreadId, const log::ThreadRecord&);

}  // namespace plenum
