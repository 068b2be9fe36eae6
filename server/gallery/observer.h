#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/gallery/grant.h"

namespace plenum {

/// Who sits in the gallery: a seat of a company, as its session says. Never a member.
struct Observer {
  SeatId seat;
  std::string session;                  // hash of the secret
  std::int64_t session_ends_at_ms = 0;  // 0: until it is ended
  Listening listening;
};

/// Who carries this bearer token. Looked up in the table of seats' sessions alone, so that a member's is unknown here
/// as any other word is. Nothing where it is unknown, over, or opens nothing now.
std::optional<Observer> find_observer(const View&, std::string_view secret, std::int64_t now_ms);

/// The same by the secret's hash: whether a line still stands.
std::optional<Observer> find_observer_by_hash(const View&, const std::string& hash, std::int64_t now_ms);

}  // namespace plenum
