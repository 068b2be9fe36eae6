#include "server/words/word_rules.h"

#include <algorithm>

namespace plenum {

WordRules::WordRules(const Store& store) : store_(store) {
  read();
}

std::shared_ptr<const RuleSet> WordRules::current() const {
  if (!any_.load(std::memory_order_acquire)) return nullptr;
  const std::lock_guard lock(mutex_);
  return rules_;
}

void WordRules::committed(const Committed& batch) {
  const bool changed = std::any_of(batch.added.begin(), batch.added.end(), [](const Pending::Added& added) {
    return added.stream.kind == StreamKind::desk && added.entry.staff().word_rule() != 0;
  });
  if (changed) read();
}

void WordRules::read() {
  auto rules = std::make_shared<const RuleSet>(store_.view());
  const std::lock_guard lock(mutex_);
  any_.store(!rules->empty(), std::memory_order_release);
  rules_ = rules->empty() ? nullptr : std::move(rules);
}

}  // namespace plenum
