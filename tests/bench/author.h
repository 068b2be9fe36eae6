#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/bench/community.h"
#include "tests/bench/crowd.h"
#include "tests/bench/heard.h"

namespace plenum::bench {

/// One member who writes, over lines that follow nothing. All posts of a thread take the same line, so that they are
/// written in the order of their numbers; what a line may not have under way yet waits. What was not answered when a
/// line ended is written again with the same command id. Belongs to the loop's thread.
class Author : Crowd::Ear {
public:
  Author(Loop& loop, Community& community, std::size_t lines);

  /// The source begins with the number; `more` follows it.
  void write(std::uint32_t number, std::uint64_t thread, const std::string& more);
  void come_back();

  std::size_t unanswered() const { return unanswered_; }
  std::uint64_t refused() const { return refused_; }

  /// Called when a post was acknowledged.
  std::function<void(std::uint32_t number)> on_written = [](std::uint32_t) {};

private:
  struct Line {
    bool is_greeted = false;
    std::map<std::uint32_t, std::string> under_way;  // frames by number
    std::deque<std::pair<std::uint32_t, std::string>> waiting;
  };
  void on_connected(std::size_t line) override;
  void on_answer(std::size_t line, std::string_view head) override;
  void on_frame(std::size_t line, Op op, std::string_view payload) override;
  void on_ended(std::size_t line) override;
  void go_on(std::size_t line);
  void finish(std::size_t line, std::uint32_t number, const Heard& heard);

  Loop& loop_;
  Community& community_;
  Crowd crowd_;
  Decoder decoder_;
  std::vector<Line> lines_;
  std::size_t unanswered_ = 0;
  std::uint64_t refused_ = 0;
};

}  // namespace plenum::bench
