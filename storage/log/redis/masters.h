#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "storage/log/redis/settings.h"

namespace plenum::redis {

/// Where the master is: as the configuration says or, where it names Sentinels, as the first of them says that answers.
/// One that knows it wrongly does no harm (storage/log/fenced_log.h, "Two masters"), it only costs a pause.
/// Shared by a port and its ear; from any thread.
class Masters {
public:
  explicit Masters(const Settings& settings) : settings_(settings) {}

  /// Asks. Nothing, and why in a sentence: none of the Sentinels knows it. Waits for at most `ask_for` for each.
  std::optional<Address> find(std::string& why);

  /// Whether the one that was found last is elsewhere.
  bool has_moved_from(const Address&) const;
  bool are_asked() const { return !settings_.address.sentinels.empty(); }

  static constexpr std::chrono::milliseconds ask_for{500};

private:
  std::optional<Address> ask(const Place& sentinel, std::string& why) const;

  const Settings settings_;
  mutable std::mutex mutex_;  // guards found_
  std::optional<Place> found_;
};

}  // namespace plenum::redis
