#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "server/net/frame.h"
#include "storage/machine/stream_id.h"

namespace plenum {

/// What the publisher hands to every io thread: frames encoded once, shared by all who follow the stream.
struct Delivery {
  StreamId stream;
  std::uint64_t first = 0;  // offsets of the stream that the frame covers; both 0: a whisper, which may be lost
  std::uint64_t last = 0;
  bool rights_changed = false;  // a member's private stream: look whether the session still stands
  net::Frame binary;            // null where nobody follows in this encoding
  net::Frame text;
  MemberId not_for = {};  // a whisper on the chair's streams: of this member's own matter

  bool is_whisper() const { return last == 0; }
};

using Deliveries = std::shared_ptr<const std::vector<Delivery>>;

}  // namespace plenum
