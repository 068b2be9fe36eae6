#pragma once

#include <cstddef>

#include <nlohmann/json_fwd.hpp>

namespace plenum::bench {

struct IdleOptions {
  std::size_t connections = 19'000;  // a process has 20,000 descriptors on many machines
};

/// What a connection costs that only waits: signed in, each as another member, following a topic. The server's memory
/// with all of them less that with the first hundredth, by the rest of them; the same for a process that only accepts.
nlohmann::ordered_json idle(const IdleOptions& options);

}  // namespace plenum::bench
