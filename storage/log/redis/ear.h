#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "storage/log/port.h"
#include "storage/log/redis/line.h"
#include "storage/log/redis/masters.h"
#include "storage/log/redis/settings.h"

namespace plenum::redis {

/// Listens to what is published, on a thread and a connection of its own, and keeps it until it is taken. A silence
/// longer than any healthy fleet's ends the connection: it may look well and deliver nothing.
class Ear {
public:
  /// `on_news` runs on the ear's thread and must not wait. It asks the Sentinels every few seconds, for what they say
  /// by themselves may be missed, and a master that was set down may keep its connections.
  Ear(const Settings&, Masters&, NodeId self, std::function<void()> on_news);
  ~Ear();

  /// An empty entry: something may have been missed.
  std::vector<std::string> take();

private:
  void run();
  void listen(Line&, const Address&);
  bool has_moved(const Address&);
  void heard(std::string_view message);
  void missed();
  void rest(std::chrono::steady_clock::duration);

  static constexpr std::size_t kept_bytes_max = 64u << 20;
  static constexpr std::chrono::milliseconds silence_max{5'000};
  static constexpr std::chrono::milliseconds listen_for{250};
  static constexpr std::chrono::milliseconds ask_every{2'000};

  const Settings settings_;
  Masters& masters_;
  std::chrono::steady_clock::time_point asked_at_;
  const NodeId self_;
  const std::function<void()> on_news_;
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;  // guards kept_, kept_bytes_
  std::condition_variable wake_;
  std::vector<std::string> kept_;
  std::size_t kept_bytes_ = 0;
  std::thread thread_;
};

}  // namespace plenum::redis
