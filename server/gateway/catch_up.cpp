#include "server/gateway/catch_up.h"

#include "server/gateway/live_client.h"

namespace plenum {

CatchUp::CatchUp(net::IoThreads& io, unsigned thread, const Store& store, LogPieces pieces)
    : io_(io), thread_(thread), store_(store), pieces_(std::move(pieces)) {
  io_.run_on(thread_, [this] { hook_ = io_.add_turn_hook(thread_, net::TurnPhase::gather, [this] { take_turns(); }); });
}

CatchUp::~CatchUp() {
  io_.run_on(thread_, [this] { io_.remove_turn_hook(thread_, hook_); });
}

void CatchUp::line_up(std::weak_ptr<LiveClient*> line, const StreamId& stream) {
  waiting_.push_back({std::move(line), stream});
}

// At the end of a turn: every hand-over that this turn brought has been seen, so what the view holds and no line was
// given yet is still to come by the log.
void CatchUp::take_turns() {
  if (waiting_.empty()) return;
  const auto view = store_.view();
  const auto made_before = pieces_.made();
  for (std::size_t sent = 0; sent < sent_per_turn_max && !waiting_.empty(); ++sent) {
    if (pieces_.made() - made_before >= made_per_turn_max) break;
    auto wish = std::move(waiting_.front());
    waiting_.pop_front();
    const auto line = wish.line.lock();
    if (line && (*line)->read_on(wish.stream, view)) waiting_.push_back(std::move(wish));
  }
  made_.store(pieces_.made());
  sent_.store(pieces_.asked());
  if (!waiting_.empty()) io_.post(thread_, [] {});  // another turn follows this one
}

}  // namespace plenum
