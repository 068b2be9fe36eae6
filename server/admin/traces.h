#pragma once

#include "proto/house.pb.h"
#include "server/gallery/voice.h"
#include "server/gateway/service.h"
#include "server/gateway/slow_lane.h"
#include "storage/rocks/store.h"

namespace plenum {

/// What of the gallery is looked through for how authors are described: of all feeds together at most `news_max` news,
/// older than the newest `skip` of each.
struct TraceRange {
  std::uint64_t skip = 0;
  std::uint64_t news_max = 100'000;
};

/// Of which company a text's wordings are. Says how far it looked.
v1::TraceTextReply traced(const View&, Voices&, const std::string& text, const TraceRange& = {});

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
