#pragma once

#include "server/node/command.h"
#include "server/node/own_acts.h"

// What a company keeps of its searches, and what the house counts and tells of its own accord.
namespace plenum {

/// `fact.search` 0: a new one, which is told of from now on. The outcome names it.
OwnDecision keep_search(const log::SavedSearchKept& fact, const log::SearchWords&);
OwnDecision drop_search(SeatId, SearchId);

/// By whoever keeps the seats. Another secret with each: the outcome names its version.
OwnDecision set_hook(const Sitting&, const std::string& url);

/// That this node tells: the log takes it from one alone. Refused where the search is not as it was `seen` any more.
Command give_alerts(const log::AlertsGiven&, const log::SavedSearchRecord& seen);

/// As it was counted when the feed's stream ended at `counted_to`; refused where something of that week has been
/// released since.
Command fix_trends(const log::TrendsFixed&, std::uint64_t counted_to);

}  // namespace plenum
