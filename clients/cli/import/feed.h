#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "clients/cli/import/import.h"

namespace plenum::imports {

// Between a reader and the sink: announces a topic and a thread with their first post and an author once, gives people
// titles they can read, and counts. One per reading; belongs to the thread that reads.
class Feed {
public:
  using Writers = std::unordered_set<std::string>;
  using Posted = std::function<void(std::uint64_t posts)>;

  // `writers`: the authors an earlier reading found to have posts; without one, everybody counts as a writer.
  Feed(Sink& sink, const Writers* writers, Posted posted)
      : sink_(sink), known_writers_(writers), posted_(std::move(posted)) {}

  void topic(Topic topic) { topic_ = std::move(topic); }
  void thread(Thread thread) { thread_ = std::move(thread); }
  void author(const std::string& origin, std::string_view name);
  void post(Post post);
  void skip(std::string_view what, std::string_view reason, std::uint64_t times = 1);

  const Counts& counts() const { return counts_; }
  Writers take_writers() { return std::move(writers_); }

private:
  void announce(const Post& first);
  void count(const Post& post);
  static void go_on(bool yes);

  Sink& sink_;
  const Writers* known_writers_;
  Posted posted_;
  std::optional<Topic> topic_;  // waiting for its first post
  std::optional<Thread> thread_;
  Writers writers_;
  Writers announced_;
  Counts counts_;
};

}  // namespace plenum::imports
