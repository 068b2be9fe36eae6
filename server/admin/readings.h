#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "proto/admin.pb.h"
#include "server/node/tally.h"
#include "storage/log/fenced_log.h"

namespace plenum {

/// What a program shows of itself to machines, taken at one moment.
struct Readings {
  v1::StatusReply status;
  std::string why_not_ready;  // empty: send people here
  Tally::Counts tally;
  std::vector<std::pair<const char*, std::size_t>> sockets;  // by door: "members", "gallery", "operator"
  std::optional<FencedLog::Report> log;                      // of several nodes
  std::uint64_t log_held = 0;                                // events that Redis keeps for a node that is behind
};

/// Events that the log holds and this node has not applied, as far as it knows.
std::uint64_t log_lag(const FencedLog::Report&, Offset local);

/// A node that is so far behind shows people what was, and is sent nobody. Empty: it is not.
std::string why_behind(const FencedLog::Report&, Offset local);
inline constexpr std::uint64_t behind_max = 1'000;

}  // namespace plenum
