#pragma once

#include "proto/admin.pb.h"
#include "storage/machine/state.h"

namespace plenum {

/// One page of all that the store holds, or of one source's imports: threads in order of id, posts in order of place.
/// Each page is of the moment it is read at; whoever exports while people write may miss what came since.
/// Ends after `limit` posts (1 to 1,000; 0: 1,000), about 4 MB of words or 2,000 threads looked at, whichever is first.
v1::ExportReply export_page(const View&, const v1::ExportRequest&);

}  // namespace plenum
