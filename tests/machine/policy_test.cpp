#include "storage/machine/policy.h"

#include <gtest/gtest.h>

namespace plenum {
namespace {

struct Row {
  Action action;
  bool member, moderator, admin;
};

const Row table[] = {
    {Action::read_community, true, true, true},   {Action::write, true, true, true},
    {Action::write_in_locked, false, true, true}, {Action::edit_own_post, true, true, true},
    {Action::delete_own_post, true, true, true},  {Action::delete_any_post, false, true, true},
    {Action::restore_own_post, true, true, true}, {Action::restore_any_post, false, true, true},
    {Action::read_deleted, false, true, true},    {Action::lock_thread, false, true, true},
    {Action::open_topic, false, false, true},     {Action::change_topic, false, true, true},
    {Action::manage_members, false, false, true}, {Action::operate, false, false, false},
};

Principal with(v1::Role role) {
  return {MemberId{7}, role, 1};
}

TEST(Policy, SaysForEachRoleWhatItMayDo) {
  EXPECT_EQ(std::size(table), static_cast<std::size_t>(Action::operate) + 1) << "a new action needs a row";
  for (const auto& row : table) {
    const auto number = static_cast<int>(row.action);
    EXPECT_EQ(can_do(with(v1::MEMBER), row.action), row.member) << number;
    EXPECT_EQ(can_do(with(v1::MODERATOR), row.action), row.moderator) << number;
    EXPECT_EQ(can_do(with(v1::ADMIN), row.action), row.admin) << number;
    EXPECT_TRUE(can_do(Principal::house(), row.action)) << number;
    EXPECT_FALSE(can_do(Principal{}, row.action)) << number;
  }
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
