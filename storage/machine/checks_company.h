#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "storage/machine/state.h"

// The refusals of what a company wishes for itself, behind the gallery's door. What touches the community's is
// `nothing_here`, which the door answers byte for byte as what is absent; what is the company's own affair is told
// plainly, since nothing of the members is in it.
namespace plenum {

enum class OwnRefusal {
  nothing_here,   // no such thing, or not theirs
  field_invalid,  // `field` names it
  seats_full,     // no more of them than the licences allow
  no_exports,     // no licence lets extracts be taken here
  spent,          // all that may be taken in a day; `again_at_ms`
  exports_rest,   // notices have waited for too long: acknowledge them first
  too_many,       // in one call, or standing at once
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

/// An extract that is about to be taken.
struct Wanted {
  TopicId topic;
  std::string entry;
  std::uint32_t version = 0;  // in which it was read
};
inline constexpr std::size_t extracts_at_once_max = 100;

/// Each stands as it was read, under a licence that lets extracts be taken there, within the seat's day.
OwnCheck check_take(const View&, const Sitting&, std::span<const Wanted>, std::int64_t now_ms);
/// Whether anything may be taken or exported: not while notices wait for too long.
OwnCheck check_exports_rest(const View&, CompanyId, std::int64_t now_ms);
OwnCheck check_acknowledge(const View&, const Sitting&, std::uint64_t upto);

/// The licence under which an entry is taken: of those that read it and let extracts be taken the most generous, of
/// equal ones the first. Nothing: none does.
std::optional<std::pair<LicenceId, log::LicenceRecord>> licence_to_take(const View&, CompanyId, TopicId,
                                                                        std::int64_t now_ms);

/// Of a company that may ask this of the members of this topic, in the form in which it asks.
OwnCheck check_ask(const View&, const Sitting&, v1::LicenceLevel kind, TopicId, const log::RequestWords&,
                   std::int64_t now_ms);
inline constexpr std::size_t requests_open_max = 20;  // of one company, that the chair has not settled

/// Titles, names: some characters, none of them control, not too many.
OwnCheck check_own_words(std::string_view words, const char* field, std::size_t characters_max, bool may_be_empty);
/// Several lines of them.
OwnCheck check_own_text(std::string_view words, const char* field);

}  // namespace plenum
