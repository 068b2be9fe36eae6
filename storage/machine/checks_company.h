#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "storage/machine/state.h"

// The refusals of what a company wishes for itself, behind the gallery's door. What touches the community's is
// `nothing_here`, which the door answers byte for byte as what is absent; what is the company's own affair is told
// plainly, since nothing of the members is in it.
namespace plenum {

enum class OwnRefusal {
  nothing_here,   // no such thing, or not theirs
  field_invalid,  // `field` names it
  seats_full,     // no more of them than the licences allow
  unavailable,    // the log takes no writes now
};
struct OwnFault {
  OwnRefusal refusal = OwnRefusal::nothing_here;
  const char* field = "";
  std::int64_t again_at_ms = 0;  // when it may be wished anew; 0: not by waiting
};
using OwnCheck = std::optional<OwnFault>;

/// Who wishes: a seat by one of its sessions. Found by the gallery's door, never said by a request.
struct Sitting {
  SeatId seat;
  CompanyId company;
  std::string session;  // hash of the secret
};

/// Whether the seat still sits where it did: it, its session and its company stand, none is paused, and some licence
/// opens something.
OwnCheck check_sitting(const View&, const Sitting&, std::int64_t now_ms);

/// The company's own seats, by whoever of them keeps them.
OwnCheck check_keeps_seats(const View&, const Sitting&);
OwnCheck check_give_own_seat(const View&, const Sitting&, std::string_view name, std::string_view mail);
OwnCheck check_own_seat(const View&, const Sitting&, SeatId);
/// Nobody ends the seat they sit on: a company is never without its keeper by mistake.
OwnCheck check_end_own_seat(const View&, const Sitting&, SeatId);

/// Titles, names: some characters, none of them control, not too many.
OwnCheck check_own_words(std::string_view words, const char* field, std::size_t characters_max, bool may_be_empty);

}  // namespace plenum
