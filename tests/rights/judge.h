#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>

#include "tests/rights/door.h"
#include "tests/rights/expected.h"
#include "tests/rights/request.h"
#include "tests/rights/secrets.h"

namespace plenum::test {

/// One question: who asks, by which door, what, about which scene.
struct Cell {
  const Actor& actor;
  Door& door;
  const Needs& needs;
  const Scene& scene;
  const Ground& ground;
  std::string harbour;
};

/// Puts the questions, judges the answers and counts. Any thread.
class Judge {
public:
  explicit Judge(const Secrets& secrets) : secrets_(secrets) {}

  /// The answer. Wrong where it is not what was expected, where it differs from that of what does not exist though its
  /// asker may not know of it, or where it holds words that its reader may not see.
  Json put(const Cell& cell);

  void say(const Cell& cell, const std::string& fault, const Json& answer);
  /// A cell that is judged elsewhere.
  void count(const std::string& surface, const std::string& fault);
  /// "N cells, M wrong", and where.
  void report() const;
  int wrong() const { return wrong_; }
  int cells() const { return cells_; }

private:
  static constexpr int shown_max = 60;
  std::string fault_of(const Cell& cell, const Json& answer, std::uint64_t mark);

  const Secrets& secrets_;
  std::atomic<int> cells_{0};
  std::atomic<int> wrong_{0};
  mutable std::mutex mutex_;
  std::map<std::string, int> of_surface_;
};

}  // namespace plenum::test
