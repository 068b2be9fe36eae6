#include <algorithm>

#include "storage/log/fenced_log.h"

// How an epoch ends and the next one opens; who is waited for.
namespace plenum {

namespace {

constexpr std::size_t seed_entries = 256;
constexpr std::size_t seed_bytes = 1u << 20;

bool is_same_place(const Tail& a, const Tail& b) {
  return a.offset == b.offset && a.hash == b.hash;
}

std::string listed(const Roster& nodes) {
  std::string names;
  for (const auto& node : nodes) names += (names.empty() ? "" : ", ") + node;
  return names;
}

}  // namespace

std::uint64_t FencedLog::epoch_seen() const {
  const auto tail = local_.tail();
  return std::max(standing_.epoch, tail.offset == 0 ? 0 : tail.epoch);
}

bool FencedLog::keep(const Standing& next) {
  if (next == standing_) return true;
  if (!local_.keep(next)) return false;
  standing_ = next;
  return true;
}

void FencedLog::close(const std::string& why) {
  epoch_ = 0;
  admitted_ = false;
  const std::lock_guard lock(mutex_);
  closed_because_ = why;
}

void FencedLog::lose_contact() {
  const auto trouble = port_.trouble();
  close(trouble.empty() ? "The log's engine cannot be reached." : trouble);
}

void FencedLog::look() {
  next_beat_ms_ = clock_() + settings_.beat_ms;
  const auto sent_at_ms = clock_();
  Scene scene;
  if (!port_.beat(standing_.node, told_, scene)) return lose_contact();
  beaten_at_ms_ = sent_at_ms;
  if (!scene.is_open()) return ballot();
  live(scene);
}

// Empty: as far as can be told without reading, this node's chain belongs to the open log.
std::string FencedLog::find_fork(const Scene& scene) const {
  const auto tail = local_.tail();
  const auto& open = *scene.meta;
  const auto community = local_.community();
  if (!community.empty() && !open.community.empty() && community != open.community) {
    return "Another community's log is under this prefix.";
  }
  if (open.tail.epoch < epoch_seen()) return "The log went back to an epoch that had ended.";
  if (tail.offset < open.tail.offset || is_same_place(tail, open.tail)) return {};
  return "This node's log is a fork: the others went on without what it holds after them.";
}

void FencedLog::live(const Scene& scene) {
  if (const auto fork = find_fork(scene); !fork.empty()) return close(fork);
  Standing next = standing_;
  next.epoch = scene.meta->tail.epoch;
  if (!keep(next) || !meet(scene)) return close("This node's standing cannot be written.");
  if (epoch_ != scene.meta->tail.epoch) behind_ = true;
  meta_ = *scene.meta;
  epoch_ = meta_.tail.epoch;
  const auto self = scene.nodes.find(standing_.node);
  admitted_ = self != scene.nodes.end() && self->second.stage == Stage::admitted;
  if (admitted_) part(scene);
  const std::lock_guard lock(mutex_);
  closed_because_ = admitted_ ? "" : "The other nodes have not yet taken this one in.";
}

// Takes in whoever is new: on disk first, told after, so that what is told is never more than what is kept.
bool FencedLog::meet(const Scene& scene) {
  Standing next = standing_;
  for (const auto& [node, registered] : scene.nodes) {
    if (node == standing_.node) continue;
    next.roster.insert(node);
    leaving_.erase(node);
  }
  if (!keep(next)) return false;
  for (const auto& [node, registered] : scene.nodes) {
    if (node != standing_.node && told_.insert(node).second) next_beat_ms_ = 0;
  }
  return true;
}

// Lets go of whoever was struck out: told first, so that it cannot be admitted behind this node's back, and forgotten
// once all that stood there then is applied here.
void FencedLog::part(const Scene& scene) {
  Standing next = standing_;
  for (const auto& node : standing_.roster) {
    if (scene.nodes.contains(node)) continue;
    if (told_.erase(node) > 0) continue;  // the next beat says so, and sees whether it is still struck out
    leaving_.try_emplace(node, scene.meta->tail.offset);
  }
  for (auto it = leaving_.begin(); it != leaving_.end();) {
    if (it->second > local_.tail().offset) {
      ++it;
      continue;
    }
    next.roster.erase(it->first);
    it = leaving_.erase(it);
  }
  keep(next);
}

void FencedLog::ballot() {
  close("The log's engine was restarted or lost its memory: the nodes agree where to go on.");
  heard_.clear();
  leaving_.clear();
  unsettled_.reset();  // it named an epoch that is over
  told_ = standing_.roster;
  Scene scene;
  if (!port_.vote({standing_.node, epoch_seen(), local_.tail(), standing_.roster}, scene)) return lose_contact();
  if (scene.is_open()) {
    next_beat_ms_ = 0;
    return;
  }
  try_to_open(scene);
}

bool FencedLog::holds(const Tail& tail) const {
  if (tail.offset == 0) return true;
  bool same = false;
  const auto fault = local_.read_log(tail.offset - 1, [&](const log::LogBatch& batch) {
    same = is_same_place(tail_after(batch), tail);
    return false;
  });
  return fault.empty() && same;
}

void FencedLog::try_to_open(const Scene& scene) {
  Roster missing = standing_.roster;
  for (const auto& vote : scene.votes) missing.insert(vote.knows.begin(), vote.knows.end());
  auto epoch = epoch_seen();
  const auto tail = local_.tail();
  Offset needed = tail.offset;
  bool behind = false;
  bool forked = false;
  for (const auto& vote : scene.votes) {
    missing.erase(vote.node);
    epoch = std::max(epoch, vote.epoch);
    needed = std::min(needed, vote.tail.offset);
    behind |= vote.tail.offset > tail.offset;
    forked |= vote.tail.offset <= tail.offset && !holds(vote.tail);
  }
  if (!missing.empty()) return close("The log is sealed until these nodes have reported: " + listed(missing) + ".");
  if (forked) return close("The log is sealed: the nodes' logs contradict each other.");
  if (behind) return;  // the one that has more opens
  if (tail.offset == 0 && !settings_.founds) {
    return close("There is no log, and this node's directory is new: start the node that has the community.");
  }
  needed = std::min(needed, tail.offset - std::min(tail.offset, settings_.keep_events));
  const Meta next{local_.community(), {tail.offset, epoch + 1, tail.hash}, scene.run_id};
  if (seed_from(needed) && port_.open(standing_.node, next, scene.votes)) next_beat_ms_ = 0;
}

bool FencedLog::seed_from(Offset after) {
  std::vector<Port::Seed> seeds;
  std::size_t bytes = 0;
  bool first = true;
  bool laid = true;
  const auto lay = [&] {
    laid = port_.seed(standing_.node, first, seeds);
    first = false;
    seeds.clear();
    bytes = 0;
    return laid;
  };
  const auto fault = local_.read_log(after, [&](const log::LogBatch& batch) {
    seeds.push_back({tail_after(batch).offset, batch.SerializeAsString()});
    bytes += seeds.back().entry.size();
    return (seeds.size() < seed_entries && bytes < seed_bytes) || lay();
  });
  return fault.empty() && laid && lay();
}

}  // namespace plenum
