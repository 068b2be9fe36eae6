#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/machine/key.h"

namespace plenum {

/// The bytes of a key: a table byte, then the fields in order, so that bytes sort as the keys do.
/// storage/FORMAT.md, "Keys". Never change a table byte.
std::string encode_key(const key::Any&);

/// Nothing where the bytes are no key of this version.
std::optional<key::Any> decode_key(std::string_view bytes);

/// An empty record of the key's table.
std::unique_ptr<google::protobuf::Message> record_for(const key::Any&);

std::string encode_offset(Offset);
Offset decode_offset(std::string_view);

}  // namespace plenum
