#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "server/hub/delivery.h"
#include "server/hub/interest.h"
#include "server/hub/positions.h"
#include "server/node/sequencer.h"
#include "server/projection/member_projection.h"

namespace plenum {

/// Turns committed batches into frames: projects each changed thing once, encodes it once per encoding, hands all of a
/// batch to each io thread at one go. Owns its thread, so that projecting never delays the next commit.
/// `committed` is called by the sequencer; it must never block, and never see what is not durable.
class Publisher {
public:
  using HandOver = std::function<void(Deliveries)>;

  Publisher(const Store& store, Rendered& rendered, const Interest& interest, const Positions& positions,
            HandOver hand_over);
  ~Publisher();

  void committed(Committed batch);
  /// Published all that was committed, then ended.
  void stop();

  static constexpr std::size_t updates_per_frame_max = 64;
  static constexpr std::size_t frame_bytes_goal = 64 * 1024;

private:
  void run();
  void publish(std::vector<Committed> batches);

  const Store& store_;
  Rendered& rendered_;
  const Interest& interest_;
  const Positions& positions_;
  HandOver hand_over_;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Committed> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

/// The stream field of an Updates message.
void name_stream(const StreamId&, v1::Updates&);

/// A server frame in one of the two encodings.
net::Frame encode_frame(const v1::ServerFrame&, Interest::Encoding);

}  // namespace plenum
