#pragma once

#include <string>

#include "storage/machine/state.h"

namespace plenum {

/// Ids within a deadline's key: 8 bytes each, the greatest first.
std::string big_endian(std::uint64_t value);
std::uint64_t from_big_endian(std::string_view bytes);

/// `due_ms` 0: there is none.
void set_deadline(State&, std::int64_t due_ms, log::DeadlineKind, const std::string& id);
void drop_deadline(State&, std::int64_t due_ms, log::DeadlineKind, const std::string& id);

}  // namespace plenum
