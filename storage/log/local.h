#pragma once

#include "storage/log/log.h"
#include "storage/log/port.h"

namespace plenum {

/// What a node must remember of the others, whatever becomes of the engine.
struct Standing {
  NodeId node;
  std::uint64_t epoch = 0;  // it takes part in none before this one,
  std::string run;          // and in this one only where it is that run's; empty: it has voted and lived in none
  Roster roster;            // who may have what this node lacks: waited for before an epoch opens

  bool operator==(const Standing&) const = default;
};

/// What this node keeps on its own disk, as the log's protocol sees it. Belongs to the sequencer's thread.
class Local {
public:
  virtual ~Local() = default;

  virtual Tail tail() const = 0;
  virtual std::string community() const = 0;  // empty: this node has none yet
  virtual std::string read_log(Offset after, const Log::Visit&) const = 0;
  virtual Standing standing() const = 0;

  /// On disk when it returns true.
  virtual bool keep(const Standing&) = 0;
};

}  // namespace plenum
