#pragma once

#include "storage/machine/key.h"

namespace plenum {

/// Where a post's reports stand in the queue: the oldest first, resolved ones by when they were.
key::ReportQueue queue_key(PostId, const log::ReportRecord&);

}  // namespace plenum
