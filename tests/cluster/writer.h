#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "clients/cli/line/calls.h"
#include "proto/member.pb.h"
#include "tests/cluster/doors.h"
#include "tests/cluster/journal.h"

namespace plenum::test {

/// A member who writes one post after the other into a thread and asks for each, under the same command id, until it is
/// acknowledged: always at the same node, or wandering to the next where one refuses. A thread of its own.
class Writer {
public:
  struct Member {
    std::string name;
    std::string token;
    std::vector<std::size_t> nodes;  // where to ask, in turn
  };
  Writer(Member, std::uint64_t thread, Doors&, Journal&);
  ~Writer() { stop(); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// What was asked for last and not yet acknowledged is given up.
  void stop();
  /// After stop(): a refusal that no fault of the engine explains; empty: there was none.
  const std::string& strange() const { return strange_; }

private:
  void run();
  bool write(const std::string& words);
  bool ask(const std::string& url, const v1::WritePostRequest&);

  static constexpr std::chrono::milliseconds between_posts{5};
  static constexpr std::chrono::milliseconds before_asking_again{20};

  const Member member_;
  const std::uint64_t to_thread_;
  Doors& doors_;
  Journal& journal_;
  std::map<std::string, cli::HttpClient> lines_;  // by the address; the thread's own
  std::string strange_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace plenum::test
