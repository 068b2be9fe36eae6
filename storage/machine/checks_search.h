#pragma once

#include "storage/machine/checks.h"

// What a company keeps of its searches, where its alerts go, and what is counted of a week. Who asks was found at the
// gallery's door: a seat that stands, of this company.
namespace plenum {

inline constexpr std::size_t searches_of_seat_max = 50;
inline constexpr std::size_t search_words_bytes_max = 1'000;
inline constexpr std::size_t hook_bytes_max = 1'000;

/// `search` 0: a new one; else one of this very seat. No more than 50: FIELD_INVALID, "search".
Check check_keep_search(const View&, const log::SavedSearchKept&, const log::SearchWords&, std::int64_t now_ms);
Check check_drop_search(const View&, SeatId, SearchId);

/// Empty: no more. Whether it can be reached is seen when it is called.
Check check_set_hook(const View&, CompanyId, std::string_view url);

/// NOTHING_CHANGED where another node has told as much.
Check check_give_alerts(const View&, const log::AlertsGiven&);

/// Once for each week and feed, when its tick has come; no cell of fewer than k authors.
Check check_fix_trends(const View&, const log::TrendsFixed&, std::int64_t now_ms);

}  // namespace plenum
