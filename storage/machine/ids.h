#pragma once

#include <compare>
#include <cstdint>

namespace plenum {

/// A random, public, non-zero number. Each noun has its own type, so that two can never be swapped.
template <class Noun>
struct Id {
  std::uint64_t value = 0;

  constexpr Id() = default;
  constexpr explicit Id(std::uint64_t v) : value(v) {}
  constexpr explicit operator bool() const { return value != 0; }
  constexpr auto operator<=>(const Id&) const = default;
};

using MemberId = Id<struct MemberNoun>;
using TopicId = Id<struct TopicNoun>;
using ThreadId = Id<struct ThreadNoun>;
using PostId = Id<struct PostNoun>;
using InvitationId = Id<struct InvitationNoun>;
using NoteId = Id<struct NoteNoun>;
using SanctionId = Id<struct SanctionNoun>;
using WordRuleId = Id<struct WordRuleNoun>;
using CompanyId = Id<struct CompanyNoun>;
using LicenceId = Id<struct LicenceNoun>;
using SeatId = Id<struct SeatNoun>;
using SearchId = Id<struct SearchNoun>;
using RequestId = Id<struct RequestNoun>;

/// Order of a post within its thread: the event's time in ms in the upper 48 bits, a count in the lower 16.
/// Never changes, survives moves and merges, and tells nothing but the time.
using Place = std::uint64_t;

/// Offset of an event in the log, from 1.
using Offset = std::uint64_t;

}  // namespace plenum
