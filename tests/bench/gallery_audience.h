#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "tests/bench/community.h"
#include "tests/bench/crowd.h"
#include "tests/bench/ledger.h"

namespace plenum::bench {

/// Seats of several companies at a real server's gallery, each on a line of its own: they come in, follow the only
/// topic their licence opens and note in the ledger which posts come. Frames are decoded once for all who receive the
/// same bytes. Belongs to the loop's thread.
class GalleryAudience : Crowd::Ear {
public:
  GalleryAudience(Loop& loop, Community& community, Ledger& ledger)
      : loop_(loop), community_(community), ledger_(ledger), crowd_(loop, *this) {}

  /// All arrive, some at a time, and are there when it returns; without all of them there is no run.
  void arrive(const std::vector<std::string>& tokens);

  std::uint64_t bytes() const { return crowd_.bytes(); }
  /// A number that is not behind the last one heard on the same line.
  std::uint64_t doubles() const { return doubles_; }
  std::size_t ended() const { return ended_; }

private:
  struct Seat {
    std::string token;
    std::int64_t last = -1;
  };
  struct Heard {
    std::string bytes;
    std::string topic;  // of the welcome
    bool is_subscription = false;
    std::vector<std::uint32_t> posts;
  };
  void on_connected(std::size_t seat) override;
  void on_answer(std::size_t seat, std::string_view head) override;
  void on_frame(std::size_t seat, Op op, std::string_view payload) override;
  void on_ended(std::size_t seat) override;
  const Heard& decode(std::string_view payload);

  Loop& loop_;
  Community& community_;
  Ledger& ledger_;
  Crowd crowd_;
  std::vector<Seat> seats_;
  std::unordered_map<std::size_t, Heard> kept_;
  std::size_t present_ = 0;
  std::size_t ended_ = 0;
  std::uint64_t doubles_ = 0;
};

}  // namespace plenum::bench
