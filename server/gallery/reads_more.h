#pragma once

#include "server/gallery/reads.h"

// The answers that need more than the gallery's tables. Only reads.cpp calls them.
namespace plenum {

ObserverAnswer search_feed(const ObserverReads&, const v1::SearchFeedRequest&);
ObserverAnswer read_trends(const ObserverReads&, const v1::ReadTrendsRequest&);

}  // namespace plenum
