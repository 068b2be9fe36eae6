#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>

#include "proto/record.pb.h"
#include "storage/machine/ids.h"
#include "storage/rocks/store.h"

namespace plenum {

/// Read cursors and drafts: values without a history, outside the log. Cursors merge by maximum and are written
/// together every few seconds, so a crash may show five seconds' reading as unread; drafts likewise. Any thread.
class Registers {
public:
  explicit Registers(Store& store) : store_(store) {}

  log::CursorRegister cursor(MemberId, ThreadId) const;
  /// In the thread as it is arranged now. True when it moved forward.
  bool move_cursor(MemberId, ThreadId, std::uint32_t arrangement, Place);

  /// A draft belongs to a thread, or to a topic where it would open one.
  std::optional<log::DraftRegister> draft(MemberId, TopicId, ThreadId) const;
  void save_draft(MemberId, TopicId, ThreadId, const log::DraftRegister&);

  /// One more day on which this member read. Says how many there are now.
  std::uint32_t add_reading_day(MemberId, std::int64_t day);

  /// Writes what has changed. Called every `flush_interval_ms`, and once at the end.
  void flush();
  static constexpr unsigned flush_interval_ms = 5'000;

private:
  Store& store_;
  mutable std::mutex mutex_;
  std::map<std::string, std::string> changed_;
  std::set<std::string> dropped_;
};

}  // namespace plenum
