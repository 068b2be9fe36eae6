#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace plenum {

/// What other nodes have said they see of a thing, by node. Each says it anew every few seconds; what was not said
/// again in time is over: the node has died, or cannot be heard. Whoever owns it guards it.
template <class Key, class Seen>
class Elsewhere {
public:
  /// Takes the place of what the node said of it before; an empty sight is none. Returns whether anything changed.
  bool hear(const std::string& node, Key key, Seen seen, std::int64_t now_ms) {
    if (seen.empty()) return drop(node, key);
    if (entries_ >= entries_max && !knows(node, key)) return false;
    auto [at, is_new] = seen_[key].try_emplace(node);
    const bool differs = is_new || !(at->second.seen == seen);
    at->second = {std::move(seen), now_ms};
    entries_ += is_new ? 1 : 0;
    return differs;
  }

  /// The node goes. Returns what it had said.
  std::vector<std::pair<Key, Seen>> forget(const std::string& node) {
    return drop_all([&](const std::string& whose, const Heard&) { return whose == node; });
  }

  /// What was last said so long ago that nobody knows. Returns what that was.
  std::vector<std::pair<Key, Seen>> forget_old(std::int64_t now_ms) {
    return drop_all([&](const std::string&, const Heard& heard) { return heard.at_ms + lasts_ms <= now_ms; });
  }

  template <class Visit>
  void visit(Key key, Visit visit) const {
    const auto found = seen_.find(key);
    if (found == seen_.end()) return;
    for (const auto& [node, heard] : found->second) visit(heard.seen);
  }

  template <class Visit>
  void visit_all(Visit visit) const {
    for (const auto& [key, by_node] : seen_) {
      for (const auto& [node, heard] : by_node) visit(key, heard.seen);
    }
  }

  static constexpr std::int64_t lasts_ms = 10'000;
  static constexpr std::size_t entries_max = 20'000;  // beyond, nothing new is taken: it never matters

private:
  struct Heard {
    Seen seen;
    std::int64_t at_ms = 0;
  };

  bool knows(const std::string& node, Key key) const {
    const auto found = seen_.find(key);
    return found != seen_.end() && found->second.contains(node);
  }

  bool drop(const std::string& node, Key key) {
    const auto found = seen_.find(key);
    if (found == seen_.end() || found->second.erase(node) == 0) return false;
    --entries_;
    if (found->second.empty()) seen_.erase(found);
    return true;
  }

  template <class Which>
  std::vector<std::pair<Key, Seen>> drop_all(Which which) {
    std::vector<std::pair<Key, Seen>> dropped;
    for (auto it = seen_.begin(); it != seen_.end();) {
      entries_ -= std::erase_if(it->second, [&](auto& each) {
        if (!which(each.first, each.second)) return false;
        dropped.emplace_back(it->first, std::move(each.second.seen));
        return true;
      });
      it = it->second.empty() ? seen_.erase(it) : std::next(it);
    }
    return dropped;
  }

  std::map<Key, std::map<std::string, Heard>> seen_;
  std::size_t entries_ = 0;
};

}  // namespace plenum
