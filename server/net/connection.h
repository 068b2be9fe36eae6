#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace plenum::net {

class Desk;
using Clock = std::chrono::steady_clock;

// What every open socket can be asked by its thread's desk. Thread: the desk's. The desk owns it while it is open;
// pending operations keep it alive a little longer.
class Connection : public std::enable_shared_from_this<Connection> {
public:
  virtual ~Connection() = default;
  virtual void flush(Clock::time_point now) = 0;  // once at the end of a turn in which it was marked dirty
  virtual void expect_flush() const {}            // it comes soon: what it will touch may be fetched
  virtual void sweep(Clock::time_point now) = 0;  // about every second: deadlines and pings
  virtual void wind_down(std::uint16_t code, std::string_view reason) = 0;  // politely, within the teardown deadline
  virtual void cut() = 0;                                                   // now, without a word; leaves the desk
  virtual bool is_stuck() const { return false; }                           // its socket takes nothing at present

private:
  friend class Desk;
  std::size_t place_ = 0;
  bool told_ = false;  // that its desk winds down
  bool dirty_ = false;
};

}  // namespace plenum::net
