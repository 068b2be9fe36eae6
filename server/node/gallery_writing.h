#pragma once

#include <string>

#include "server/node/gallery_pen.h"
#include "server/node/proposal.h"

namespace plenum {

/// Settles who may read what is about to be written: a post wished OBSERVED stays so where the topic has a charter and
/// its thread is not kept among members, and gets what observers will be given of it; else it is MEMBERS_ONLY. Without
/// a pen, or where nobody listens anywhere, nothing is read.
void write_for_gallery(Proposal&, const GalleryPen*, bool anybody_listens);

/// What stands for an author and what is told of one: the same for a post and for its preview.
std::string gallery_token_of(const GalleryPen&, MemberId);
log::GalleryLabel gallery_label_of(const View&, MemberId);
/// Whole, as it reads where k authors share it.
std::string label_words(const log::GalleryLabel&);

}  // namespace plenum
