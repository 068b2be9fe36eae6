#include <chrono>
#include <thread>

#include <gmock/gmock.h>

#include "server/identity/session_commands.h"
#include "tests/identity/lodge.h"

namespace plenum {
namespace {

using testing::HasSubstr;
using testing::Not;

class SignIn : public Lodge {};

TEST_F(SignIn, GivesTheMemberAndACookieThatOpensTheDoor) {
  const auto heard = sign_in("hamlet", hamlets_password);
  ASSERT_EQ(heard.code(), v1::REFUSAL_CODE_UNSPECIFIED);
  EXPECT_EQ(heard.reply.member().handle(), "Hamlet");
  EXPECT_EQ(heard.reply.member().id(), hamlet_.value);
  EXPECT_THAT(heard.cookie, HasSubstr("plenum=plm_s_"));
  EXPECT_THAT(heard.cookie, Not(HasSubstr("Secure")));

  const auto caller = caller_of(heard.secret());
  EXPECT_EQ(caller.principal.member, hamlet_);
  EXPECT_EQ(caller.principal.role, v1::MEMBER);
  EXPECT_EQ(caller.principal.rights_version, 1U);
  EXPECT_EQ(caller.kind, log::BROWSER);
  EXPECT_EQ(caller.session, hash_secret(heard.secret()));
}

TEST_F(SignIn, ByTlsGivesTheCookieThatNobodyElseCanPlant) {
  Caller caller;
  caller.secure = true;
  const auto heard = sign_in("hamlet", hamlets_password, caller);
  EXPECT_TRUE(heard.cookie.starts_with("__Host-plenum=plm_s_"));
  EXPECT_THAT(heard.cookie, HasSubstr("; Secure"));
}

TEST_F(SignIn, TakesTheHandleInAnyShape) {
  for (const auto* handle : {"HAMLET", " Hamlet ", "ｈａｍｌｅｔ"}) {
    EXPECT_EQ(sign_in(handle, hamlets_password).code(), v1::REFUSAL_CODE_UNSPECIFIED) << handle;
  }
}

TEST_F(SignIn, SaysTheSameWhateverWasWrong) {
  const auto wrong_password = sign_in("hamlet", "the rest is noise");
  const auto unknown_handle = sign_in("yorick", hamlets_password);
  const auto no_password_set = sign_in("gertrude", "anything at all");
  const auto empty = sign_in("", "");
  const auto far_too_long = sign_in(std::string(100'000, 'h'), hamlets_password);
  const auto long_password = sign_in("hamlet", std::string(100'000, 'p'));
  EXPECT_EQ(wrong_password.code(), v1::SIGN_IN_FAILED);
  EXPECT_EQ(wrong_password.cookie, "");
  for (const auto& heard : {unknown_handle, no_password_set, empty, far_too_long, long_password}) {
    EXPECT_EQ(heard.refusal.SerializeAsString(), wrong_password.refusal.SerializeAsString());
    EXPECT_EQ(heard.cookie, "");
  }
}

TEST_F(SignIn, IsRefusedAsBusyWhenTheQueueIsFullForStrangersToo) {
  auto full = fill_the_queue();
  const auto member = sign_in("hamlet", hamlets_password);
  const auto stranger = sign_in("yorick", hamlets_password);
  full.reset();
  EXPECT_EQ(member.code(), v1::BUSY);
  EXPECT_GT(member.refusal.retry_after_ms(), 0U);
  EXPECT_EQ(stranger.refusal.SerializeAsString(), member.refusal.SerializeAsString());
}

TEST_F(SignIn, HasAPacePerAddress) {
  open({.community = "Elsinore", .sign_ins = {3, 60'000}});
  Caller here;
  here.address = "203.0.113.7";
  Caller elsewhere;
  elsewhere.address = "203.0.113.8";
  for (int i = 0; i < 3; ++i) EXPECT_EQ(sign_in("hamlet", "a wrong guess", here).code(), v1::SIGN_IN_FAILED);
  const auto heard = sign_in("hamlet", hamlets_password, here);
  EXPECT_EQ(heard.code(), v1::TOO_FAST);
  EXPECT_EQ(heard.refusal.retry_after_ms(), 20'000U);
  EXPECT_EQ(sign_in("hamlet", hamlets_password, elsewhere).code(), v1::REFUSAL_CODE_UNSPECIFIED);
  steady_ms_ += 20'000;
  EXPECT_EQ(sign_in("hamlet", hamlets_password, here).code(), v1::REFUSAL_CODE_UNSPECIFIED);
}

TEST_F(SignIn, ThatSucceedsOrFindsNoRoomDoesNotCountAgainstItsAddress) {
  open({.community = "Elsinore", .sign_ins = {1, 60'000}});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(sign_in("hamlet", hamlets_password).code(), v1::REFUSAL_CODE_UNSPECIFIED);
  auto full = fill_the_queue();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(sign_in("hamlet", hamlets_password).code(), v1::BUSY);
  full.reset();
  passwords_->stop();
  passwords_ = std::make_unique<Passwords>();
  open({.community = "Elsinore", .sign_ins = {1, 60'000}});
  EXPECT_EQ(sign_in("hamlet", "a wrong guess").code(), v1::SIGN_IN_FAILED);
  EXPECT_EQ(sign_in("hamlet", hamlets_password).code(), v1::TOO_FAST);
}

TEST_F(SignIn, EndsAfter30Days) {
  const auto secret = sign_in("hamlet", hamlets_password).secret();
  pass(limits::browser_session_ms - 1);
  EXPECT_TRUE(stands(secret));
  pass(1);
  EXPECT_FALSE(stands(secret));
  EXPECT_FALSE(store_->view().get(key::Session{hash_secret(secret)})) << "the clock's event should have removed it";
}

TEST_F(SignIn, IsOverAtItsEndEvenBeforeTheClocksEvent) {
  const auto secret = sign_in("hamlet", hamlets_password).secret();
  const auto end_ms = chance_.now_ms() + limits::browser_session_ms;
  EXPECT_TRUE(find_session(store_->view(), secret, end_ms - 1));
  EXPECT_FALSE(find_session(store_->view(), secret, end_ms));
}

TEST_F(SignIn, EndsTheSessionThatThisBrowserCarriedButNoOthers) {
  const auto elsewhere = sign_in("hamlet", hamlets_password).secret();
  const auto first = sign_in("hamlet", hamlets_password).secret();
  const auto second = sign_in("hamlet", hamlets_password, caller_of(first)).secret();
  EXPECT_FALSE(stands(first));
  EXPECT_TRUE(stands(second));
  EXPECT_TRUE(stands(elsewhere));
}

TEST_F(SignIn, MakesAPasswordOfOlderSettingsAnew) {
  // Argon2id of "an older password" with 8 MiB and two passes.
  const std::string older =
      "$argon2id$v=19$m=8192,t=2,p=1$DIBaFMqN55LrGPGL47YKlw$BcdiC0FgDdEwdSOyZHHTUym0aw3wS8K+InwYlW3+55k";
  auto command = set_credential(hamlet_, older, "");
  ASSERT_FALSE(sequencer_->submit_and_wait(std::move(command)).refused);
  ASSERT_EQ(sign_in("hamlet", "an older password").code(), v1::REFUSAL_CODE_UNSPECIFIED);

  const auto credential = [this] { return store_->view().get(key::Member{hamlet_})->credential(); };
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (credential() == older && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
  const auto renewed = credential();
  EXPECT_TRUE(renewed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << renewed;
  EXPECT_EQ(sign_in("hamlet", "an older password").code(), v1::REFUSAL_CODE_UNSPECIFIED);
}

// Between the check on a worker and the sequencer's turn the password may have been changed.
TEST_F(SignIn, ByAPasswordThatWasChangedMeanwhileOpensNothing) {
  const auto old = store_->view().get(key::Member{hamlet_})->credential();
  ASSERT_FALSE(sequencer_->submit_and_wait(set_credential(hamlet_, make_credential("a newer password"), "")).refused);
  Command command;
  command.principal.member = hamlet_;
  command.decide = [](Proposal&) -> Check {
    ADD_FAILURE() << "the old password opened something";
    return {};
  };
  const auto result = sequencer_->submit_and_wait(while_credential_is(old, std::move(command)));
  ASSERT_TRUE(result.refused);
  EXPECT_EQ(result.refused->code, v1::SIGN_IN_FAILED);
}

TEST_F(SignIn, SaysSoWhenNothingCanBeWritten) {
  store_->halt("The disk is full.");
  const auto heard = sign_in("hamlet", hamlets_password);
  EXPECT_EQ(heard.code(), v1::UNAVAILABLE);
  EXPECT_EQ(heard.cookie, "");
}

TEST_F(SignIn, HasASecretOfItsOwnForEachSession) {
  EXPECT_FALSE(stands(""));
  EXPECT_FALSE(stands(make_secret(session_prefix).text));
  const auto secret = sign_in("hamlet", hamlets_password).secret();
  EXPECT_FALSE(stands(hash_secret(secret))) << "what the store holds must open nothing";
  EXPECT_FALSE(stands(secret + "x"));
}

TEST_F(SignIn, LetsAProgramInByItsTokenForever) {
  const auto token = issue_token(hamlet_);
  pass(10 * limits::browser_session_ms);
  EXPECT_EQ(caller_of(token).kind, log::PROGRAM);
  EXPECT_EQ(caller_of(token).principal.member, hamlet_);
}

TEST_F(SignIn, ServiceIsWholeAndTheDoorTellsWhatItMay) {
  EXPECT_TRUE(service_->missing().empty());
  const auto door = call<v1::GetDoorReply>("GetDoor", v1::GetDoorRequest{}).reply;
  EXPECT_EQ(door.community(), "Elsinore");
  EXPECT_FALSE(door.sign_up_open());
  EXPECT_EQ(door.password_characters_min(), 10U);
  open({.community = "Elsinore", .sign_up_open = true});
  EXPECT_TRUE(call<v1::GetDoorReply>("GetDoor", v1::GetDoorRequest{}).reply.sign_up_open());
}

}  // namespace
}  // namespace plenum
