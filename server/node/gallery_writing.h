#pragma once

#include "server/node/gallery_pen.h"
#include "server/node/proposal.h"

namespace plenum {

/// Settles who may read what is about to be written: a post wished OBSERVED stays so where the topic has a charter and
/// its thread is not kept among members, and gets what observers will be given of it; else it is MEMBERS_ONLY. Without
/// a pen, or where nobody listens anywhere, nothing is read.
void write_for_gallery(Proposal&, const GalleryPen*, bool anybody_listens);

}  // namespace plenum
