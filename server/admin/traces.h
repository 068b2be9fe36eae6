#pragma once

#include "proto/house.pb.h"
#include "server/gallery/voice.h"
#include "server/gateway/service.h"
#include "server/gateway/slow_lane.h"
#include "storage/rocks/store.h"

namespace plenum {

/// Of which company a text's wordings are. Walks the gallery's entries once, for what authors are described as.
v1::TraceTextReply traced(const View&, Voices&, const std::string& text);

/// TraceText, for the host: at the members' door and on the operator's socket. Called from any thread, never waits.
/// Must be stopped before the store is.
class TraceDesk {
public:
  TraceDesk(const Store& store, Voices& voices) : store_(store), voices_(voices) {}

  void register_on(Service&);
  void stop() { lane_.stop(); }

  static constexpr std::size_t text_bytes_max = 200'000;

private:
  const Store& store_;
  Voices& voices_;
  SlowLane lane_;
};

}  // namespace plenum
