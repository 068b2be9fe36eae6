#pragma once

#include <functional>
#include <optional>
#include <string>

#include "server/node/proposal.h"
#include "storage/machine/policy.h"

namespace plenum {

/// What became of a command: a refusal, or the outcome that the log keeps.
struct Result {
  std::optional<Fault> refused;
  v1::Outcome outcome;
  bool is_stale = false;  // refused since the wisher's rights have changed meanwhile: nothing was decided
};

/// A wish on its way to the sequencer.
struct Command {
  Principal principal;
  std::string command_id;  // 16 bytes; empty: the house's own, done each time it is asked
  std::string content;     // the request's bytes: another content under the same id is refused

  /// Checks, then fills the proposal; may run more than once, and decides afresh each time. Sequencer's thread.
  std::function<Check(Proposal&)> decide;

  /// Called once, after the batch is durable (or refused). Sequencer's thread: hand over quickly.
  std::function<void(const Result&)> done;
};

inline constexpr std::size_t command_id_bytes = 16;

/// What is compared when a command comes again.
template <class Request>
std::string content_of(const Request& request) {
  return std::string(Request::descriptor()->name()) + '\0' + request.SerializeAsString();
}

}  // namespace plenum
