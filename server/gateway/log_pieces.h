#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "server/hub/interest.h"
#include "server/hub/positions.h"
#include "server/net/frame.h"
#include "server/projection/rendered.h"
#include "storage/rocks/store.h"

namespace plenum {

/// Stretches of streams as frames, for whoever comes back or fell behind: projected and encoded once and shared, so
/// that a crowd that comes back to one topic reads it once. Stretches end at the same offsets for all, so that those
/// who left at different moments share all but their first. Belongs to one io thread.
///
/// A stretch shows things as they were when it was made. It is shared for `lasts` at most, and not at all where the
/// stream has since told of a post that it shows: nobody is read words that were taken back before they asked.
class LogPieces {
public:
  LogPieces(const Store& store, Rendered& rendered, const Positions& positions)
      : store_(store), rendered_(rendered), positions_(positions) {}

  struct Piece {
    std::uint64_t last = 0;  // offset of the last entry in it
    net::Frame frame;
  };
  /// What follows `from`. `view` is of now, `head` the stream's in it. Requires: from < head.
  Piece after(const StreamId& stream, std::uint64_t from, Interest::Encoding encoding, const StoreView& view,
              std::uint64_t head);

  /// Lets go of what is too old to be shared.
  void forget_old();

  /// Pieces made, and asked for.
  std::uint64_t made() const { return made_; }
  std::uint64_t asked() const { return asked_; }

  static constexpr std::uint64_t entries_per_piece = 64;
  static constexpr std::size_t pieces_max = 256;
  static constexpr auto lasts = std::chrono::milliseconds(250);

private:
  using Clock = std::chrono::steady_clock;
  struct Key {
    StreamId stream;
    std::uint64_t from;
    Interest::Encoding encoding;
    auto operator<=>(const Key&) const = default;
  };
  struct Made {
    Piece piece;
    Clock::time_point at;
    std::uint64_t head;             // up to here nothing in the stream changed what it shows
    std::set<std::uint64_t> posts;  // that it shows
  };
  Made make(const Key& key, const StoreView& view, std::uint64_t head) const;
  static bool still_true(Made& made, const StreamId& stream, const StoreView& view, std::uint64_t head);

  const Store& store_;
  Rendered& rendered_;
  const Positions& positions_;
  std::map<Key, Made> pieces_;
  std::uint64_t made_ = 0;
  std::uint64_t asked_ = 0;
};

}  // namespace plenum
