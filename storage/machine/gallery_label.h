#pragma once

#include "storage/machine/gallery.h"

// Labels: what observers read of an author beside the pseudonym.
namespace plenum {

/// 0: nothing; 1: the specialty; 2: the specialty and the region. Fixed when the author is first released in this feed
/// and epoch, as far as k released authors share it; after that it only falls. Counts the author.
std::uint32_t fix_label(TopicId, std::uint8_t embargo, const log::GalleryWaitingRecord&, State&);

/// Nothing of the author stands in this feed any more: no longer counted.
void uncount_label(TopicId, std::uint8_t embargo, log::GalleryAuthorRecord&, State&);

}  // namespace plenum
