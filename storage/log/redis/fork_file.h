#pragma once

#include <string>

#include "storage/log/redis/settings.h"
#include "storage/rocks/store.h"

namespace plenum::redis {

struct KeptFork {
  std::string file;
  Offset after = 0;  // the last that this node and the log have in common
  std::uint64_t batches = 0;
  std::uint64_t events = 0;
};

/// Writes the batches that this node has and the log lacks into `DIRECTORY/fork-EPOCH-AFTER.jsonl`, one event a line,
/// for people. Reads Redis as it lies, whatever state the protocol is in; changes nothing there. Returns what is wrong,
/// in a sentence, or nothing. From any thread.
std::string keep_fork(const Settings&, const Store&, const std::string& directory, KeptFork&);

}  // namespace plenum::redis
