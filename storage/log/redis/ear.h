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
#include "storage/log/redis/settings.h"

namespace plenum::redis {

/// Listens to what is published, on a thread and a connection of its own, and keeps it until it is taken. A silence
/// longer than any healthy fleet's ends the connection: it may look well and deliver nothing.
class Ear {
public:
  /// `on_news` runs on the ear's thread and must not wait.
  Ear(const Settings&, NodeId self, std::function<void()> on_news);
  ~Ear();

  /// An empty entry: something may have been missed.
  std::vector<std::string> take();

private:
  void run();
  void listen(Line&);
  void heard(std::string_view message);
  void missed();
  void rest(std::chrono::steady_clock::duration);

  static constexpr std::size_t kept_bytes_max = 64u << 20;
  static constexpr std::chrono::milliseconds silence_max{5'000};
  static constexpr std::chrono::milliseconds listen_for{250};

  const Settings settings_;
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
