#pragma once

#include <memory>
#include <string>
#include <vector>

#include "server/node/own_acts.h"

// What a company may wish about its own seats and sessions: one function per decision.
namespace plenum {

inline constexpr std::size_t seat_browsers_max = 20;  // sessions of one seat

/// A browser's session beside those that the seat has; the oldest goes where there would be too many. `replaces`: the
/// one that this browser carried until now, where it is the same seat's.
OwnDecision enter_by_browser(const Sitting&, const std::string& hash, const std::string& replaces);

/// The session by which it is wished.
OwnDecision leave(const Sitting&);

/// The seat and its first token (a secret's hash): both or neither. The outcome names it.
OwnDecision give_own_seat(const Sitting&, const log::SeatProfile&, bool keeps_seats, const std::string& hash);
OwnDecision end_own_seat(const Sitting&, SeatId);
/// Every token and session it had before ends.
OwnDecision make_own_token(const Sitting&, SeatId, const std::string& hash);

/// An extract as whoever asks has drafted it, and what the log made of them: told before the answer is.
struct Taking {
  Wanted wanted;
  std::string id;
  std::string digest;
  std::string salt_share;
  std::string company_name, topic_title, scope;  // as they stand in it
};
struct Taken {
  std::uint64_t first = 0;  // number of the first
  std::string before;       // hash of the one before that; empty: there is none
  std::int64_t at_ms = 0;
  std::vector<std::int64_t> until_ms;  // each one's
};
OwnDecision take_extracts(const Sitting&, std::vector<Taking>, std::shared_ptr<Taken>);
OwnDecision acknowledge_notices(const Sitting&, std::uint64_t upto);

/// The outcome names it.
OwnDecision ask_request(const Sitting&, v1::LicenceLevel kind, TopicId, const log::RequestWords&);

}  // namespace plenum
