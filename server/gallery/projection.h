#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proto/observer.pb.h"
#include "server/gallery/grant.h"
#include "server/gallery/voice.h"
#include "server/search/feed_index.h"

// What one company reads, built field by field from the gallery's own records. No member's record is opened here: of
// the members' tables only a topic's title, since what was licensed must have a name.
namespace plenum {

v1::ObservedTopic project_observed_topic(const View&, const Voice&, const Grant&);
v1::ObservedThread project_observed_thread(const Voice&, const Grant&, const std::string& id,
                                           const log::GalleryThreadRecord&);

/// Requires: may_read.
v1::ObservedPost project_observed_post(const View&, const Voice&, const Grant&, const std::string& id,
                                       const log::GalleryEntryRecord&);

/// One entry of a feed as the thing is now; nothing where it is not this company's.
std::optional<v1::ObservedUpdate> project_observed(const View&, const Voice&, const Grant&,
                                                   const log::StreamEntryRecord&);

/// What a saved search has found, as far as it stands and is theirs.
v1::ObservedAlert project_alert(const View&, const Voice&, const Listening&, SearchId, const log::SavedSearchRecord&,
                                const std::vector<FeedHit>&, int most);

/// A thread is theirs where one of its posts is.
bool may_read_thread(const View&, const Grant&, const std::string& id, const log::GalleryThreadRecord&);

/// As the licence rounds times.
std::int64_t rounded_ms(const Grant&, std::int64_t time_ms);

}  // namespace plenum
