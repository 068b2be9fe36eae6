#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <google/protobuf/message.h>

#include "proto/wire.pb.h"

namespace plenum {

enum class Coding { proto, json };

/// Fills `message` from a request's bytes. Refuses what does not parse, what is not UTF-8, and any field that this
/// version does not know: a client that asks for something else than it gets should hear of it.
std::optional<v1::RefusalCode> decode(Coding, std::string_view bytes, google::protobuf::Message& message);

std::string encode(Coding, const google::protobuf::Message& message);

}  // namespace plenum
