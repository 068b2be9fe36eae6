#include "server/net/address_caps.h"

namespace plenum::net {

AddressCaps::Seat& AddressCaps::Seat::operator=(Seat&& other) noexcept {
  if (this == &other) return *this;
  leave();
  caps_ = std::exchange(other.caps_, nullptr);
  in_total_ = other.in_total_;
  key_ = other.key_;
  counter_ = std::exchange(other.counter_, nullptr);
  return *this;
}

void AddressCaps::Seat::leave() {
  if (auto* caps = std::exchange(caps_, nullptr)) caps->give_back(in_total_, key_);
  if (auto* counter = std::exchange(counter_, nullptr)) --*counter;
}

void AddressCaps::Seat::count_in(std::atomic<std::size_t>& counter) {
  counter_ = &counter;
  ++counter;
}

std::optional<AddressCaps::Seat> AddressCaps::take(bool in_total, const std::optional<AddressKey>& address) {
  const std::lock_guard lock(mutex_);
  if (in_total && total_ >= total_max_) return std::nullopt;
  if (address) {
    const auto held = per_address_.find(*address);
    if (held != per_address_.end() && held->second >= per_address_max_) return std::nullopt;
    ++per_address_[*address];
  }
  if (in_total) ++total_;
  Seat seat;
  seat.caps_ = this;
  seat.in_total_ = in_total;
  seat.key_ = address;
  return seat;
}

void AddressCaps::give_back(bool in_total, const std::optional<AddressKey>& address) {
  const std::lock_guard lock(mutex_);
  if (in_total) --total_;
  if (!address) return;
  const auto held = per_address_.find(*address);
  if (--held->second == 0) per_address_.erase(held);
}

std::size_t AddressCaps::total() const {
  const std::lock_guard lock(mutex_);
  return total_;
}

}  // namespace plenum::net
