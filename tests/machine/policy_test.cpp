#include "storage/machine/policy.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace plenum {
namespace {

Principal with(v1::Role role) {
  return {MemberId{7}, role, 1};
}

const TopicId denmark{10};
const TopicId norway{11};

struct Seat {
  const char* who;
  Principal principal;
};

Seat topic_moderator() {
  auto who = with(v1::MEMBER);
  who.moderates = {denmark};
  return {"moderator of Denmark", who};
}

// Who may do what in Denmark, in good standing. The letters are the seats: m member, t moderator of that topic, c the
// chair, a admin; a newcomer and a trusted member differ from m where said.
struct Row {
  Action action;
  const char* seats;
};
const Row table[] = {
    {Action::see_own_sanctions, "mtca"},
    {Action::read_community, "mtca"},
    {Action::change_profile, "mtca"},
    {Action::write, "mtca"},
    {Action::watch, "mtca"},
    {Action::report, "mtca"},
    {Action::edit_own_post, "mtca"},
    {Action::delete_own_post, "mtca"},
    {Action::restore_own_post, "mtca"},
    {Action::write_at_once, "mtca"},
    {Action::hide_by_report, "tca"},
    {Action::read_public_audit, "mtca"},
    {Action::withdraw_own_post, "mtca"},
    {Action::read_staff, "tca"},
    {Action::write_in_locked, "tca"},
    {Action::write_without_pace, "tca"},
    {Action::read_deleted, "tca"},
    {Action::lock_thread, "tca"},
    {Action::pin_thread, "tca"},
    {Action::set_slow_mode, "tca"},
    {Action::move_thread, "tca"},
    {Action::split_thread, "tca"},
    {Action::merge_threads, "tca"},
    {Action::rename_thread, "tca"},
    {Action::close_thread, "tca"},
    {Action::archive_thread, "tca"},
    {Action::hide_post, "tca"},
    {Action::delete_any_post, "tca"},
    {Action::restore_any_post, "tca"},
    {Action::edit_any_post, "tca"},
    {Action::decide_held_post, "tca"},
    {Action::write_note, "tca"},
    {Action::handle_reports, "tca"},
    {Action::keep_thread, "tca"},
    {Action::change_topic, "ca"},
    {Action::see_people, "ca"},
    {Action::warn_member, "ca"},
    {Action::mute_member, "ca"},
    {Action::suspend_member, "ca"},
    {Action::ban_member, "ca"},
    {Action::lift_sanction, "ca"},
    {Action::approve_newcomer, "ca"},
    {Action::set_trust, "ca"},
    {Action::set_word_rules, "ca"},
    {Action::read_audit, "ca"},
    {Action::set_topic_moderator, "a"},
    {Action::change_chair_settings, "a"},
    {Action::take_over_report, "a"},
    {Action::open_topic, "a"},
    {Action::manage_members, "a"},
    {Action::manage_gallery, "a"},
    {Action::operate, ""},
};

bool has(const Row& row, char seat) {
  return std::string_view(row.seats).find(seat) != std::string_view::npos;
}

TEST(Policy, SaysForEachSeatWhatItMayDo) {
  EXPECT_EQ(std::size(table), policy_table().size()) << "a new action needs a row";
  for (const auto& row : table) {
    const auto* name = policy_table()[static_cast<std::size_t>(row.action)].name;
    EXPECT_EQ(can_do(with(v1::MEMBER), row.action, denmark), has(row, 'm')) << name;
    EXPECT_EQ(can_do(topic_moderator().principal, row.action, denmark), has(row, 't')) << name;
    EXPECT_EQ(can_do(with(v1::MODERATOR), row.action, denmark), has(row, 'c')) << name;
    EXPECT_EQ(can_do(with(v1::ADMIN), row.action, denmark), has(row, 'a')) << name;
    EXPECT_TRUE(can_do(Principal::house(), row.action)) << name;
    EXPECT_FALSE(can_do(Principal{}, row.action, denmark)) << name;
  }
}

TEST(Policy, WhoModeratesOneTopicIsAMemberInTheOthers) {
  const auto who = topic_moderator().principal;
  for (const auto& row : policy_table()) {
    EXPECT_EQ(can_do(who, row.action, norway), can_do(with(v1::MEMBER), row.action, norway)) << row.name;
    EXPECT_EQ(can_do(who, row.action), can_do(with(v1::MEMBER), row.action)) << row.name;
  }
}

TEST(Policy, TheWorseTheStandingTheLessMayBeDoneByAnybody) {
  const auto allowed = [](v1::Standing standing, v1::Role role) {
    std::set<std::string> names;
    for (const auto& row : policy_table()) {
      auto who = with(role);
      who.standing = standing;
      who.moderates = {denmark};
      if (can_do(who, row.action, denmark)) names.insert(row.name);
    }
    return names;
  };
  const std::set<std::string> when_muted = {"see_own_sanctions", "read_community",    "watch",
                                            "delete_own_post",   "read_public_audit", "withdraw_own_post"};
  const std::set<std::string> when_put_out = {"see_own_sanctions", "withdraw_own_post"};
  for (const auto role : {v1::MEMBER, v1::MODERATOR, v1::ADMIN}) {
    EXPECT_EQ(allowed(v1::STANDING_MUTED, role), when_muted) << role;
    EXPECT_EQ(allowed(v1::STANDING_SUSPENDED, role), when_put_out) << role;
    EXPECT_EQ(allowed(v1::STANDING_BANNED, role), when_put_out) << role;
    EXPECT_TRUE(allowed(static_cast<v1::Standing>(9), role).empty()) << "a worse one of a newer program";
  }
}

TEST(Policy, TrustDecidesWhoWaitsAndWhoseReportHides) {
  auto who = with(v1::MEMBER);
  const auto may = [&](v1::Trust trust, Action action) {
    who.trust = trust;
    return can_do(who, action);
  };
  EXPECT_FALSE(may(v1::TRUST_NEWCOMER, Action::write_at_once));
  EXPECT_TRUE(may(v1::TRUST_NEWCOMER, Action::write));
  EXPECT_TRUE(may(v1::TRUST_KNOWN, Action::write_at_once));
  EXPECT_FALSE(may(v1::TRUST_KNOWN, Action::hide_by_report));
  EXPECT_TRUE(may(v1::TRUST_TRUSTED, Action::hide_by_report));
  who.role = v1::MODERATOR;
  EXPECT_TRUE(may(v1::TRUST_NEWCOMER, Action::hide_by_report)) << "the chair is trusted, however new";
}

TEST(Policy, ANewcomerIsOneUntilTheFirstPostsAreApproved) {
  log::MemberRecord record;
  v1::ChairSettings settings;
  EXPECT_EQ(trust_of(record, settings), v1::TRUST_KNOWN) << "nobody waits where nothing is said";
  settings.set_newcomer_posts(2);
  EXPECT_EQ(trust_of(record, settings), v1::TRUST_NEWCOMER);
  record.set_posts(1);
  EXPECT_EQ(trust_of(record, settings), v1::TRUST_NEWCOMER);
  record.set_posts(2);
  EXPECT_EQ(trust_of(record, settings), v1::TRUST_KNOWN);
  record.set_posts(0);
  record.set_approved(true);
  EXPECT_EQ(trust_of(record, settings), v1::TRUST_KNOWN);
  record.set_trust(v1::TRUST_NEWCOMER);
  EXPECT_EQ(trust_of(record, settings), v1::TRUST_NEWCOMER) << "what was set counts";
}

TEST(Policy, TheChairActsOnNobodyAboveItself) {
  const MemberId other{8};
  EXPECT_TRUE(can_act_on_person(with(v1::MODERATOR), other, v1::MEMBER));
  EXPECT_FALSE(can_act_on_person(with(v1::MODERATOR), other, v1::MODERATOR));
  EXPECT_FALSE(can_act_on_person(with(v1::ADMIN), other, v1::ADMIN));
  EXPECT_FALSE(can_act_on_person(with(v1::ADMIN), MemberId{7}, v1::MEMBER)) << "nor on itself";
  EXPECT_TRUE(can_act_on_person(Principal::house(), other, v1::ADMIN));
  EXPECT_TRUE(can_act_on_post_of(with(v1::MODERATOR), other, v1::MODERATOR));
  EXPECT_FALSE(can_act_on_post_of(with(v1::MODERATOR), other, v1::ADMIN));
  EXPECT_TRUE(can_act_on_post_of(topic_moderator().principal, other, v1::MEMBER));
  EXPECT_FALSE(can_act_on_post_of(topic_moderator().principal, other, v1::MODERATOR));
}

TEST(Policy, APostThatWaitsIsItsAuthorsAndTheChairs) {
  log::PostRecord post;
  post.set_author(7);
  post.set_topic(denmark.value);
  post.set_held(v1::HOLD_NEWCOMER);
  EXPECT_TRUE(can_see(with(v1::MEMBER), post)) << "its author";
  EXPECT_TRUE(can_see_words(with(v1::MEMBER), post));
  EXPECT_FALSE(is_shown_to_all(post));
  post.set_author(8);
  EXPECT_FALSE(can_see(with(v1::MEMBER), post));
  EXPECT_TRUE(can_see(topic_moderator().principal, post));
  EXPECT_TRUE(can_see_words(with(v1::MODERATOR), post));
  post.set_topic(norway.value);
  EXPECT_FALSE(can_see(topic_moderator().principal, post)) << "not the moderator of another topic";
}

TEST(Policy, AHiddenPostIsSeenAndItsWordsAreItsAuthorsAndTheChairs) {
  log::PostRecord post;
  post.set_author(8);
  post.set_topic(denmark.value);
  post.set_hidden(true);
  EXPECT_TRUE(can_see(with(v1::MEMBER), post));
  EXPECT_FALSE(can_see_words(with(v1::MEMBER), post));
  EXPECT_TRUE(can_see_words(topic_moderator().principal, post));
  EXPECT_TRUE(can_see_words(Principal{MemberId{8}, v1::MEMBER, 1}, post));
  post.set_deleted(true);
  EXPECT_FALSE(can_see_words(Principal{MemberId{8}, v1::MEMBER, 1}, post));
}

TEST(Policy, AThreadWhosePostWaitsIsItsOpenersAndTheChairs) {
  log::ThreadRecord thread;
  thread.set_opened_by(8);
  thread.set_topic(denmark.value);
  thread.set_held(true);
  EXPECT_FALSE(can_see(with(v1::MEMBER), thread));
  EXPECT_TRUE(can_see(Principal{MemberId{8}, v1::MEMBER, 1}, thread));
  EXPECT_TRUE(can_see(topic_moderator().principal, thread));
}

TEST(Policy, OfTwoVisibilitiesTheNarrowerIsKept) {
  EXPECT_EQ(narrower(v1::MEMBERS_ONLY, v1::OBSERVED), v1::MEMBERS_ONLY);
  EXPECT_EQ(narrower(v1::OBSERVED, v1::MEMBERS_ONLY), v1::MEMBERS_ONLY);
  EXPECT_EQ(narrower(v1::OBSERVED, v1::OBSERVED), v1::OBSERVED);
}

// Roles are an open enum: a number that a newer program gave is not "more than an admin".
TEST(Policy, ARoleItDoesNotKnowMayDoNothing) {
  for (const int role : {-1, 4, 7, 1'000'000}) {
    for (const auto& row : table) EXPECT_FALSE(can_do(with(static_cast<v1::Role>(role)), row.action)) << role;
  }
}

TEST(Policy, AMemberNumberZeroIsTheHouseOnlyAsAnAdmin) {
  EXPECT_FALSE((Principal{MemberId{}, v1::MEMBER, 0}.is_house()));
  EXPECT_FALSE(with(v1::ADMIN).is_house());
  EXPECT_TRUE(Principal::house().is_house());
}

TEST(Policy, WordsOfADeletedPostAreTheChairsAndOfAnErasedOneNobodys) {
  log::PostRecord post;
  post.set_author(7);
  EXPECT_TRUE(can_see_words(with(v1::MEMBER), post));
  post.set_deleted(true);
  EXPECT_TRUE(can_see(with(v1::MEMBER), post)) << "the tombstone is seen";
  EXPECT_FALSE(can_see_words(with(v1::MEMBER), post)) << "by its author neither";
  EXPECT_TRUE(can_see_words(with(v1::MODERATOR), post));
  post.set_erased(true);
  EXPECT_FALSE(can_see_words(with(v1::ADMIN), post));
  post.set_deleted(false);
  EXPECT_FALSE(can_see_words(Principal::house(), post));
}

TEST(Policy, WithoutASessionNothingIsSeen) {
  EXPECT_FALSE(can_see(Principal{}, log::TopicRecord()));
  EXPECT_FALSE(can_see(Principal{}, log::ThreadRecord()));
  EXPECT_FALSE(can_see(Principal{}, log::PostRecord()));
  EXPECT_FALSE(can_see_words(Principal{}, log::PostRecord()));
}

}  // namespace
}  // namespace plenum
