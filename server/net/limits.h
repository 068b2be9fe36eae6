#pragma once
// Every limit of a connection, units last. A limit that is reached is answered in words of the protocol: 4xx and 503 in
// HTTP, close codes 1009 and 1002 in WebSocket.
#include <cstddef>
#include <cstdint>

namespace plenum::net {

struct Limits {
  // HTTP. Beyond: 431, 413.
  std::size_t header_bytes_max = 16 * 1024;
  std::size_t body_bytes_max = 1024 * 1024;

  // WebSocket. A longer message is answered with close code 1009.
  std::size_t message_bytes_max = 64 * 1024;
  // A session's output queue, control frames included. At or above it `send` answers `over_limit` and keeps nothing;
  // `on_drained` follows when the queue has fallen to the low-water mark.
  std::size_t queue_bytes_max = 1024 * 1024;
  std::size_t queue_low_water_bytes = 256 * 1024;

  // Beyond: 503 with Retry-After, before a byte is parsed. An address is an IPv4 address or an IPv6 /64.
  std::size_t connections_max = 16 * 1024;
  std::size_t connections_per_address_max = 64;
  int accept_backlog = 1024;
  // All queues together of sessions whose socket is full, over all threads: the nearer to it, the shorter the queue
  // that each may have. So a thousand that never read hold no more than this.
  std::size_t held_bytes_max = 256 * 1024 * 1024;
  // The kernel's share of what a slow reader may hold, beside queue_bytes_max. 0: the kernel chooses (megabytes).
  int socket_send_buffer_bytes = 0;

  // From accept, or from the first byte of a later request, until the request is complete; a body earns more time by
  // coming at no less than this pace (a slow telephone may post a picture, and nobody may hold a place by trickling).
  // Beyond: 408.
  std::uint32_t request_deadline_ms = 10'000;
  std::uint32_t body_bytes_per_s_min = 16 * 1024;
  // A kept-alive HTTP connection between two requests. Beyond: closed in silence.
  std::uint32_t keep_alive_ms = 60'000;
  // A WebSocket that received nothing at all (pongs count). Beyond: cut.
  std::uint32_t idle_ms = 120'000;
  // A WebSocket is pinged when one direction was silent this long. Proxies cut after 60 s: stay below 45 s.
  std::uint32_t ping_interval_ms = 30'000;
  // Bytes wait to be written and the peer takes none. Beyond: they are given up and a Close with come_back_code takes
  // their place; who does not take that either is cut at the teardown deadline.
  std::uint32_t stall_ms = 30'000;
  std::uint16_t come_back_code = 1013;  // "try again later"
  // From our or the peer's Close frame until the socket is closed; stall_ms longer while bytes wait. Beyond: cut.
  std::uint32_t teardown_ms = 5'000;

  bool operator==(const Limits&) const = default;
};

}  // namespace plenum::net
