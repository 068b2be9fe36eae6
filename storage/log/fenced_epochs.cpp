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

std::uint64_t FencedLog::epoch_left() const {
  const auto tail = local_.tail();
  return std::max(standing_.epoch, tail.offset == 0 ? 0 : tail.epoch);
}

bool FencedLog::may_take_part(const Scene& scene) const {
  const auto epoch = scene.meta->tail.epoch;
  const bool here = standing_.run.empty() || standing_.run == scene.run_id;
  return epoch > standing_.epoch || (epoch == standing_.epoch && here);
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
  ++looks_;
  moved_from_.reset();
  next_beat_ms_ = clock_() + settings_.beat_ms;
  const auto sent_at_ms = clock_();
  // Whoever shows itself is waited for. A fork must not be: only a start with another directory mends it.
  if (!forked_because_.empty()) return;
  Scene scene;
  reached_ = port_.beat(standing_.node, told_, scene);
  if (reached_) {
    beaten_at_ms_ = sent_at_ms;
    scene_ = std::move(scene);
    obey(scene_);
    attend(scene_);
  } else {
    lose_contact();
  }
  show();
}

void FencedLog::attend(const Scene& scene) {
  if (is_anothers(scene)) {
    return close("Another community's log is under this prefix: give each its own `prefix` in [log].");
  }
  if (!scene.is_open()) return ballot(scene);
  if (is_unnamed(scene)) return end(scene);
  live(scene);
}

// Opened before the community was founded in it. The next epoch says whose it is.
bool FencedLog::is_unnamed(const Scene& scene) const {
  return scene.meta->community.empty() && !local_.community().empty() && is_same_place(local_.tail(), scene.meta->tail);
}

// What does not fit what is seen is forgotten: whoever asked sees that nothing came of it, and asks again. What the
// engine did not answer to is asked again, until whoever asked gives up: to do it twice is to do it once.
void FencedLog::obey(const Scene& scene) {
  bool seal = false;
  Roster leave_out;
  {
    const std::lock_guard lock(mutex_);
    seal = std::exchange(asked_to_seal_, false);
    leave_out.swap(asked_to_leave_out_);
  }
  if ((seal || !leave_out.empty()) && is_anothers(scene)) return;
  if (seal && scene.is_open() && !port_.seal(*scene.meta)) ask_to_seal();
  if (scene.is_open()) return;
  for (const auto& node : leave_out) {
    if (!port_.leave_out(scene.run_id, node)) ask_to_leave_out(node);
  }
  next_beat_ms_ = 0;
}

// Where it is open again: whoever voted was waited for; whoever was left out is not there, or only just joins.
FencedLog::LeftOut FencedLog::are_left_out(const Scene& scene, const Roster& nodes) {
  const auto takes_part = [&](const NodeId& node) {
    const auto it = scene.nodes.find(node);
    return it != scene.nodes.end() && it->second.stage != Stage::joins;
  };
  const auto is_left_out = [&](const NodeId& node) { return scene.left_out.contains(node); };
  if (scene.is_open()) return std::ranges::any_of(nodes, takes_part) ? LeftOut::too_late : LeftOut::all;
  return std::ranges::all_of(nodes, is_left_out) ? LeftOut::all : LeftOut::not_yet;
}

void FencedLog::show() {
  const std::lock_guard lock(mutex_);
  report_ = {reached_, scene_, standing_, epoch_, admitted_, local_.tail(), {}, is_anothers(scene_), forked_because_};
}

// Also where it is sealed: what lies there is theirs.
bool FencedLog::is_anothers(const Scene& scene) const {
  const auto community = local_.community();
  return scene.meta && !community.empty() && !scene.meta->community.empty() && community != scene.meta->community;
}

// Empty: as far as can be told without reading, this node's chain belongs to the open log.
std::string FencedLog::find_fork(const Scene& scene) const {
  const auto tail = local_.tail();
  const auto& open = *scene.meta;
  if (tail.offset > 0 && open.tail.epoch < tail.epoch) return "The log went back to an epoch that had ended.";
  if (tail.offset < open.tail.offset || is_same_place(tail, open.tail)) return {};
  return "This node's log is a fork: the others went on without its last entries. `plenumctl log export-fork` keeps "
         "them.";
}

