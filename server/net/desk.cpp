#include "server/net/desk.h"

#include <algorithm>

namespace plenum::net {
namespace {

// Deadlines are kept to a quarter of the shortest one, and at best to 10 ms.
Clock::duration tick_of(const Limits& limits) {
  const auto shortest = std::min({limits.request_deadline_ms, limits.keep_alive_ms, limits.idle_ms,
                                  limits.ping_interval_ms, limits.stall_ms, limits.teardown_ms});
  return std::chrono::milliseconds(std::clamp<std::uint32_t>(shortest / 4, 10, 1000));
}

}  // namespace

Desk::Desk(IoThreads& io, unsigned index, const Limits& limits)
    : io_(io), index_(index), tick_(tick_of(limits)), held_max_(limits.held_bytes_max / io.size()) {}

void Desk::open() {
  timer_.emplace(context().get_executor());
  hook_ = io_.add_turn_hook(index_, TurnPhase::flush, [this] { flush(); });
  arm();
}

void Desk::join(std::shared_ptr<Connection> connection) {
  connection->place_ = open_.size();
  open_.push_back(std::move(connection));
}

void Desk::leave(Connection& connection) {
  if (connection.dirty_) std::replace(dirty_.begin(), dirty_.end(), &connection, static_cast<Connection*>(nullptr));
  connection.dirty_ = false;
  const std::size_t place = connection.place_;
  if (place >= open_.size() || open_[place].get() != &connection) return;
  const auto keep = std::move(open_[place]);
  if (place + 1 != open_.size()) {
    open_[place] = std::move(open_.back());
    open_[place]->place_ = place;
  }
  open_.pop_back();
}

void Desk::mark_dirty(Connection& connection) {
  if (connection.dirty_) return;
  connection.dirty_ = true;
  dirty_.push_back(&connection);
}

void Desk::flush() {
  if (dirty_.empty()) return;
  const auto now = Clock::now();
  // By index: what is flushed may leave, which empties its entry.
  for (std::size_t i = 0; i < dirty_.size(); ++i) {
    expect_flushes_behind(i);
    Connection* connection = dirty_[i];
    if (connection == nullptr) continue;
    dirty_[i] = nullptr;
    connection->dirty_ = false;
    connection->flush(now);
  }
  dirty_.clear();
}

// Ten thousand sessions do not fit into a core's own cache: a few places ahead the session itself is fetched, and
// nearer, what it points at.
void Desk::expect_flushes_behind(std::size_t i) const {
  constexpr std::size_t far = 8;
  constexpr std::size_t near = 4;
  if (i + far < dirty_.size()) __builtin_prefetch(dirty_[i + far]);
  if (i + near < dirty_.size() && dirty_[i + near] != nullptr) dirty_[i + near]->expect_flush();
}

void Desk::arm() {
  timer_->expires_after(tick_);
  timer_->async_wait([weak = weak_from_this()](boost::system::error_code error) {
    const auto desk = weak.lock();
    if (error || !desk || !desk->timer_) return;
    desk->sweep();
    desk->arm();
  });
}

void Desk::sweep() {
  const auto now = Clock::now();
  std::size_t stuck = 0;
  // Backwards, since whoever leaves is replaced by the last, who has been asked already.
  for (std::size_t i = open_.size(); i-- > 0;) {
    if (i >= open_.size()) continue;
    const auto connection = open_[i];
    connection->sweep(now);
    stuck += connection->is_stuck() ? 1 : 0;
  }
  stuck_.store(stuck, relaxed);
}

void Desk::wind_down(std::uint16_t code, std::string_view reason, Clock::duration over) {
  wind_down_.emplace(WindDown{code, std::string(reason), Clock::now() + over, Timer(context().get_executor())});
  wind_down_some();
}

// Goes on until the desk is closed: an upgrade may still bring somebody who was not told.
void Desk::wind_down_some() {
  const auto left = std::max(wind_down_->until - Clock::now(), Clock::duration(wind_down_step));
  std::vector<std::shared_ptr<Connection>> untold;
  for (const auto& one : open_)
    if (!one->told_) untold.push_back(one);
  const auto steps = static_cast<std::size_t>(left / wind_down_step);
  untold.resize((untold.size() + steps - 1) / steps);
  for (const auto& one : untold) {
    one->told_ = true;
    one->wind_down(wind_down_->code, wind_down_->reason);
  }
  wind_down_->timer.expires_after(wind_down_step);
  wind_down_->timer.async_wait([weak = weak_from_this()](boost::system::error_code error) {
    const auto desk = weak.lock();
    if (!error && desk && desk->wind_down_) desk->wind_down_some();
  });
}

void Desk::close() {
  while (!open_.empty()) {
    const auto last = open_.back();
    last->cut();
    leave(*last);
  }
  io_.remove_turn_hook(index_, hook_);
  timer_.reset();
  wind_down_.reset();
}

}  // namespace plenum::net
