#pragma once

#include "proto/listening.pb.h"
#include "server/gallery/master_key.h"
#include "server/gallery/pseudonym.h"
#include "server/node/gallery_pen.h"
#include "storage/machine/policy.h"

namespace plenum {

/// Shows an author how a post would look to observers: masked by the pen that masks it when it is sent, with the label
/// that it would carry at most, and a pseudonym of the kind, which no company is given. Any thread.
class Preview {
public:
  /// `pen`: null where nothing is ever observed.
  Preview(const MasterKey& master, const GalleryPen* pen) : pen_(pen), pseudonyms_(master, "nobody's: a preview") {}

  v1::PreviewAsObservedReply of(const View&, const Principal& author, TopicId,
                                const v1::PreviewAsObservedRequest&) const;

private:
  const GalleryPen* const pen_;
  const Pseudonyms pseudonyms_;
};

}  // namespace plenum
