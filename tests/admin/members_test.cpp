#include <google/protobuf/descriptor.h>

#include "server/identity/sessions.h"
#include "tests/admin/back_office.h"

namespace plenum {

namespace {

TEST_F(BackOffice, AnswersEveryMethodOfItsService) {
  EXPECT_TRUE(service_->missing().empty());
}

TEST_F(BackOffice, AnswersNobodyButTheHouse) {
  const auto* service = v1::StatusRequest::descriptor()->file()->FindServiceByName("AdminService");
  for (int i = 0; i < service->method_count(); ++i) {
    const auto& name = service->method(i)->name();
    const std::unique_ptr<google::protobuf::Message> request(service_->find(name)->prototype->New());
    for (const auto role : {v1::MEMBER, v1::MODERATOR, v1::ADMIN}) {
      EXPECT_EQ(ask<v1::StatusReply>(name, *request, member(role)).code(), v1::FORBIDDEN) << name;
    }
    EXPECT_EQ(ask<v1::StatusReply>(name, *request, Caller{}).code(), v1::UNAUTHENTICATED) << name;
  }
}

TEST_F(BackOffice, AddsAMemberWithEverythingTold) {
  v1::AddMemberRequest request;
  request.set_handle("polonius");
  request.set_role(v1::MODERATOR);
  request.set_specialty("Counsel");
  request.set_region("Nordics");
  request.set_represents("Arras & Sons");
  const auto told = ask<v1::AddMemberReply>("AddMember", request);
  ASSERT_EQ(told.code(), v1::REFUSAL_CODE_UNSPECIFIED);
  EXPECT_TRUE(told.reply.token().empty());
  ASSERT_EQ(members().size(), 1u);
  const auto member = members()[0];
  EXPECT_EQ(member.id(), told.reply.member_id());
  EXPECT_EQ(member.role(), v1::MODERATOR);
  EXPECT_EQ(member.represents(), "Arras & Sons");
  EXPECT_FALSE(member.unclaimed());
}

TEST_F(BackOffice, GivesATokenThatOpensAndIsStoredOnlyHashed) {
  const auto told = add("ophelia", v1::ADMIN, "", true);
  ASSERT_TRUE(told.reply.token().starts_with("plm_t_"));
  const auto caller = find_session(store_->view(), told.reply.token(), chance_.now_ms());
  ASSERT_TRUE(caller);
  EXPECT_EQ(caller->principal.member, MemberId{told.reply.member_id()});
  EXPECT_EQ(caller->kind, log::PROGRAM);
  bool found = false;
  EXPECT_EQ(store_->read_log(0,
                             [&](const log::LogBatch& batch) {
                               found = found || batch.SerializeAsString().find(told.reply.token()) != std::string::npos;
                               return true;
                             }),
            "");
  EXPECT_FALSE(found);
}

TEST_F(BackOffice, HashesAPassword) {
  const auto told = add("hamlet", v1::MEMBER, "the rest is silence");
  ASSERT_EQ(told.code(), v1::REFUSAL_CODE_UNSPECIFIED);
  const auto record = store_->view().get(key::Member{MemberId{told.reply.member_id()}});
  ASSERT_TRUE(record);
  EXPECT_TRUE(record->credential().starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << record->credential();
}

TEST_F(BackOffice, RefusesAMemberThatCannotBe) {
  add("hamlet");
  EXPECT_EQ(add("HAMLET").code(), v1::HANDLE_TAKEN);
  EXPECT_EQ(add("hamlet", v1::MEMBER, "the rest is silence").code(), v1::HANDLE_TAKEN);
  EXPECT_EQ(add("x").code(), v1::HANDLE_INVALID);
  EXPECT_EQ(add("a b").code(), v1::HANDLE_INVALID);
  EXPECT_EQ(add("yorick", v1::MEMBER, "short").code(), v1::PASSWORD_TOO_SHORT);
  EXPECT_EQ(add("yorick", static_cast<v1::Role>(9)).code(), v1::FIELD_INVALID);
  EXPECT_EQ(members().size(), 1u);
}

TEST_F(BackOffice, ChangesARoleAndKeepsTheLastAdmin) {
  add("ophelia", v1::ADMIN);
  v1::SetRoleRequest request;
  request.set_handle("Ophelia");
  request.set_role(v1::MEMBER);
  EXPECT_EQ(ask<v1::SetRoleReply>("SetRole", request).code(), v1::LAST_ADMIN);
  add("hamlet", v1::ADMIN);
  EXPECT_EQ(ask<v1::SetRoleReply>("SetRole", request).code(), v1::REFUSAL_CODE_UNSPECIFIED);
  EXPECT_EQ(ask<v1::SetRoleReply>("SetRole", request).code(), v1::NOTHING_CHANGED);
  request.set_handle("nobody");
  EXPECT_EQ(ask<v1::SetRoleReply>("SetRole", request).code(), v1::NOT_FOUND);
  request.clear_role();
  EXPECT_EQ(ask<v1::SetRoleReply>("SetRole", request).code(), v1::FIELD_INVALID);
}

TEST_F(BackOffice, MakesLinksAndTokensForWhoIsThere) {
  add("hamlet");
  v1::ResetMemberRequest reset;
  reset.set_handle("hamlet");
  EXPECT_TRUE(ask<v1::ResetMemberReply>("ResetMember", reset).reply.secret().starts_with("plm_r_"));
  reset.set_handle("nobody");
  EXPECT_EQ(ask<v1::ResetMemberReply>("ResetMember", reset).code(), v1::NOT_FOUND);
  v1::MakeTokenRequest token;
  token.set_handle("hamlet");
  const auto made = ask<v1::MakeTokenReply>("MakeToken", token).reply.token();
  EXPECT_TRUE(find_session(store_->view(), made, chance_.now_ms()));
  token.set_handle("nobody");
  EXPECT_EQ(ask<v1::MakeTokenReply>("MakeToken", token).code(), v1::NOT_FOUND);
}

TEST_F(BackOffice, InvitesWithinBounds) {
  v1::InviteRequest request;
  EXPECT_TRUE(ask<v1::InviteReply>("Invite", request).reply.code().starts_with("plm_i_"));
  request.set_uses(10'001);
  EXPECT_EQ(ask<v1::InviteReply>("Invite", request).code(), v1::FIELD_INVALID);
  request.set_uses(1);
  request.set_days(367);
  EXPECT_EQ(ask<v1::InviteReply>("Invite", request).code(), v1::FIELD_INVALID);
}

TEST_F(BackOffice, ListsMembersPageByPage) {
  for (const auto* handle : {"hamlet", "ophelia", "yorick"}) add(handle);
  v1::ListMembersRequest request;
  request.set_limit(2);
  const auto first = ask<v1::ListMembersReply>("ListMembers", request).reply;
  ASSERT_EQ(first.members_size(), 2);
  EXPECT_TRUE(first.more());
  request.set_after_id(first.members(1).id());
  const auto second = ask<v1::ListMembersReply>("ListMembers", request).reply;
  EXPECT_EQ(second.members_size(), 1);
  EXPECT_FALSE(second.more());
}

TEST_F(BackOffice, TellsItsStatus) {
  EXPECT_EQ(ask<v1::StatusReply>("Status", v1::StatusRequest{}).reply.community(), "Elsinore");
}

}  // namespace

}  // namespace plenum
