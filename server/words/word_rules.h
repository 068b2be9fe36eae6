#pragma once

#include <atomic>
#include <memory>
#include <mutex>

#include "server/node/sequencer.h"
#include "server/words/rule_set.h"

namespace plenum {

/// The rules as they stand, compiled once for each change. `current` may be called by any thread and costs one load
/// where there are no rules; `committed` is the sequencer's, before anybody is answered: who was told that a rule
/// stands meets it with the next word.
class WordRules {
public:
  explicit WordRules(const Store&);

  /// Null: there are none.
  std::shared_ptr<const RuleSet> current() const;

  /// Looks whether the batch changed a rule, and reads them again if it did.
  void committed(const Committed&);

private:
  void read();
  const Store& store_;
  std::atomic<bool> any_{false};
  mutable std::mutex mutex_;  // guards rules_
  std::shared_ptr<const RuleSet> rules_;
};

}  // namespace plenum