void FencedLog::live(const Scene& scene) {
  if (!may_take_part(scene)) return end(scene);
  forked_because_ = find_fork(scene);
  if (!forked_because_.empty()) return close(forked_because_);
  voting_in_.clear();
  Standing next = standing_;
  next.epoch = scene.meta->tail.epoch;
  next.run = scene.run_id;
  if (!keep(next) || !meet(scene)) return close("This node's standing cannot be written.");
  if (epoch_ != scene.meta->tail.epoch) behind_ = true;
  meta_ = *scene.meta;
  epoch_ = meta_.tail.epoch;
  const auto self = scene.nodes.find(standing_.node);
  admitted_ = self != scene.nodes.end() && self->second.stage == Stage::admitted;
  if (admitted_) {
    part(scene);
  } else {
    next_beat_ms_ = std::min(next_beat_ms_, clock_() + settings_.beat_ms / 4);  // the others may have taken it in
  }
  const std::lock_guard lock(mutex_);
  closed_because_ = admitted_ ? "" : "The other nodes have not yet taken this one in.";
}

// What a node has promised to leave may still go on where it looks: the promise was for another run, whose opening may
// count on it. This one's nodes vote anew.
void FencedLog::end(const Scene& scene) {
  close("The log's epoch is over: the nodes agree where to go on.");
  next_beat_ms_ = 0;
  if (!port_.seal(*scene.meta)) lose_contact();
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

// The vote's epoch is on disk before anybody hears of it. It is the one that others in this run vote for, and one in
// which this node cannot have taken part: an epoch never opens twice.
bool FencedLog::promise(const Scene& scene) {
  Standing next = standing_;
  if (voting_in_ != scene.run_id) next.epoch = epoch_left() + 1;
  if (scene.meta) next.epoch = std::max(next.epoch, scene.meta->tail.epoch + 1);
  for (const auto& vote : scene.votes) next.epoch = std::max(next.epoch, vote.epoch);
  for (const auto& node : scene.left_out) next.roster.erase(node);
  next.run = scene.run_id;
  if (!keep(next)) return false;
  voting_in_ = scene.run_id;
  return true;
}

void FencedLog::ballot(const Scene& sealed) {
  close("The log's engine was restarted or lost its memory: the nodes agree where to go on.");
  heard_.clear();
  leaving_.clear();
  unsettled_.reset();  // it named an epoch that is over
  if (sealed.left_out.contains(standing_.node)) {
    return close("An operator has left this node out: it waits for the others to go on without it.");
  }
  if (!promise(sealed)) return close("This node's standing cannot be written.");
  told_ = standing_.roster;
  Scene scene;
  if (!port_.vote(sealed.run_id, {standing_.node, standing_.epoch, local_.tail(), standing_.roster}, scene)) {
    reached_ = false;
    return lose_contact();
  }
  if (scene.is_open()) {
    next_beat_ms_ = 0;
    return;
  }
  try_to_open(scene);
  scene_ = std::move(scene);
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
  const auto tail = local_.tail();
  Offset needed = tail.offset;
  bool behind = false;
  bool forked = false;
  for (const auto& vote : scene.votes) {
    missing.erase(vote.node);
    needed = std::min(needed, vote.tail.offset);
    behind |= vote.tail.offset > tail.offset;
    forked |= vote.tail.offset <= tail.offset && !holds(vote.tail);
  }
  if (!missing.empty())
    return close("The log is sealed until these nodes have reported: " + listed(missing) +
                 ". Start them; `plenumctl log reseed --without NODE` leaves a lost one out.");
  if (forked) {
    return close(
        "The log is sealed: the nodes' logs contradict each other. `plenumctl log nodes` shows them, "
        "`plenumctl log reseed --without NODE` goes on without one.");
  }
  if (!all_vote_alike(scene)) return;
  if (behind) return;  // the one that has more opens
  if (tail.offset == 0 && !settings_.founds) {
    return close("There is no log, and this node's directory is new: start the node that has the community.");
  }
  needed = std::min(needed, tail.offset - std::min(tail.offset, settings_.keep_events));
  for (const auto& [node, offset] : scene.applied) needed = std::min(needed, offset);  // also of those that are away
  const Meta next{local_.community(), {tail.offset, standing_.epoch, tail.hash}, scene.run_id};
  if (seed_from(needed, scene.run_id) && port_.open(standing_.node, next, scene.votes)) next_beat_ms_ = 0;
}

// Who has voted for a later epoch is followed; who has voted for an earlier one will follow.
bool FencedLog::all_vote_alike(const Scene& scene) {
  const auto differs = [this](const Vote& vote) { return vote.epoch != standing_.epoch; };
  if (std::ranges::none_of(scene.votes, differs)) return true;
  next_beat_ms_ = std::min(next_beat_ms_, clock_() + settings_.beat_ms / 4);
  return false;
}

bool FencedLog::seed_from(Offset after, const std::string& run_id) {
  std::vector<Port::Seed> seeds;
  std::size_t bytes = 0;
  bool first = true;
  bool laid = true;
  const auto lay = [&] {
    laid = port_.seed(run_id, standing_.node, first, seeds);
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
