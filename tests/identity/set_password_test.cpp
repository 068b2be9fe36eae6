#include "tests/identity/lodge.h"

namespace plenum {
namespace {

constexpr auto fine = v1::REFUSAL_CODE_UNSPECIFIED;
constexpr const char* next_password = "words words words";

class Reset : public Lodge {};

TEST_F(Reset, SetsThePasswordEndsEverySessionAndOpensANewOne) {
  const auto before = sign_in("hamlet", hamlets_password).secret();
  const auto token = issue_token(hamlet_);
  const auto rights = caller_of(before).principal.rights_version;
  const auto heard = reset(issue_reset_link(hamlet_), next_password);
  ASSERT_EQ(heard.code(), fine);
  EXPECT_EQ(heard.reply.member().handle(), "Hamlet");
  EXPECT_FALSE(stands(before));
  EXPECT_FALSE(stands(token));
  EXPECT_TRUE(stands(heard.secret()));
  EXPECT_GT(caller_of(heard.secret()).principal.rights_version, rights);
  EXPECT_EQ(sign_in("hamlet", hamlets_password).code(), v1::SIGN_IN_FAILED);
  EXPECT_EQ(sign_in("hamlet", next_password).code(), fine);
}

TEST_F(Reset, GivesAFirstPasswordToWhoHasNone) {
  EXPECT_EQ(reset(issue_reset_link(gertrude_), next_password).code(), fine);
  EXPECT_EQ(sign_in("gertrude", next_password).code(), fine);
}

TEST_F(Reset, SaysTheSameOfAnUnknownAUsedAReplacedAndAnExpiredLink) {
  const auto unknown = reset("plm_r_nobody", next_password);
  EXPECT_EQ(unknown.code(), v1::INVITATION_INVALID);
  EXPECT_EQ(unknown.refusal.field(), "reset");
  const auto used = issue_reset_link(hamlet_);
  ASSERT_EQ(reset(used, next_password).code(), fine);
  const auto replaced = issue_reset_link(gertrude_);
  const auto expired = issue_reset_link(gertrude_);
  pass(limits::reset_link_ms);
  for (const auto& link : {used, replaced, expired}) {
    EXPECT_EQ(reset(link, "other other words").refusal.SerializeAsString(), unknown.refusal.SerializeAsString());
  }
  EXPECT_EQ(store_->view().get(key::Member{gertrude_})->reset(), "") << "the clock's event removes it";
}

TEST_F(Reset, IsOverAtItsEndEvenBeforeTheClocksEvent) {
  const auto link = issue_reset_link(hamlet_);
  chance_.pass(limits::reset_link_ms);
  EXPECT_EQ(reset(link, next_password).code(), v1::INVITATION_INVALID);
}

TEST_F(Reset, SpendsNothingOnAWeakPassword) {
  const auto link = issue_reset_link(hamlet_);
  EXPECT_EQ(reset(link, "short").code(), v1::PASSWORD_TOO_SHORT);
  EXPECT_EQ(reset(link, "password123").code(), v1::FIELD_INVALID);
  EXPECT_EQ(reset(link, std::string(257, 'p')).code(), v1::PASSWORD_TOO_LONG);
  EXPECT_EQ(reset(link, next_password).code(), fine);
}

TEST_F(Reset, IsRefusedAsBusyWhenTheQueueIsFullAndStaysGood) {
  const auto link = issue_reset_link(hamlet_);
  auto full = fill_the_queue();
  EXPECT_EQ(reset(link, next_password).code(), v1::BUSY);
  full.reset();
  passwords_->stop();
  passwords_ = std::make_unique<Passwords>();
  open({.community = "Elsinore"});
  EXPECT_EQ(reset(link, next_password).code(), fine);
}

TEST_F(Reset, HasAPacePerAddress) {
  open({.community = "Elsinore", .sign_ins = {1, 60'000}});
  EXPECT_EQ(reset("plm_r_nobody", next_password).code(), v1::INVITATION_INVALID);
  EXPECT_EQ(reset("plm_r_nobody", next_password).code(), v1::TOO_FAST);
}

class ChangePassword : public Lodge {
protected:
  Caller hamlet() { return caller_of(session_); }
  std::string session_ = sign_in("hamlet", hamlets_password).secret();
};

TEST_F(ChangePassword, WithTheOldOneIsDoneAndKeepsSessions) {
  EXPECT_EQ(change_password(hamlet(), hamlets_password, next_password).code(), fine);
  EXPECT_TRUE(stands(session_));
  EXPECT_EQ(sign_in("hamlet", hamlets_password).code(), v1::SIGN_IN_FAILED);
  EXPECT_EQ(sign_in("hamlet", next_password).code(), fine);
}

TEST_F(ChangePassword, WithAWrongOldOneIsRefused) {
  for (const auto& old : {std::string("not my old password"), std::string(), std::string(100'000, 'p')}) {
    const auto heard = change_password(hamlet(), old, next_password);
    EXPECT_EQ(heard.code(), v1::SIGN_IN_FAILED);
    EXPECT_EQ(heard.refusal.field(), "old_password");
  }
  EXPECT_EQ(sign_in("hamlet", hamlets_password).code(), fine);
}

TEST_F(ChangePassword, WantsASessionOrALink) {
  EXPECT_EQ(change_password(Caller{}, hamlets_password, next_password).code(), v1::UNAUTHENTICATED);
}

TEST_F(ChangePassword, ToAWeakOneIsRefused) {
  EXPECT_EQ(change_password(hamlet(), hamlets_password, "short").code(), v1::PASSWORD_TOO_SHORT);
}

TEST_F(ChangePassword, IsRefusedAsBusyWhenTheQueueIsFull) {
  const auto caller = hamlet();
  auto full = fill_the_queue();
  EXPECT_EQ(change_password(caller, hamlets_password, next_password).code(), v1::BUSY);
}

TEST_F(ChangePassword, ByWhoHasNoneIsRefused) {
  const auto gertrude = caller_of(issue_token(gertrude_));
  EXPECT_EQ(change_password(gertrude, "", next_password).code(), v1::SIGN_IN_FAILED);
}

}  // namespace
}  // namespace plenum
