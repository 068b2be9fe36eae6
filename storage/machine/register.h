#pragma once

#include "storage/machine/nouns.h"

// What members are told of who read them: storage/FORMAT.md, "What a company does". Called by the appliers alone;
// nothing that answers an observer opens these tables.
namespace plenum {

inline constexpr std::int64_t ms_of_day = 24LL * 3600 * 1000;
inline constexpr int register_posts_max = 50;  // named in one minute's row; the rest are counted
inline constexpr int places_of_day_max = 32;

/// An entry's post can be found from now on, for the register.
void remember_post_of_entry(const std::string& entry, PostId, State&);

/// A company did this with an entry in the minute of `at_ms`: its author is told.
void note_reading(CompanyId, v1::ReadingKind, std::int64_t at_ms, const std::string& entry, State&);

/// An erased post: who read it is known no more, and what is told of it later leads nowhere. The minutes in which its
/// author was read stay: that they were is the author's to know.
void forget_readings(const log::PostRecord&, PostId, State&);

}  // namespace plenum
