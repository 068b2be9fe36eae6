#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/bench/community.h"
#include "tests/bench/crowd.h"
#include "tests/bench/heard.h"
#include "tests/bench/ledger.h"

namespace plenum::bench {

/// Subscribers of a real server, each on a line of its own: they sign in, follow one topic and note in the ledger which
/// posts come. A line that ends can come back with its last position. Belongs to the loop's thread.
class Audience : Crowd::Ear {
public:
  Audience(Loop& loop, Community& community, Ledger& ledger)
      : loop_(loop), community_(community), ledger_(ledger), crowd_(loop, *this) {}

  /// So many more arrive, some at a time, and are there when it returns; without all of them there is no run. The topic
  /// of the i-th: `topic_of(i)`.
  void arrive(std::size_t count, const std::function<std::size_t(std::size_t)>& topic_of, Manner manner = {});
  /// The same where some may be refused. True: none was.
  bool try_to_arrive(std::size_t count, const std::function<std::size_t(std::size_t)>& topic_of, Manner manner = {});
  /// Everybody at once, who is not there; returns before they are.
  void come_back();

  /// They follow on, and never read again.
  void fall_silent(std::size_t from, std::size_t to);
  /// Of those who fell silent: how many lines the server has ended.
  std::size_t count_cut() const;

  std::size_t size() const { return seats_.size(); }
  std::size_t present() const { return present_; }
  bool is_present(std::size_t member) const { return seats_[member].is_present; }
  std::size_t ended() const { return ended_; }  // lines that the server ended, in all
  std::uint64_t bytes() const { return crowd_.bytes(); }
  std::uint64_t frames() const { return frames_; }  // that held posts: those of one commit come joined

  // What must not be: a number that is not behind the last one heard on the same line, one left out, a resumption that
  // was not complete.
  std::uint64_t doubles() const { return doubles_; }
  std::uint64_t gaps() const { return gaps_; }
  std::uint64_t not_recovered() const { return not_recovered_; }

  /// The posts of a topic come in the order of their numbers, `step` apart; else gaps are not counted.
  void expect_steps_of(std::uint32_t step) { step_ = step; }

  /// Called when a member is (again) there, and with each post.
  std::function<void(std::size_t member)> on_present = [](std::size_t) {};
  std::function<void(std::size_t member, std::uint32_t number)> on_post = [](std::size_t, std::uint32_t) {};

private:
  struct Seat {
    std::size_t topic = 0;
    std::string position;
    std::int64_t last = -1;  // the number heard last
    bool is_present = false;
    bool is_silent = false;
  };
  void on_connected(std::size_t member) override;
  void on_answer(std::size_t member, std::string_view head) override;
  void on_frame(std::size_t member, Op op, std::string_view payload) override;
  void on_ended(std::size_t member) override;
  void sit_down(std::size_t member, const Heard& heard);
  void hear(std::size_t member, std::uint32_t number, double at);

  Loop& loop_;
  Community& community_;
  Ledger& ledger_;
  Crowd crowd_;
  Decoder decoder_;
  std::vector<Seat> seats_;
  std::size_t present_ = 0;
  std::size_t ended_ = 0;
  std::uint64_t frames_ = 0;
  std::uint64_t doubles_ = 0;
  std::uint64_t gaps_ = 0;
  std::uint64_t not_recovered_ = 0;
  std::uint32_t step_ = 0;
};

}  // namespace plenum::bench
