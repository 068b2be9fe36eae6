#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "proto/record.pb.h"
#include "storage/machine/ids.h"

// Who may see and do what: the one table that everything calls. Live fan-out, pages, counts, mentions, the
// operator's line and the rules themselves ask here and nowhere else.
namespace plenum {

/// On whose behalf something is asked. Made from a session by the gateway, never from what a frame says. All that the
/// table asks of a member stands here; any change of it raises the record's rights version, under which the sequencer
/// takes no command of an earlier one.
struct Principal {
  MemberId member;  // 0: the house
  v1::Role role = v1::ROLE_UNSPECIFIED;
  std::uint32_t rights_version = 0;  // of the member's record when the session was read
  v1::Standing standing = v1::STANDING_UNSPECIFIED;
  std::int64_t standing_until_ms = 0;  // 0: without end
  v1::Trust trust = v1::TRUST_KNOWN;
  std::vector<TopicId> moderates = {};  // topics where a member has the chair's rights

  static Principal house() { return {MemberId{}, v1::ADMIN, 0}; }
  bool is_house() const { return !member && role == v1::ADMIN; }
};

/// As the member's record says: the only way from one to the other.
Principal principal_of(MemberId, const log::MemberRecord&);

/// How far a member is trusted: what was set or earned; a newcomer while the first posts are still to be approved.
v1::Trust trust_of(const log::MemberRecord&, const v1::ChairSettings&);

enum class Action {
  // Everybody's.
  see_own_sanctions,  // and acknowledge and appeal
  read_community,     // topics, threads, posts, members
  change_profile,
  write,  // open threads, post, react
  watch,  // follow, draft, read cursors
  report,
  edit_own_post,
  delete_own_post,
  restore_own_post,
  write_at_once,   // without waiting for approval where newcomers' posts do
  hide_by_report,  // one's report counts towards hiding a post
  read_public_audit,
  withdraw_own_post,  // from the gallery

  // The chair's, in a topic.
  read_staff,          // notes, held posts, reports, the words of what is covered
  write_in_locked,     // and in closed ones
  write_without_pace,  // slow mode does not count
  read_deleted,        // the words under a tombstone, and its history
  lock_thread,
  pin_thread,
  set_slow_mode,
  move_thread,  // needed in both topics
  split_thread,
  merge_threads,
  rename_thread,
  close_thread,
  archive_thread,
  hide_post,
  delete_any_post,
  restore_any_post,
  edit_any_post,
  decide_held_post,
  write_note,
  handle_reports,
  keep_thread,  // among members, from now on

  // The chair's, everywhere.
  change_topic,
  see_people,  // a person's history
  warn_member,
  mute_member,
  suspend_member,
  ban_member,
  lift_sanction,  // and answer appeals
  approve_newcomer,
  set_trust,
  set_word_rules,
  read_audit,

  // The host's.
  set_topic_moderator,
  change_chair_settings,
  take_over_report,  // from whoever has claimed it
  open_topic,
  manage_members,
  manage_gallery,  // companies, licences, seats, charters
  operate,         // import, export, verify, backup: the operator's line only
};

/// One row of the table.
struct PolicyRow {
  Action action;
  const char* name;
  v1::Role least_role;
  bool in_own_topics;  // who moderates the topic may do it there, whatever the role
  v1::Trust least_trust;
  v1::Standing worst_standing;  // with a worse one it may not be done
};
std::span<const PolicyRow> policy_table();

/// What one may do, whatever the object.
bool can_do(const Principal&, Action);

/// The same in one topic, where rights may reach further.
bool can_do(const Principal&, Action, TopicId);

/// Whether it is the standing that keeps them from it.
bool is_kept_by_standing(const Principal&, Action);

/// The chair acts on nobody above itself: on posts of its equals, on persons below. The house on everybody; nobody on
/// themselves by the chair's tools.
bool can_act_on_post_of(const Principal&, MemberId author, v1::Role);
bool can_act_on_person(const Principal&, MemberId, v1::Role);

/// What the viewer may see of an object. What may not be seen is answered as if it did not exist.
bool can_see(const Principal&, const log::TopicRecord&);
bool can_see(const Principal&, const log::ThreadRecord&);      // one that is held: its author and the chair
bool can_see(const Principal&, const log::PostRecord&);        // a tombstone is seen; its words are not
bool can_see_words(const Principal&, const log::PostRecord&);  // source, html, history, reactions

/// Without words for whoever reads along: deleted, hidden or held.
bool is_covered(const log::PostRecord&);

/// Held, and nobody has decided yet.
bool is_waiting(const log::PostRecord&);

/// Whether everybody who reads the community sees it: what shared frames and counts may show.
bool is_shown_to_all(const log::PostRecord&);

/// The narrower of two: what a post keeps wherever it goes.
v1::Visibility narrower(v1::Visibility, v1::Visibility);

}  // namespace plenum
