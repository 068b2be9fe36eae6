#include "storage/machine/policy.h"

namespace plenum {

namespace {

// The table. One row per action: the least role that may do it; `operate` is the house's alone.
v1::Role least_role(Action action) {
  switch (action) {
    case Action::read_community:
      return v1::MEMBER;
    case Action::write:
      return v1::MEMBER;
    case Action::edit_own_post:
      return v1::MEMBER;
    case Action::delete_own_post:
      return v1::MEMBER;
    case Action::restore_own_post:
      return v1::MEMBER;
    case Action::write_in_locked:
      return v1::MODERATOR;
    case Action::delete_any_post:
      return v1::MODERATOR;
    case Action::restore_any_post:
      return v1::MODERATOR;
    case Action::read_deleted:
      return v1::MODERATOR;
    case Action::lock_thread:
      return v1::MODERATOR;
    case Action::change_topic:
      return v1::MODERATOR;
    case Action::open_topic:
      return v1::ADMIN;
    case Action::manage_members:
      return v1::ADMIN;
    case Action::operate:
      return v1::ADMIN;
  }
  return v1::ADMIN;
}

}  // namespace

bool can_do(const Principal& who, Action action) {
  if (action == Action::operate && !who.is_house()) return false;
  if (who.role < v1::MEMBER || who.role > v1::ADMIN) return false;  // none, or one of a newer program
  return who.role >= least_role(action);
}

bool can_see(const Principal& who, const log::TopicRecord&) {
  return can_do(who, Action::read_community);
}

bool can_see(const Principal& who, const log::ThreadRecord&) {
  return can_do(who, Action::read_community);
}

bool can_see(const Principal& who, const log::PostRecord&) {
  return can_do(who, Action::read_community);
}

bool can_see_words(const Principal& who, const log::PostRecord& post) {
  if (!can_see(who, post) || post.erased()) return false;
  if (!post.deleted()) return true;
  return can_do(who, Action::read_deleted);
}

}  // namespace plenum
