#include "storage/machine/policy.h"

#include <algorithm>

namespace plenum {

namespace {

// Short names, so that the table reads as one.
constexpr auto member = v1::MEMBER;
constexpr auto chair = v1::MODERATOR;
constexpr auto admin = v1::ADMIN;
constexpr auto anyone = v1::TRUST_NEWCOMER;
constexpr auto known = v1::TRUST_KNOWN;
constexpr auto trusted = v1::TRUST_TRUSTED;
constexpr auto good = v1::STANDING_UNSPECIFIED;
constexpr auto muted = v1::STANDING_MUTED;
constexpr auto banned = v1::STANDING_BANNED;
constexpr bool there = true;
constexpr bool no = false;

// clang-format off
// The table. Nobody suspended or banned reads the community, and each keeps the say over what observers read of theirs; nobody muted writes; the chair's tools need good standing.
//  action                          name                     role    by topic trust    even when
constexpr PolicyRow table[] = {
    {Action::see_own_sanctions,     "see_own_sanctions",     member, no,    anyone,  banned},
    {Action::read_community,        "read_community",        member, no,    anyone,  muted},
    {Action::change_profile,        "change_profile",        member, no,    anyone,  good},
    {Action::write,                 "write",                 member, no,    anyone,  good},
    {Action::watch,                 "watch",                 member, no,    anyone,  muted},
    {Action::report,                "report",                member, no,    anyone,  good},
    {Action::edit_own_post,         "edit_own_post",         member, no,    anyone,  good},
    {Action::delete_own_post,       "delete_own_post",       member, no,    anyone,  muted},
    {Action::restore_own_post,      "restore_own_post",      member, no,    anyone,  good},
    {Action::write_at_once,         "write_at_once",         member, there, known,   good},
    {Action::hide_by_report,        "hide_by_report",        member, there, trusted, good},
    {Action::read_public_audit,     "read_public_audit",     member, no,    anyone,  muted},
    {Action::withdraw_own_post,     "withdraw_own_post",     member, no,    anyone,  banned},

    {Action::read_staff,            "read_staff",            chair,  there, anyone,  good},
    {Action::write_in_locked,       "write_in_locked",       chair,  there, anyone,  good},
    {Action::write_without_pace,    "write_without_pace",    chair,  there, anyone,  good},
    {Action::read_deleted,          "read_deleted",          chair,  there, anyone,  good},
    {Action::lock_thread,           "lock_thread",           chair,  there, anyone,  good},
    {Action::pin_thread,            "pin_thread",            chair,  there, anyone,  good},
    {Action::set_slow_mode,         "set_slow_mode",         chair,  there, anyone,  good},
    {Action::move_thread,           "move_thread",           chair,  there, anyone,  good},
    {Action::split_thread,          "split_thread",          chair,  there, anyone,  good},
    {Action::merge_threads,         "merge_threads",         chair,  there, anyone,  good},
    {Action::rename_thread,         "rename_thread",         chair,  there, anyone,  good},
    {Action::close_thread,          "close_thread",          chair,  there, anyone,  good},
    {Action::archive_thread,        "archive_thread",        chair,  there, anyone,  good},
    {Action::hide_post,             "hide_post",             chair,  there, anyone,  good},
    {Action::delete_any_post,       "delete_any_post",       chair,  there, anyone,  good},
    {Action::restore_any_post,      "restore_any_post",      chair,  there, anyone,  good},
    {Action::edit_any_post,         "edit_any_post",         chair,  there, anyone,  good},
    {Action::decide_held_post,      "decide_held_post",      chair,  there, anyone,  good},
    {Action::write_note,            "write_note",            chair,  there, anyone,  good},
    {Action::handle_reports,        "handle_reports",        chair,  there, anyone,  good},
    {Action::keep_thread,           "keep_thread",           chair,  there, anyone,  good},

    {Action::change_topic,          "change_topic",          chair,  no,    anyone,  good},
    {Action::see_people,            "see_people",            chair,  no,    anyone,  good},
    {Action::warn_member,           "warn_member",           chair,  no,    anyone,  good},
    {Action::mute_member,           "mute_member",           chair,  no,    anyone,  good},
    {Action::suspend_member,        "suspend_member",        chair,  no,    anyone,  good},
    {Action::ban_member,            "ban_member",            chair,  no,    anyone,  good},
    {Action::lift_sanction,         "lift_sanction",         chair,  no,    anyone,  good},
    {Action::approve_newcomer,      "approve_newcomer",      chair,  no,    anyone,  good},
    {Action::set_trust,             "set_trust",             chair,  no,    anyone,  good},
    {Action::set_word_rules,        "set_word_rules",        chair,  no,    anyone,  good},
    {Action::read_audit,            "read_audit",            chair,  no,    anyone,  good},

    {Action::set_topic_moderator,   "set_topic_moderator",   admin,  no,    anyone,  good},
    {Action::change_chair_settings, "change_chair_settings", admin,  no,    anyone,  good},
    {Action::take_over_report,      "take_over_report",      admin,  no,    anyone,  good},
    {Action::open_topic,            "open_topic",            admin,  no,    anyone,  good},
    {Action::manage_members,        "manage_members",        admin,  no,    anyone,  good},
    {Action::manage_gallery,        "manage_gallery",        admin,  no,    anyone,  good},
    {Action::operate,               "operate",               admin,  no,    anyone,  good},
};
// clang-format on

constexpr bool stands_in_order() {
  for (std::size_t i = 0; i < std::size(table); ++i) {
    if (static_cast<std::size_t>(table[i].action) != i) return false;
  }
  return std::size(table) == static_cast<std::size_t>(Action::operate) + 1;
}
static_assert(stands_in_order(), "one row for each action, in the order of the enum");

bool is_known(v1::Role role) {
  return role >= v1::MEMBER && role <= v1::ADMIN;  // else none, or one of a newer program
}

// The chair is trusted, however new it is.
bool is_trusted(const Principal& who, v1::Trust least) {
  return who.role >= v1::MODERATOR || who.trust >= least;
}

bool moderates(const Principal& who, TopicId topic) {
  return std::find(who.moderates.begin(), who.moderates.end(), topic) != who.moderates.end();
}

bool may(const Principal& who, const PolicyRow& row, bool has_topic) {
  if (row.action == Action::operate && !who.is_house()) return false;
  if (!is_known(who.role) || who.standing > row.worst_standing) return false;
  if (row.in_own_topics && has_topic) return true;
  return who.role >= row.least_role && is_trusted(who, row.least_trust);
}

const PolicyRow& row_of(Action action) {
  return table[static_cast<std::size_t>(action)];
}

}  // namespace

Principal principal_of(MemberId id, const log::MemberRecord& record) {
  Principal who{id, record.role(), record.rights_version()};
  who.standing = record.standing();
  who.standing_until_ms = record.standing_until_ms();
  who.trust = record.trust() == v1::TRUST_UNSPECIFIED ? v1::TRUST_KNOWN : record.trust();
  for (const auto topic : record.moderates()) who.moderates.emplace_back(topic);
  return who;
}

v1::Trust trust_of(const log::MemberRecord& record, const v1::ChairSettings& settings) {
  if (record.trust() != v1::TRUST_UNSPECIFIED) return record.trust();
  const bool is_new = !record.approved() && record.posts() < settings.newcomer_posts();
  return is_new ? v1::TRUST_NEWCOMER : v1::TRUST_KNOWN;
}

std::span<const PolicyRow> policy_table() {
  return table;
}

bool can_do(const Principal& who, Action action) {
  return may(who, row_of(action), false);
}

bool is_kept_by_standing(const Principal& who, Action action) {
  return is_known(who.role) && who.standing > row_of(action).worst_standing;
}

bool can_do(const Principal& who, Action action, TopicId topic) {
  return may(who, row_of(action), moderates(who, topic));
}

bool can_act_on_post_of(const Principal& who, MemberId author, v1::Role role) {
  return who.is_house() || author == who.member || role <= std::max(who.role, v1::MEMBER);
}

bool can_act_on_person(const Principal& who, MemberId id, v1::Role role) {
  return who.is_house() || (id != who.member && role < who.role);
}

bool can_see(const Principal& who, const log::TopicRecord&) {
  return can_do(who, Action::read_community);
}

bool can_see(const Principal& who, const log::ThreadRecord& thread) {
  if (!can_do(who, Action::read_community)) return false;
  if (!thread.held()) return true;
  return MemberId{thread.opened_by()} == who.member || can_do(who, Action::read_staff, TopicId{thread.topic()});
}

bool can_see(const Principal& who, const log::PostRecord& post) {
  if (!can_do(who, Action::read_community)) return false;
  if (post.held() == v1::HOLD_CAUSE_UNSPECIFIED) return true;
  return MemberId{post.author()} == who.member || can_do(who, Action::read_staff, TopicId{post.topic()});
}

bool can_see_words(const Principal& who, const log::PostRecord& post) {
  if (!can_see(who, post) || post.erased()) return false;
  if (!is_covered(post)) return true;
  if (can_do(who, Action::read_deleted, TopicId{post.topic()})) return true;
  return !post.deleted() && MemberId{post.author()} == who.member;
}

bool is_covered(const log::PostRecord& post) {
  return post.deleted() || post.hidden() || post.held() != v1::HOLD_CAUSE_UNSPECIFIED;
}

bool is_waiting(const log::PostRecord& post) {
  return post.held() != v1::HOLD_CAUSE_UNSPECIFIED && !post.rejected() && !post.deleted();
}

bool is_shown_to_all(const log::PostRecord& post) {
  return post.held() == v1::HOLD_CAUSE_UNSPECIFIED;
}

v1::Visibility narrower(v1::Visibility a, v1::Visibility b) {
  return std::min(a, b);
}

}  // namespace plenum
