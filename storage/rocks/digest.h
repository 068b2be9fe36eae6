#pragma once

#include <string>

#include "storage/rocks/pending.h"
#include "storage/rocks/store.h"

namespace plenum {

/// BLAKE2b-256 over every key and decoded record of the state, in key order, as 64 hex digits: equal states have
/// equal digests on any machine. Records are hashed field by field, not as protobuf's bytes, which may differ from
/// one version to the next (storage/FORMAT.md, "The digest").
std::string state_digest(const StoreView&);
std::string state_digest(const Pending&);

/// BLAKE2b-256: 32 bytes.
std::string hash_bytes(std::string_view bytes);

std::string to_hex(std::string_view bytes);

}  // namespace plenum
