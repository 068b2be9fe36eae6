#include "tests/sim/weather.h"

namespace plenum::sim {

std::string weather(std::uint64_t seed, Bug bug, Sum* sum) {
  Cluster cluster(seed, bug, 2 + seed % 4);
  try {
    cluster.storm(storm_ms);
    cluster.heal();
  } catch (const Broken& broken) {
    return broken.what();
  }
  if (sum == nullptr) return {};
  sum->acknowledged += cluster.acknowledged();
  sum->epochs += cluster.epochs();
  sum->ms += cluster.now_ms();
  const auto& f = cluster.faults();
  sum->faults = {sum->faults.lost + f.lost,           sum->faults.late + f.late,
                 sum->faults.unheard + f.unheard,     sum->faults.crashes + f.crashes,
                 sum->faults.cuts + f.cuts,           sum->faults.restarts + f.restarts,
                 sum->faults.flushes + f.flushes,     sum->faults.restores + f.restores,
                 sum->faults.failovers + f.failovers, sum->faults.strays + f.strays};
  return {};
}

}  // namespace plenum::sim
