#pragma once

#include <string>

#include "server/node/command.h"
#include "server/node/member_writers.h"

// What the writers share. Included by *_writers.cpp alone.
namespace plenum {

/// From feature level 2 on: what the chair does, and what waits for it.
inline constexpr std::uint32_t chair_level = 2;

/// A command that is known again by its request's bytes.
template <class Request>
Command command_of(const Principal& who, const Request& request) {
  Command command;
  command.principal = who;
  command.command_id = request.command_id();
  command.content = content_of(request);
  return command;
}

/// Those of them who are members.
void set_mentions(google::protobuf::RepeatedField<std::uint64_t>& field, const Mentions& mentions, const View& view);

/// The words of the event begun last.
void add_body(Proposal& proposal, const std::string& source, const std::string& quote = {});

/// Why: of the event begun last, where something is said.
void add_reason(Proposal& proposal, const std::string& reason);

}  // namespace plenum
