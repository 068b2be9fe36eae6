#include "tests/cluster/journal.h"

#include <algorithm>

namespace plenum::test {

void Journal::acknowledged(const std::string& words, Moment begun) {
  const Moment answered = ++clock_;
  const std::lock_guard lock(mutex_);
  entries_[words] = {begun, answered};
}

Journal::Verdict Journal::judge(const std::vector<std::string>& shown) const {
  const std::lock_guard lock(mutex_);
  Verdict verdict;
  verdict.acknowledged = entries_.size();
  std::map<std::string, int> times;
  Moment latest_begun = 0;  // of those that stand before
  for (const auto& words : shown) {
    if (++times[words] == 2) ++verdict.doubled;
    const auto entry = entries_.find(words);
    if (entry == entries_.end()) continue;
    if (entry->second.answered < latest_begun) ++verdict.reordered;
    latest_begun = std::max(latest_begun, entry->second.begun);
  }
  for (const auto& [words, entry] : entries_) verdict.lost += times.contains(words) ? 0 : 1;
  return verdict;
}

}  // namespace plenum::test
