#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/bench/community.h"
#include "tests/bench/crowd.h"
#include "tests/bench/heard.h"

namespace plenum::bench {

/// One member who writes, over lines that follow nothing. What was not answered when a line ended is written again
/// with the same command id. Belongs to the loop's thread.
class Author : Crowd::Ear {
public:
  /// A line has at most 64 calls under way: more lines, more posts at once. All posts of a thread take the same line,
  /// so that they are written in the order of their numbers.
  Author(Loop& loop, Community& community, std::size_t lines);

  /// The source begins with the number; `more` follows it.
  void write(std::uint32_t number, std::uint64_t thread, const std::string& more);
  void come_back();

  std::size_t unanswered() const { return unanswered_.size(); }
  std::uint64_t refused() const { return refused_; }

  /// Called when a post was acknowledged.
  std::function<void(std::uint32_t number)> on_written = [](std::uint32_t) {};

private:
  void on_connected(std::size_t line) override;
  void on_answer(std::size_t line, std::string_view head) override;
  void on_frame(std::size_t line, Op op, std::string_view payload) override;
  void on_ended(std::size_t line) override;

  struct Line {
    bool is_greeted = false;
  };
  struct Post {
    std::size_t line = 0;
    std::string frame;
  };
  Loop& loop_;
  Community& community_;
  Crowd crowd_;
  Decoder decoder_;
  std::vector<Line> lines_;
  std::map<std::uint32_t, Post> unanswered_;  // by number
  std::uint64_t refused_ = 0;
};

}  // namespace plenum::bench
