#include "tests/admin/back_office.h"

#include <chrono>
#include <future>

#include <google/protobuf/descriptor.h>

namespace plenum {

BackOffice::BackOffice() {
  std::string why;
  store_ = Store::open(scratch_ / "store", rocksdb::Env::Default(), why);
  if (!store_) throw std::runtime_error(why);
  log_ = std::make_unique<EmbeddedLog>(*store_);
  why = found_community(*store_, *log_, chance_, "Elsinore");
  if (!why.empty()) throw std::runtime_error(why);
  sequencer_ = std::make_unique<Sequencer>(*store_, *log_, chance_, [](const Committed&) {});
  passwords_ = std::make_unique<Passwords>(Passwords::Settings{.workers = 1});
  desk_ = std::make_unique<AdminDesk>(*store_, *sequencer_, chance_, *passwords_, [] {
    v1::StatusReply status;
    status.set_community("Elsinore");
    return status;
  });
  service_ = std::make_unique<Service>(v1::StatusRequest::descriptor()->file()->FindServiceByName("AdminService"));
  desk_->register_on(*service_);
}

BackOffice::~BackOffice() {
  passwords_->stop();
  desk_->stop();
  sequencer_->stop();
}

Answer::Given BackOffice::ask_bare(const std::string& method, const google::protobuf::Message& request,
                                   const Caller& caller) {
  auto given = std::make_shared<std::promise<Answer::Given>>();
  auto answered = given->get_future();
  Service::call(*service_->find(method), caller, request,
                Answer([given](Answer::Given one) { given->set_value(std::move(one)); }));
  if (answered.wait_for(std::chrono::seconds(60)) != std::future_status::ready) {
    throw std::runtime_error(method + " was not answered within the deadline");
  }
  return answered.get();
}

Caller BackOffice::house() {
  Caller caller;
  caller.principal = Principal::house();
  return caller;
}

Caller BackOffice::member(v1::Role role) {
  Caller caller;
  caller.principal = {MemberId{7}, role, 1};
  return caller;
}

Told<v1::AddMemberReply> BackOffice::add(const std::string& handle, v1::Role role, const std::string& password,
                                         bool token) {
  v1::AddMemberRequest request;
  request.set_handle(handle);
  request.set_role(role);
  request.set_password(password);
  request.set_token(token);
  return ask<v1::AddMemberReply>("AddMember", request);
}

std::vector<v1::Member> BackOffice::members() {
  const auto told = ask<v1::ListMembersReply>("ListMembers", v1::ListMembersRequest{});
  return {told.reply.members().begin(), told.reply.members().end()};
}

v1::VerifyReply BackOffice::verify() {
  return ask<v1::VerifyReply>("Verify", v1::VerifyRequest{}).reply;
}

v1::ImportRequest BackOffice::small_import(int posts) {
  v1::ImportRequest request;
  auto& topic = *request.add_entries()->mutable_topic();
  topic.set_origin("zulip:stream:1");
  topic.set_title("dask");
  topic.set_digest_name("dask");
  auto& author = *request.add_entries()->mutable_member();
  author.set_origin("zulip:sender:Horatio");
  author.set_name("Horatio");
  auto& thread = *request.add_entries()->mutable_thread();
  thread.set_origin("zulip:thread:1:a");
  thread.set_topic_origin("zulip:stream:1");
  thread.set_title("A thread");
  for (int i = 0; i < posts; ++i) {
    auto& post = *request.add_entries()->mutable_post();
    post.set_origin("zulip:message:" + std::to_string(i));
    post.set_thread_origin("zulip:thread:1:a");
    post.set_author_origin("zulip:sender:Horatio");
    post.set_original_id(std::to_string(i));
    post.set_id_is_number(true);
    post.set_written_at_ms(1'500'000'000'000 + i);
    post.set_format(v1::HTML);
    post.set_source("<p>" + std::to_string(i) + "</p>");
  }
  return request;
}

v1::ImportReply BackOffice::import(const v1::ImportRequest& request) {
  const auto told = ask<v1::ImportReply>("Import", request);
  EXPECT_EQ(told.code(), v1::REFUSAL_CODE_UNSPECIFIED) << told.refusal.ShortDebugString();
  return told.reply;
}

v1::ExportReply BackOffice::export_all(const std::string& source, std::uint32_t limit) {
  v1::ExportReply all;
  v1::ExportRequest request;
  request.set_source(source);
  request.set_limit(limit);
  for (;;) {
    const auto told = ask<v1::ExportReply>("Export", request);
    all.MergeFrom(told.reply);
    if (!told.reply.more()) return all;
    request.set_after_thread_id(told.reply.next_thread_id());
    request.set_after_place(told.reply.next_place());
  }
}

}  // namespace plenum
