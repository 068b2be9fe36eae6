#pragma once

#include <hiredis/hiredis.h>

#include "storage/log/port.h"

// How the protocol's records look in Redis (scripts.h).
namespace plenum::redis {

std::string hex(std::string_view bytes);
std::string unhex(std::string_view text);

std::string encode(const Roster&);  // ",a,b,"
std::string encode(const Vote&, const std::string& run_id);
std::string encode(const std::map<NodeId, Offset>& registered);  // "a 5 b 7"

/// What the scripts answer, as a scene of this run. False: it is not what they answer.
bool decode_scene(const redisReply*, const std::string& run_id, Scene&);

}  // namespace plenum::redis
