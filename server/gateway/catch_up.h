#pragma once

#include <atomic>
#include <deque>
#include <memory>

#include "server/gateway/log_pieces.h"
#include "server/net/io_threads.h"

namespace plenum {

class LiveClient;

/// Who reads from the log on one io thread, in turn: one piece each, then to the back. A turn of the loop reads so
/// many and no more, so that those who are live are not kept waiting by a crowd that comes back, nor by one line that
/// has much to catch up. Belongs to its thread.
class CatchUp {
public:
  CatchUp(net::IoThreads& io, unsigned thread, const Store& store, LogPieces pieces);
  ~CatchUp();
  CatchUp(const CatchUp&) = delete;
  CatchUp& operator=(const CatchUp&) = delete;

  /// At the back of the row. A line that is gone when its turn comes is passed over.
  void line_up(std::weak_ptr<LiveClient*> line, const StreamId& stream);

  LogPieces& pieces() { return pieces_; }
  std::size_t waiting() const { return waiting_.size(); }

  /// Pieces made, and pieces sent. Any thread.
  struct Counts {
    std::uint64_t made = 0;
    std::uint64_t sent = 0;
  };
  Counts counts() const { return {made_.load(), sent_.load()}; }

  /// In one turn of the loop: pieces made, which cost reading, and pieces sent.
  static constexpr std::uint64_t made_per_turn_max = 4;
  static constexpr std::size_t sent_per_turn_max = 256;

private:
  struct Wish {
    std::weak_ptr<LiveClient*> line;
    StreamId stream;
  };
  void take_turns();

  net::IoThreads& io_;
  const unsigned thread_;
  const Store& store_;
  LogPieces pieces_;
  std::deque<Wish> waiting_;
  std::atomic<std::uint64_t> made_{0};
  std::atomic<std::uint64_t> sent_{0};
  net::IoThreads::HookId hook_ = 0;
};

}  // namespace plenum
