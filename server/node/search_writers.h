#pragma once

#include "server/node/command.h"

// What the house counts and tells of its own accord.
namespace plenum {

/// That this node tells: the log takes it from one alone. Refused where the search is not as it was `seen` any more.
Command give_alerts(const log::AlertsGiven&, const log::SavedSearchRecord& seen);

/// As it was counted when the feed's stream ended at `counted_to`; refused where something of that week has been
/// released since.
Command fix_trends(const log::TrendsFixed&, std::uint64_t counted_to);

}  // namespace plenum
