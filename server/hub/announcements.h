#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>

namespace plenum {

/// What this node has to tell the others: what changed since it was told last, however often, and every few seconds
/// anew what still is, since a word may be lost. Whoever owns it guards it.
template <class Key>
class Announcements {
public:
  /// There are others. Before, nothing is noted.
  void begin() { on_ = true; }

  void changed(Key key) {
    if (on_) due_.insert(key);
  }

  /// What should be told now, and is then: each has its turn, also where there is more to tell than time.
  std::optional<Key> next(std::int64_t now_ms) {
    renew(now_ms);
    if (due_.empty()) return {};
    auto at = due_.upper_bound(last_);
    if (at == due_.end()) at = due_.begin();
    last_ = *at;
    due_.erase(at);
    return last_;
  }

  /// `is_anything`: there will be something to tell anew.
  void told(Key key, bool is_anything, std::int64_t now_ms) {
    if (is_anything) {
      told_at_ms_[key] = now_ms;
    } else {
      told_at_ms_.erase(key);
    }
  }

  static constexpr std::int64_t renew_after_ms = 4'000;

private:
  void renew(std::int64_t now_ms) {
    if (renewed_at_ms_ == now_ms) return;
    renewed_at_ms_ = now_ms;
    for (const auto& [key, at_ms] : told_at_ms_) {
      if (at_ms + renew_after_ms <= now_ms) due_.insert(key);
    }
  }

  bool on_ = false;
  std::set<Key> due_;
  std::map<Key, std::int64_t> told_at_ms_;
  std::int64_t renewed_at_ms_ = -1;
  Key last_;
};

}  // namespace plenum
