#include <gmock/gmock.h>

#include "tests/identity/lodge.h"

namespace plenum {
namespace {

using testing::HasSubstr;

constexpr auto fine = v1::REFUSAL_CODE_UNSPECIFIED;

class SignOut : public Lodge {};

TEST_F(SignOut, EndsThisSessionAndClearsTheCookie) {
  const auto here = sign_in("hamlet", hamlets_password).secret();
  const auto elsewhere = sign_in("hamlet", hamlets_password).secret();
  const auto heard = sign_out(caller_of(here));
  EXPECT_EQ(heard.code(), fine);
  EXPECT_THAT(heard.cookie, HasSubstr("plenum=; Path=/; Max-Age=0"));
  EXPECT_FALSE(stands(here));
  EXPECT_TRUE(stands(elsewhere));
}

TEST_F(SignOut, EverywhereEndsEverySessionAndProgramsTokens) {
  const auto here = sign_in("hamlet", hamlets_password).secret();
  const auto elsewhere = sign_in("hamlet", hamlets_password).secret();
  const auto token = issue_token(hamlet_);
  const auto gertrudes = issue_token(gertrude_);
  EXPECT_EQ(sign_out(caller_of(here), true).code(), fine);
  for (const auto& secret : {here, elsewhere, token}) EXPECT_FALSE(stands(secret));
  EXPECT_TRUE(stands(gertrudes));
}

TEST_F(SignOut, WantsASession) {
  EXPECT_EQ(sign_out(Caller{}).code(), v1::UNAUTHENTICATED);
}

TEST_F(SignOut, OfASessionThatEndedMeanwhileIsDone) {
  const auto caller = caller_of(sign_in("hamlet", hamlets_password).secret());
  EXPECT_EQ(sign_out(caller).code(), fine);
  const auto again = sign_out(caller);
  EXPECT_EQ(again.code(), fine);
  EXPECT_THAT(again.cookie, HasSubstr("Max-Age=0"));
}

TEST_F(SignOut, KeepsTheCookieWhenNothingCanBeWritten) {
  const auto caller = caller_of(sign_in("hamlet", hamlets_password).secret());
  store_->halt("The disk is full.");
  const auto heard = sign_out(caller);
  EXPECT_EQ(heard.code(), v1::UNAVAILABLE);
  EXPECT_EQ(heard.cookie, "");
}

TEST_F(SignOut, TellsTheMembersStreamSoThatOpenLinesCanEnd) {
  const auto caller = caller_of(sign_in("hamlet", hamlets_password).secret());
  const auto before = store_->view().get(key::StreamHead{StreamId::of_member(hamlet_)});
  sign_out(caller);
  const auto head = store_->view().get(key::StreamHead{StreamId::of_member(hamlet_)});
  ASSERT_TRUE(head);
  EXPECT_EQ(head->offset(), (before ? before->offset() : 0) + 1);
  const auto entry = store_->view().get(key::StreamEntry{StreamId::of_member(hamlet_), head->offset()});
  EXPECT_TRUE(entry && entry->session_ended());
}

class Ticket : public Lodge {
protected:
  Heard<v1::GetTicketReply> get_ticket(const Caller& caller) {
    return call<v1::GetTicketReply>("GetTicket", v1::GetTicketRequest{}, caller);
  }
};

TEST_F(Ticket, LeadsToTheSessionThatAskedForIt) {
  const auto caller = caller_of(sign_in("hamlet", hamlets_password).secret());
  const auto ticket = get_ticket(caller).reply.ticket();
  const auto session = tickets_->redeem(ticket);
  ASSERT_TRUE(session);
  const auto found = find_session_by_hash(store_->view(), *session, chance_.now_ms());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->principal.member, hamlet_);
  EXPECT_FALSE(tickets_->redeem(ticket)) << "good once";
}

TEST_F(Ticket, IsNoneOfASessionThatHasEnded) {
  const auto caller = caller_of(sign_in("hamlet", hamlets_password).secret());
  const auto ticket = get_ticket(caller).reply.ticket();
  sign_out(caller);
  const auto session = tickets_->redeem(ticket);
  ASSERT_TRUE(session);
  EXPECT_FALSE(find_session_by_hash(store_->view(), *session, chance_.now_ms()));
}

TEST_F(Ticket, IsLateAfter30Seconds) {
  const auto ticket = get_ticket(caller_of(sign_in("hamlet", hamlets_password).secret())).reply.ticket();
  steady_ms_ += 30'000;
  EXPECT_FALSE(tickets_->redeem(ticket));
}

TEST_F(Ticket, WantsASession) {
  EXPECT_EQ(get_ticket(Caller{}).code(), v1::UNAUTHENTICATED);
}

TEST_F(Ticket, IsNoSessionOfItsOwn) {
  EXPECT_FALSE(stands(get_ticket(caller_of(sign_in("hamlet", hamlets_password).secret())).reply.ticket()));
}

}  // namespace
}  // namespace plenum
