#pragma once

#include "proto/listening.pb.h"
#include "server/gateway/member_reads.h"

// The listeners' register: who read what of one's own, when. Nobody else's is ever opened, and who may read nothing of
// the community any more still reads this.
namespace plenum {

Read<v1::ListRegisterReply> read_register(const Reads&, const v1::ListRegisterRequest&);
Read<v1::ListReadersReply> read_readers(const Reads&, const v1::ListReadersRequest&);
Read<v1::GetListeningWeekReply> read_listening_week(const Reads&, const v1::GetListeningWeekRequest&,
                                                    std::int64_t now_ms);

}  // namespace plenum
