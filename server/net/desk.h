#pragma once
#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/steady_timer.hpp>

#include "server/net/connection.h"
#include "server/net/io_threads.h"
#include "server/net/limits.h"

namespace plenum::net {

// All connections of one door on one io thread: who is open, who has something to write, and one coarse timer for all
// their deadlines (a timer for each would be re-armed at every message). Thread: io thread `index`; opened and closed
// within IoThreads::run_on.
class Desk : public std::enable_shared_from_this<Desk> {
public:
  Desk(IoThreads& io, unsigned index, const Limits& limits);

  void open();  // hook and timer
  void join(std::shared_ptr<Connection> connection);
  void leave(Connection& connection);
  void mark_dirty(Connection& connection);  // its flush() runs at the end of this turn
  // What waits for a full socket; a session tells every change.
  void count_held(std::ptrdiff_t bytes) { held_bytes_.fetch_add(static_cast<std::size_t>(bytes), relaxed); }
  // How much more may: 0 or above.
  std::size_t room() const { return held_max_ - std::min(held_max_, held_bytes_.load(relaxed)); }

  // Any thread.
  std::size_t held_bytes() const { return held_bytes_.load(relaxed); }
  std::size_t stuck() const { return stuck_.load(relaxed); }  // as of the last sweep

  // Connections given to this thread and not yet closed; a seat counts here, so that the next goes where there are
  // fewest.
  std::atomic<std::size_t>& seats() { return seats_; }

  void count_read(std::size_t bytes) { io_.count_turn_bytes(index_, bytes); }

  // Tells one after the other, evenly over so long, so that they do not all come back at once; but no slower than one
  // every wind_down_step.
  void wind_down(std::uint16_t code, std::string_view reason, Clock::duration over);
  static constexpr auto wind_down_step = std::chrono::milliseconds(20);
  void close();  // cuts all connections, ends hook and timer

  unsigned index() const { return index_; }
  asio::io_context& context() { return io_.context(index_); }

private:
  static constexpr auto relaxed = std::memory_order_relaxed;
  void flush();
  void expect_flushes_behind(std::size_t i) const;
  void arm();
  void sweep();
  void wind_down_some();

  IoThreads& io_;
  const unsigned index_;
  const Clock::duration tick_;
  const std::size_t held_max_;
  std::atomic<std::size_t> held_bytes_{0};
  std::atomic<std::size_t> stuck_{0};
  std::atomic<std::size_t> seats_{0};
  IoThreads::HookId hook_ = 0;
  std::vector<std::shared_ptr<Connection>> open_;
  std::vector<Connection*> dirty_;
  using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, asio::io_context::executor_type>;
  std::optional<Timer> timer_;
  struct WindDown {
    std::uint16_t code;
    std::string reason;
    Clock::time_point until;
    Timer timer;
  };
  std::optional<WindDown> wind_down_;
};

}  // namespace plenum::net
