#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "server/gallery/delivery.h"
#include "server/gallery/grant.h"
#include "server/gallery/voice.h"
#include "server/node/sequencer.h"

namespace plenum {

/// Turns what was released into frames: each thing once for each company that listens to its feed, and once per
/// encoding, whatever the number of seats. Owns its thread, so that pseudonyms and encoding never delay a member.
/// `committed` is called by the sequencer: it must never block, and takes nothing but the companies' streams and those
/// of the gallery that somebody hears.
///
/// Where it falls behind by more than `waiting_entries_max`, nothing is encoded until it has caught up: lines are told
/// the new head alone, and read the log.
class GalleryPublisher {
public:
  using HandOver = std::function<void(GalleryDeliveries)>;
  using Now = std::function<std::int64_t()>;

  GalleryPublisher(const Store& store, Audience& audience, Voices& voices, Now now, HandOver hand_over);
  ~GalleryPublisher();

  void committed(const Committed& batch);
  /// Published all that was committed, then ended.
  void stop();

  static constexpr std::size_t waiting_entries_max = 20'000;
  static constexpr std::size_t updates_per_frame_max = 64;
  static constexpr std::size_t frame_bytes_goal = 64 * 1024;

private:
  struct Entry {
    StreamId stream;
    std::uint64_t offset;
    log::StreamEntryRecord change;
    std::uint64_t epoch;
  };
  void run();
  void publish(const std::vector<Entry>& entries, bool encode);

  const Store& store_;
  Audience& audience_;
  Voices& voices_;
  const Now now_;
  const HandOver hand_over_;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Entry> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

/// What a company hears of some entries of a feed, as a frame's content. The position is that behind the last.
v1::ObservedUpdates observed_updates(const Voice&, const Grant&, const FeedPosition& behind);

}  // namespace plenum
