#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "server/gateway/registers.h"

namespace plenum {

/// On how many days each member has read something: a register, of which a crash may lose a day. Any thread.
class ReadingDays {
public:
  explicit ReadingDays(Registers& registers) : registers_(registers) {}

  /// The days so far, where this is the first reading of the day (in UTC); else nothing.
  std::optional<std::uint32_t> read(MemberId, std::int64_t now_ms);

private:
  Registers& registers_;
  std::mutex mutex_;
  std::unordered_map<std::uint64_t, std::int64_t> last_day_;  // so that only the first of a day looks further
};

}  // namespace plenum
