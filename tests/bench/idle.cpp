#include "tests/bench/idle.h"

#include <nlohmann/json.hpp>

#include "tests/bench/audience.h"
#include "tests/bench/bare_sender.h"
#include "tests/bench/contest.h"
#include "tests/bench/measure.h"

namespace plenum::bench {

namespace {

/// Bytes by connection between a crowd of `few` and the whole of it.
struct Growth {
  Memory few;
  Memory all;
  double resident_each = 0;
  double anonymous_each = 0;
};

template <class Arrive>
Growth grow(pid_t pid, std::size_t connections, Arrive arrive) {
  const auto few = connections / 100 + 1;
  Growth growth;
  arrive(few);
  growth.few = memory_of(pid);
  arrive(connections - few);
  growth.all = memory_of(pid);
  const auto rest = static_cast<double>(connections - few);
  growth.resident_each = (growth.all.resident - growth.few.resident) / rest;
  growth.anonymous_each = (growth.all.anonymous - growth.few.anonymous) / rest;
  return growth;
}

Growth grow_ours(std::size_t connections, std::size_t& present) {
  Loop loop;
  Community community({.members = connections});
  Ledger heard(connections);
  Audience audience(loop, community, heard);
  const auto growth = grow(community.pid(), connections,
                           [&](std::size_t count) { audience.try_to_arrive(count, [](std::size_t) { return 0; }); });
  present = audience.present();
  return growth;
}

Growth grow_floor(std::size_t connections) {
  Loop loop;
  Ledger heard(connections);
  const BareSender sender(connections, connections, 200);
  BareCrowd crowd(loop, sender, heard);
  return grow(sender.pid(), connections, [&](std::size_t count) { crowd.arrive(count); });
}

}  // namespace

nlohmann::ordered_json idle(const IdleOptions& options) {
  constexpr double mib = 1024 * 1024;
  std::size_t present = 0;
  const auto ours = grow_ours(options.connections, present);
  const auto floor = grow_floor(options.connections);
  auto line = line_of("idle");
  line["connections"] = options.connections;
  line["bytes_per_connection"] = rounded(ours.resident_each);
  line["heap_bytes_per_connection"] = rounded(ours.anonymous_each);
  line["floor_bytes_per_connection"] = rounded(floor.resident_each);
  line["server_mib_with_few"] = rounded(ours.few.resident / mib);
  line["server_mib"] = rounded(ours.all.resident / mib);
  close_line(line, present, options.connections);
  return line;
}

}  // namespace plenum::bench
