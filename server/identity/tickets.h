#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "proto/limits.h"
#include "server/identity/clock.h"

namespace plenum {

/// One-time tickets for a browser's live line. A page cannot set a header on a WebSocket and its URL ends up in logs,
/// so it fetches a ticket by its cookie and sends that in its first frame. Good once, for limits::ticket_ms.
///
/// Lives in memory only: after a restart the page asks for another. Any thread.
class Tickets {
public:
  static constexpr std::size_t waiting_max = 16'384;

  explicit Tickets(Clock clock = steady_ms, std::size_t tickets_max = waiting_max)
      : clock_(std::move(clock)), tickets_max_(tickets_max) {}

  /// Nothing where as many tickets wait as can.
  std::optional<std::string> issue(const std::string& session_hash);

  /// The session it was issued to; nothing if unknown, used or late. The session may have ended meanwhile: look it up.
  std::optional<std::string> redeem(std::string_view text);

private:
  struct Issued {
    std::string hash;
    std::int64_t late_at_ms;
  };
  void drop_late(std::int64_t now_ms);

  const Clock clock_;
  const std::size_t tickets_max_;
  std::mutex mutex_;
  std::deque<Issued> in_order_;  // all live equally long, so the oldest is late first
  std::unordered_map<std::string, std::string> session_of_;
};

}  // namespace plenum
