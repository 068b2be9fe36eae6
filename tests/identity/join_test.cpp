#include <future>
#include <thread>

#include <gmock/gmock.h>

#include "tests/identity/lodge.h"

namespace plenum {
namespace {

constexpr auto fine = v1::REFUSAL_CODE_UNSPECIFIED;
constexpr const char* password = "frailty thy name";
constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

class Join : public Lodge {};

TEST_F(Join, ByInvitationMakesAMemberAndSignsIn) {
  v1::JoinRequest request;
  request.set_invitation(invite());
  request.set_handle(" Ophelia ");
  request.set_password(password);
  request.set_specialty("Botany");
  request.set_region("Denmark");
  const auto heard = call<v1::JoinReply>("Join", request);
  ASSERT_EQ(heard.code(), fine);
  EXPECT_EQ(heard.reply.member().handle(), "Ophelia");
  EXPECT_EQ(heard.reply.member().specialty(), "Botany");
  EXPECT_EQ(heard.reply.member().region(), "Denmark");
  EXPECT_EQ(heard.reply.member().role(), v1::MEMBER);
  EXPECT_EQ(caller_of(heard.secret()).principal.member, MemberId{heard.reply.member().id()});
  EXPECT_EQ(sign_in("ophelia", password).code(), fine);
}

TEST_F(Join, GivesTheRoleOfTheInvitation) {
  const auto heard = join(invite(1, v1::MODERATOR), "polonius", password);
  EXPECT_EQ(heard.reply.member().role(), v1::MODERATOR);
  EXPECT_EQ(caller_of(heard.secret()).principal.role, v1::MODERATOR);
}

TEST_F(Join, WithoutInvitationIsRefusedWhereSignUpIsClosed) {
  EXPECT_EQ(join("", "ophelia", password).code(), v1::SIGN_UP_CLOSED);
}

TEST_F(Join, WithoutInvitationIsDoneWhereSignUpIsOpen) {
  open({.community = "Elsinore", .sign_up_open = true});
  const auto heard = join("", "ophelia", password);
  EXPECT_EQ(heard.code(), fine);
  EXPECT_EQ(heard.reply.member().role(), v1::MEMBER);
}

TEST_F(Join, SaysTheSameOfAnUnknownAUsedAndAnExpiredInvitation) {
  const auto used = invite();
  ASSERT_EQ(join(used, "ophelia", password).code(), fine);
  const auto expired = invite();
  pass(7 * day_ms);
  const auto unknown = join("plm_i_nobody", "laertes", password);
  EXPECT_EQ(unknown.code(), v1::INVITATION_INVALID);
  for (const auto& invitation : {used, expired}) {
    const auto heard = join(invitation, "laertes", password);
    EXPECT_EQ(heard.refusal.SerializeAsString(), unknown.refusal.SerializeAsString());
  }
  EXPECT_FALSE(store_->view().get(key::InvitationSecret{hash_secret(expired)})) << "the clock's event ends it";
}

TEST_F(Join, ByAWrongInvitationIsRefusedEvenWhereSignUpIsOpen) {
  open({.community = "Elsinore", .sign_up_open = true});
  EXPECT_EQ(join("plm_i_nobody", "ophelia", password).code(), v1::INVITATION_INVALID);
}

TEST_F(Join, IsPossibleAsOftenAsTheInvitationSays) {
  const auto invitation = invite(2);
  EXPECT_EQ(join(invitation, "rosencrantz", password).code(), fine);
  EXPECT_EQ(join(invitation, "guildenstern", password).code(), fine);
  EXPECT_EQ(join(invitation, "osric", password).code(), v1::INVITATION_INVALID);
}

TEST_F(Join, ByTwoAtOnceWithOneInvitationIsDoneOnce) {
  const auto invitation = invite();
  auto other = std::async(std::launch::async, [&] { return join(invitation, "rosencrantz", password).code(); });
  const auto one = join(invitation, "guildenstern", password).code();
  EXPECT_THAT((std::vector{one, other.get()}), testing::UnorderedElementsAre(fine, v1::INVITATION_INVALID));
}

TEST_F(Join, WithAHandleThatSomebodyHasIsRefusedInAnyShape) {
  const auto invitation = invite();
  for (const auto* taken : {"Hamlet", "HAMLET", "ＨＡＭＬＥＴ", "ham\u200Blet"}) {
    const auto heard = join(invitation, taken, password);
    EXPECT_EQ(heard.code(), v1::HANDLE_TAKEN) << taken;
    EXPECT_EQ(heard.refusal.field(), "handle");
  }
  EXPECT_EQ(join(invitation, "ophelia", password).code(), fine) << "a refusal uses nothing up";
}

TEST_F(Join, ByTwoAtOnceWithOneHandleIsDoneOnce) {
  const auto invitation = invite(2);
  auto other = std::async(std::launch::async, [&] { return join(invitation, "OSRIC", password).code(); });
  const auto one = join(invitation, "osric", password).code();
  EXPECT_THAT((std::vector{one, other.get()}), testing::UnorderedElementsAre(fine, v1::HANDLE_TAKEN));
}

TEST_F(Join, ChecksTheFormOfEachField) {
  const auto invitation = invite();
  EXPECT_EQ(join(invitation, "o", password).code(), v1::HANDLE_INVALID);
  EXPECT_EQ(join(invitation, "two words", password).code(), v1::HANDLE_INVALID);
  EXPECT_EQ(join(invitation, "ophelia", "short").code(), v1::PASSWORD_TOO_SHORT);
  EXPECT_EQ(join(invitation, "ophelia", std::string(257, 'p')).code(), v1::PASSWORD_TOO_LONG);
  EXPECT_EQ(join(invitation, "ophelia-of-elsinore", "Ophelia-of-Elsinore").code(), v1::FIELD_INVALID);
  EXPECT_EQ(join(invitation, "ophelia", "password123").refusal.field(), "password");
  v1::JoinRequest request;
  request.set_invitation(invitation);
  request.set_handle("ophelia");
  request.set_password(password);
  request.set_region(std::string(81, 'r'));
  const auto heard = call<v1::JoinReply>("Join", request);
  EXPECT_EQ(heard.code(), v1::PROFILE_TOO_LONG);
  EXPECT_EQ(heard.refusal.field(), "region");
}

TEST_F(Join, ChangesNothingWhenRefused) {
  const auto before = store_->tail().offset;
  join("plm_i_nobody", "ophelia", password);
  join("", "ophelia", password);
  EXPECT_EQ(store_->tail().offset, before);
}

TEST_F(Join, IsRefusedAsBusyWhenTheQueueIsFull) {
  const auto invitation = invite();
  auto full = fill_the_queue();
  EXPECT_EQ(join(invitation, "ophelia", password).code(), v1::BUSY);
}

TEST_F(Join, HasAPacePerAddress) {
  open({.community = "Elsinore", .joins = {1, 60'000}});
  join("", "ophelia", password);
  const auto heard = join("", "ophelia", password);
  EXPECT_EQ(heard.code(), v1::TOO_FAST);
  EXPECT_EQ(heard.refusal.retry_after_ms(), 60'000U);
}

}  // namespace
}  // namespace plenum
