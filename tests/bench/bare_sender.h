#pragma once

#include <cstddef>
#include <cstdint>

#include <sys/types.h>

namespace plenum::bench {

/// The floor of a fan-out: a process of its own that accepts `count` sockets and, for every byte the first one sends,
/// sends one prebuilt frame of `frame_bytes` to each with a plain send(). Nothing in user space can be cheaper without
/// joining messages.
struct BareSender {
  BareSender(std::size_t count, std::size_t frame_bytes);
  ~BareSender();
  pid_t pid = -1;
  std::uint16_t port = 0;
};

}  // namespace plenum::bench
