#pragma once

#include <array>
#include <atomic>
#include <mutex>
#include <string>

namespace plenum::test {

/// Where the nodes answer at the moment, for those who write while these come and go. From any thread.
class Doors {
public:
  static constexpr std::size_t nodes_max = 3;

  /// Requires: node < nodes_max. A node that starts again answers at another address.
  void open(std::size_t node, const std::string& url) {
    const std::lock_guard lock(mutex_);
    urls_[node] = url;
  }
  std::string at(std::size_t node) const {
    const std::lock_guard lock(mutex_);
    return urls_[node];
  }

  void answered(std::size_t node) { ++answers_[node]; }
  std::size_t answers(std::size_t node) const { return answers_[node]; }

private:
  mutable std::mutex mutex_;  // guards urls_
  std::array<std::string, nodes_max> urls_;
  std::array<std::atomic<std::size_t>, nodes_max> answers_{};
};

}  // namespace plenum::test
