#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "proto/admin.pb.h"
#include "storage/rocks/store.h"

namespace plenum {

/// Copies the running store to `directory` (absolute; must not exist), then opens the copy and replays its log: what
/// cannot be read back is no backup. Writes `backup.json` beside it with the digest that a restore must reach.
/// Slow lane only. A copy that fails the test is removed again.
std::optional<v1::Refusal> make_backup(const Store& store, const std::string& directory, std::int64_t now_ms,
                                       v1::BackupReply& reply);

}  // namespace plenum
