#pragma once

#include <cstddef>

#include <nlohmann/json_fwd.hpp>

namespace plenum::bench {

struct StormOptions {
  std::size_t clients = 5'000;
  std::size_t topics = 10;  // the clients are spread over them
  double posts_per_s = 50;  // written before, while and after
  int kills = 3;
};

/// The server is killed (-9) while posts flow and is started again on the same data; all clients come back at once
/// and resume from where they were. A client is whole when it is subscribed again and has every post that had been
/// acknowledged by then. Told: the time from the kill until the last is whole, and what must be nought: posts missed,
/// told twice or out of order, resumptions that were not complete.
nlohmann::ordered_json storm(const StormOptions& options);

}  // namespace plenum::bench
