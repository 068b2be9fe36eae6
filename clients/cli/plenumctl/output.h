#pragma once

#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

#include "proto/member.pb.h"

// What the commands print. Results go to stdout, everything else to stderr.
namespace plenum::cli {

using Json = nlohmann::ordered_json;

/// One line. Text that is not UTF-8 is shown with replacement characters rather than refused.
void print(const Json& json);
void print(const std::string& line);
inline void print(const char* line) {
  print(std::string(line));
}

/// Ids are strings in JSON: they do not fit a double.
inline std::string id_text(std::uint64_t id) {
  return std::to_string(id);
}

const char* name_of(v1::Role role);

/// "member", "moderator", "admin". Throws Failed with Exit::usage.
v1::Role role_of(const std::string& name);

/// A local date and time, "2026-11-21 21:40".
std::string time_text(std::int64_t ms);

}  // namespace plenum::cli
