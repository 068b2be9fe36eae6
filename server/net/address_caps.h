#pragma once
#include <atomic>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "server/net/peer.h"

namespace plenum::net {

// Counts who holds how many connections. Any thread: seats are taken by the accepting thread and left by all.
class AddressCaps {
public:
  AddressCaps(std::size_t total_max, std::size_t per_address_max)
      : total_max_(total_max), per_address_max_(per_address_max) {}

  // Holding one is being counted; it is left when destroyed.
  class Seat {
  public:
    Seat() = default;
    Seat(Seat&& other) noexcept { *this = std::move(other); }
    Seat& operator=(Seat&& other) noexcept;
    ~Seat() { leave(); }
    void leave();
    // Counts it there too, as long as it is held. Once.
    void count_in(std::atomic<std::size_t>& counter);

  private:
    friend class AddressCaps;
    AddressCaps* caps_ = nullptr;
    bool in_total_ = false;
    std::optional<AddressKey> key_;
    std::atomic<std::size_t>* counter_ = nullptr;
  };

  // nullopt: full. A seat without an address counts in the total only (the operator's socket, a trusted proxy);
  // a client behind a proxy counts for its address only, since the proxy's connection is in the total already.
  std::optional<Seat> take(const std::optional<AddressKey>& address) { return take(true, address); }
  std::optional<Seat> take_behind_proxy(const AddressKey& address) { return take(false, address); }

  std::size_t total() const;

private:
  std::optional<Seat> take(bool in_total, const std::optional<AddressKey>& address);
  void give_back(bool in_total, const std::optional<AddressKey>& address);

  const std::size_t total_max_;
  const std::size_t per_address_max_;
  mutable std::mutex mutex_;
  std::size_t total_ = 0;
  std::map<AddressKey, std::size_t> per_address_;
};

}  // namespace plenum::net
