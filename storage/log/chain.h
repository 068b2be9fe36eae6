#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "proto/event.pb.h"
#include "storage/machine/ids.h"

namespace plenum {

/// Where a log ends: everything up to `offset` is in it, and `hash` stands for all of it.
struct Tail {
  Offset offset = 0;  // of the last event; 0: the log is empty
  std::uint64_t epoch = 1;
  std::string hash = std::string(32, '\0');

  bool operator==(const Tail&) const = default;
};

/// BLAKE2b-256 of a payload, keyed with its 16-byte salt: what the chain commits to instead of the payload, so
/// that erasing the payload and the salt leaves the chain whole and nothing to guess against.
std::string digest_personal(std::string_view salt, std::string_view content);

/// The running hash after the batch (storage/FORMAT.md, "The chain").
std::string chain_hash(const log::LogBatch&);

/// Makes the events a batch that follows `tail`: sets first, epoch, previous and hash.
void seal(log::LogBatch&, const Tail& tail);

/// The tail once the batch is appended.
Tail tail_after(const log::LogBatch&);

/// What is wrong with a batch that should follow `tail`; empty: nothing. Checks order, chain and payload digests.
std::string find_fault(const log::LogBatch&, const Tail& tail);

}  // namespace plenum
