#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "server/hub/delivery.h"
#include "server/hub/interest.h"
#include "server/hub/positions.h"
#include "server/node/sequencer.h"
#include "server/projection/member_projection.h"

namespace plenum {

/// Turns committed batches into frames: projects each changed thing once, encodes it once per encoding, hands all of a
/// batch to each io thread at one go. Owns its thread, so that projecting never delays the next commit.
/// `committed` is called by the sequencer; it must never block, and never see what is not durable.
///
/// Where projecting falls behind by more than `waiting_entries_max`, entries are not projected any more until it has
/// caught up: of each stream only its new head is told, and its followers read the log.
class Publisher {
public:
  using HandOver = std::function<void(Deliveries)>;

  Publisher(const Store& store, Rendered& rendered, const Interest& interest, const Positions& positions,
            HandOver hand_over);
  ~Publisher();

  void committed(Committed batch);
  /// Published all that was committed, then ended.
  void stop();

  static constexpr std::size_t waiting_entries_max = 20'000;
  static constexpr std::size_t updates_per_frame_max = 64;
  static constexpr std::size_t frame_bytes_goal = 64 * 1024;

private:
  struct Skipped {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    bool rights_changed = false;
  };
  using SkippedStreams = std::map<StreamId, Skipped>;
  void skip(const Committed& batch);
  void run();
  void publish(const std::vector<Committed>& batches, const SkippedStreams& skipped);

  const Store& store_;
  Rendered& rendered_;
  const Interest& interest_;
  const Positions& positions_;
  HandOver hand_over_;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Committed> waiting_;
  std::size_t waiting_entries_ = 0;
  SkippedStreams skipped_;  // later than all that waits
  bool stopping_ = false;
  std::thread thread_;
};

/// The stream field of an Updates message.
void name_stream(const StreamId&, v1::Updates&);

/// A server frame in one of the two encodings.
net::Frame encode_frame(const v1::ServerFrame&, Interest::Encoding);

}  // namespace plenum
