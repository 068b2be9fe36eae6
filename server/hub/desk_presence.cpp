#include "server/hub/desk_presence.h"

namespace plenum {

void DeskPresence::look(std::uint64_t connection, MemberId member, PostId post) {
  const std::lock_guard lock(mutex_);
  const auto seat = seats_.find(connection);
  const auto before = seat == seats_.end() ? PostId{} : seat->second.post;
  if (before == post) return;
  if (before) changed_.insert(before);
  if (post) changed_.insert(post);
  if (post) {
    seats_[connection] = {member, post};
  } else {
    seats_.erase(seat);
  }
}

std::vector<DeskPresence::Report> DeskPresence::take_changes() {
  const std::lock_guard lock(mutex_);
  std::vector<Report> changes;
  for (const auto post : changed_) changes.push_back(picture(post));
  changed_.clear();
  return changes;
}

std::vector<DeskPresence::Report> DeskPresence::now() const {
  const std::lock_guard lock(mutex_);
  std::set<PostId> posts;
  for (const auto& [connection, seat] : seats_) posts.insert(seat.post);
  std::vector<Report> reports;
  for (const auto post : posts) reports.push_back(picture(post));
  return reports;
}

DeskPresence::Report DeskPresence::picture(PostId post) const {
  std::set<MemberId> here;  // two windows of one member are one person
  for (const auto& [connection, seat] : seats_) {
    if (seat.post == post) here.insert(seat.member);
  }
  Report report{post, {}};
  for (const auto member : here) {
    if (report.here.size() < here_shown_max) report.here.push_back(member);
  }
  return report;
}

}  // namespace plenum
