#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "server/node/chance.h"
#include "tests/support/server/running_server.h"

namespace plenum::bench {

/// The real plenumd on its core with a community in it: members with bearer tokens, topics with a thread each. One io
/// thread, as one core has; the caps of connections and of a member's pace are raised, nothing else differs from what
/// an operator starts. Belongs to the generator's thread.
class Community {
public:
  struct Size {
    std::size_t members = 1;  // the first of them writes
    std::size_t topics = 1;
    bool has_its_core = true;  // else it runs wherever the generator may
  };
  explicit Community(Size size, const std::string& more_settings = {});

  /// Another node of the same community: it has the same members, topics and threads.
  Community(const Community& first, const std::string& more_settings);

  pid_t pid() const { return server_.pid(); }
  std::filesystem::path data() const { return server_.data(); }
  std::uint16_t port() const;
  const std::string& author_token() const { return tokens_.front(); }
  const std::string& token(std::size_t member) const { return tokens_[member % tokens_.size()]; }
  std::uint64_t topic(std::size_t i) const { return topics_[i]; }
  std::uint64_t thread(std::size_t i) const { return threads_[i]; }
  Chance& chance() { return chance_; }
  /// How far it has come in its log. Asks the server.
  std::uint64_t tail();
  bool takes_writes();

  /// These topics are listened to from now on, and two authors have written in each: what is written is shown at once.
  void open_gallery(const std::vector<std::size_t>& topics);
  /// Seats of so many companies, who all listen in one topic: their tokens, company by company in turn.
  std::vector<std::string> seat_companies(std::size_t companies, std::size_t seats, std::size_t topic);

  void kill() { server_.kill(); }
  void stop() { server_.stop(); }  // as an operator does
  /// Started again on the same data; returns when it listens.
  void start();

private:
  void add_members(std::size_t count);
  void open_topics(std::size_t count);

  const bool has_its_core_;
  test::RunningServer server_;
  SystemChance chance_;
  std::vector<std::string> tokens_;
  std::vector<std::uint64_t> topics_;
  std::vector<std::uint64_t> threads_;
};

}  // namespace plenum::bench
