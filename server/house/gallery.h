#pragma once

#include <functional>
#include <memory>

#include "server/gallery/alerts.h"
#include "server/gallery/live.h"
#include "server/gallery/masking_pen.h"
#include "server/gallery/meter.h"
#include "server/gallery/narrowing.h"
#include "server/gallery/publisher.h"
#include "server/house/ground.h"
#include "server/search/feed_search.h"

namespace plenum {

/// What the observers' lines share, and all that follows the log for them. Made and ended on the main thread; what it
/// finds to be written goes through `submit`, to a sequencer that is made after it.
struct Gallery {
  Gallery(const Config&, const Ground&, net::IoThreads&, std::function<void(Command)> submit);

  /// What becomes of it is told by the batch; nothing enters without a key that is kept.
  const GalleryPen* pen_if_kept() const { return has_key ? &pen : nullptr; }

  const bool has_key;
  MaskingPen pen;
  Voices voices;
  Audience audience;
  std::unique_ptr<FeedSearch> search;  // none where nobody is served
  Meter meter;
  GalleryLive live;
  GalleryPublisher publisher;
  std::unique_ptr<HookSender> hooks;  // likewise
  std::unique_ptr<Alerts> alerts;
  Narrowing narrowing;
};

}  // namespace plenum
