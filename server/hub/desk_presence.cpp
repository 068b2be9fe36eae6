#include "server/hub/desk_presence.h"

namespace plenum {

void DeskPresence::look(std::uint64_t connection, MemberId member, PostId post) {
  const std::lock_guard lock(mutex_);
  const auto seat = seats_.find(connection);
  const auto before = seat == seats_.end() ? PostId{} : seat->second.post;
  if (before == post) return;
  if (before) changed_here(before);
  if (post) changed_here(post);
  if (post) {
    seats_[connection] = {member, post};
  } else {
    seats_.erase(seat);
  }
}

void DeskPresence::changed_here(PostId post) {
  changed_.insert(post);
  announcements_.changed(post);
}

std::vector<DeskPresence::Report> DeskPresence::take_changes(std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  const auto gone = elsewhere_.forget_old(now_ms);
  for (const auto& [post, here] : gone) changed_.insert(post);
  std::vector<Report> changes;
  for (const auto post : changed_) changes.push_back(picture(post));
  changed_.clear();
  return changes;
}

std::vector<DeskPresence::Report> DeskPresence::now() const {
  const std::lock_guard lock(mutex_);
  std::set<PostId> posts;
  for (const auto& [connection, seat] : seats_) posts.insert(seat.post);
  elsewhere_.visit_all([&](PostId post, const Members&) { posts.insert(post); });
  std::vector<Report> reports;
  for (const auto post : posts) reports.push_back(picture(post));
  return reports;
}

void DeskPresence::tell_others() {
  const std::lock_guard lock(mutex_);
  announcements_.begin();
}

std::vector<DeskPresence::Report> DeskPresence::take_told(std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  std::vector<Report> told;
  while (told.size() < told_per_tick_max) {
    const auto post = announcements_.next(now_ms);
    if (!post) break;
    told.push_back(picture(*post, crowd_here(*post)));
    announcements_.told(*post, !told.back().here.empty(), now_ms);
  }
  return told;
}

void DeskPresence::hear(const std::string& node, Report seen, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  if (elsewhere_.hear(node, seen.post, std::move(seen.here), now_ms)) changed_.insert(seen.post);
}

void DeskPresence::forget(const std::string& node) {
  const std::lock_guard lock(mutex_);
  const auto gone = elsewhere_.forget(node);
  for (const auto& [post, here] : gone) changed_.insert(post);
}

// Two windows of one member are one person.
std::set<MemberId> DeskPresence::crowd_here(PostId post) const {
  std::set<MemberId> here;
  for (const auto& [connection, seat] : seats_) {
    if (seat.post == post) here.insert(seat.member);
  }
  return here;
}

DeskPresence::Report DeskPresence::picture(PostId post) const {
  auto here = crowd_here(post);
  elsewhere_.visit(post, [&](const Members& members) { here.insert(members.begin(), members.end()); });
  return picture(post, here);
}

DeskPresence::Report DeskPresence::picture(PostId post, const std::set<MemberId>& here) {
  Report report{post, {}};
  for (const auto member : here) {
    if (report.here.size() < here_shown_max) report.here.push_back(member);
  }
  return report;
}

}  // namespace plenum
