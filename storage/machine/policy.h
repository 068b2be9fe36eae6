#pragma once

#include <cstdint>
#include <optional>

#include "proto/record.pb.h"
#include "storage/machine/ids.h"

// Who may see and do what: the one table that everything calls. Live fan-out, pages, counts, mentions, the
// operator's line and the rules themselves ask here and nowhere else.
namespace plenum {

/// On whose behalf something is asked. Made from a session by the gateway, never from what a frame says.
struct Principal {
  MemberId member;  // 0: the house
  v1::Role role = v1::ROLE_UNSPECIFIED;
  std::uint32_t rights_version = 0;  // of the member's record when the session was read

  static Principal house() { return {MemberId{}, v1::ADMIN, 0}; }
  bool is_house() const { return !member && role == v1::ADMIN; }
};

enum class Action {
  read_community,   // topics, threads, posts, members
  write,            // open threads, post, react, follow, draft
  write_in_locked,  // the chair's word in a locked thread
  edit_own_post,
  delete_own_post,
  delete_any_post,
  restore_own_post,
  restore_any_post,
  read_deleted,  // the words under a tombstone, and its history
  lock_thread,
  open_topic,
  change_topic,
  manage_members,
  operate,  // import, export, verify, backup: the operator's line only
};

/// What a role may do, whatever the object.
bool can_do(const Principal&, Action);

/// What the viewer may see of an object. What may not be seen is answered as if it did not exist.
bool can_see(const Principal&, const log::TopicRecord&);
bool can_see(const Principal&, const log::ThreadRecord&);
bool can_see(const Principal&, const log::PostRecord&);        // a tombstone is seen; its words are not
bool can_see_words(const Principal&, const log::PostRecord&);  // source, html, history, reactions

}  // namespace plenum
