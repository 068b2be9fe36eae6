#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/cluster/two_nodes.h"
#include "tests/cluster/writer.h"

namespace plenum::test {

/// Members write to several nodes while things break in turn; in the end each node is held against their journal.
class Storm : public ::testing::Test {
protected:
  struct Fault {
    const char* name;
    std::function<void()> strike;
    std::function<bool()> felt;  // nothing is mended before
    std::function<void()> mend;
  };

  /// Starts the nodes, the first of which founds the community, and has members write to each.
  void begin(std::vector<RunningServer*> nodes);
  void suffer(const Fault&);
  /// Ends the writing and compares; says `N faults, M lost`.
  void settle();

  void start(std::size_t node);
  /// Where a node stands, as it says itself. Not to be asked of one that stands still.
  v1::StatusReply status_of(std::size_t node);
  v1::LogStatusReply log_of(std::size_t node);
  bool takes_writes(std::size_t node) { return status_of(node).takes_writes(); }
  bool no_node_takes_writes();
  bool all_are_closed_because(const std::string& words);
  /// Whether these have acknowledged twenty posts each since the fault struck.
  bool go_on(const std::vector<std::size_t>& nodes) const;
  bool knows(std::size_t node, const std::string& id);

private:
  std::vector<std::size_t> answers() const;
  std::uint64_t greatest_tail();
  bool all_have(std::uint64_t tail);
  bool all_answer_since(const std::vector<std::size_t>& before) const;
  std::string how_all_are();
  std::vector<std::string> words_on(std::size_t node);
  void all_keep_the_same();
  void say(const Journal::Verdict&);

  std::vector<RunningServer*> nodes_;
  std::string reader_;
  std::uint64_t thread_ = 0;
  Doors doors_;
  Journal journal_;
  std::vector<std::unique_ptr<Writer>> writers_;
  std::vector<std::size_t> answers_when_struck_;
  std::vector<long long> gaps_ms_;    // until every node had what any had
  std::vector<long long> pauses_ms_;  // until every node had acknowledged a post
};

}  // namespace plenum::test
