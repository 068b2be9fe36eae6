#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "storage/log/redis/line.h"
#include "storage/log/redis/masters.h"
#include "storage/log/redis/settings.h"

namespace plenum::redis {

/// Plain pub/sub beside the log, for what may be lost: one channel that every node of the log says on and hears, its
/// own words too. On a thread and two connections of its own, so that it can delay nothing that matters. A silence
/// longer than any healthy channel's ends the connections: they may look well and deliver nothing.
class Whispers {
public:
  /// `hear` runs on its thread.
  Whispers(const Settings&, std::function<void(std::string_view)> hear);
  ~Whispers();

  /// From any thread; never waits. Lost where Redis is away, or where too much waits to be said.
  void say(std::string message);

  static constexpr std::size_t waiting_max = 64;

private:
  void run();
  void talk(Line& hears, Line& says);
  bool pass_on(Line& hears);
  bool say_all(Line& says);
  void rest(std::chrono::steady_clock::duration);

  static constexpr std::chrono::milliseconds listen_for{50};
  static constexpr std::chrono::milliseconds sign_every{1'000};
  static constexpr std::chrono::milliseconds silence_max{5'000};

  const Settings settings_;
  const std::string channel_;
  const std::function<void(std::string_view)> hear_;
  Masters masters_;
  std::chrono::steady_clock::time_point heard_at_, said_at_;
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;  // guards waiting_
  std::deque<std::string> waiting_;
  std::thread thread_;
};

}  // namespace plenum::redis
