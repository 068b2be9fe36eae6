#include "tests/identity/lodge.h"

#include <chrono>
#include <future>
#include <thread>

#include <stdlib.h>

#include "server/identity/handles.h"

namespace plenum {

namespace {

constexpr auto deadline = std::chrono::seconds(30);
constexpr std::size_t waiting_max = 2;

template <class T>
T wait_for(std::future<T> future) {
  if (future.wait_for(deadline) != std::future_status::ready) throw std::runtime_error("no answer within the deadline");
  return future.get();
}

}  // namespace

std::string secret_in(const std::string& set_cookie) {
  const auto from = set_cookie.find('=') + 1;
  return set_cookie.substr(from, set_cookie.find(';') - from);
}

std::filesystem::path Lodge::make_directory() {
  auto name = (std::filesystem::temp_directory_path() / "plenum-identity-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no directory for the test");
  return name;
}

void Lodge::open(IdentityDesk::Settings settings) {
  if (!store_) found();
  settings.clock = [this] { return steady_ms_; };
  desk_ = std::make_unique<IdentityDesk>(*store_, *sequencer_, *passwords_, *tickets_, chance_, settings);
  const auto* file = v1::SignInRequest::descriptor()->file();
  service_ = std::make_unique<Service>(file->FindServiceByName("IdentityService"));
  desk_->serve(*service_);
}

void Lodge::found() {
  std::string why;
  store_ = Store::open(directory_ / "store", rocksdb::Env::Default(), why);
  if (!store_) throw std::runtime_error(why);
  log_ = std::make_unique<EmbeddedLog>(*store_);
  why = found_community(*store_, *log_, chance_, "Elsinore");
  if (!why.empty()) throw std::runtime_error(why);
  sequencer_ = std::make_unique<Sequencer>(*store_, *log_, chance_, [](const Committed&) {});
  passwords_ = std::make_unique<Passwords>(Passwords::Settings{.workers = 1, .waiting_max = waiting_max});
  tickets_ = std::make_unique<Tickets>([this] { return steady_ms_; });
  hamlet_ = add("Hamlet", v1::MEMBER, hamlets_password);
  gertrude_ = add("gertrude", v1::ADMIN, "");
}

Lodge::~Lodge() {
  passwords_->stop();
  sequencer_->stop();
  store_.reset();
  std::filesystem::remove_all(directory_);
}

Answer::Given Lodge::call_bare(const std::string& method, const google::protobuf::Message& request,
                               const Caller& caller) {
  auto given = std::make_shared<std::promise<Answer::Given>>();
  auto answered = given->get_future();
  Service::call(*service_->find(method), caller, request,
                Answer([given](Answer::Given one) { given->set_value(std::move(one)); }));
  return wait_for(std::move(answered));
}

Heard<v1::SignInReply> Lodge::sign_in(const std::string& handle, const std::string& password, const Caller& caller) {
  v1::SignInRequest request;
  request.set_handle(handle);
  request.set_password(password);
  return call<v1::SignInReply>("SignIn", request, caller);
}

Heard<v1::JoinReply> Lodge::join(const std::string& invitation, const std::string& handle,
                                 const std::string& password) {
  v1::JoinRequest request;
  request.set_invitation(invitation);
  request.set_handle(handle);
  request.set_password(password);
  return call<v1::JoinReply>("Join", request);
}

Heard<v1::SetPasswordReply> Lodge::reset(const std::string& secret, const std::string& password) {
  v1::SetPasswordRequest request;
  request.set_reset(secret);
  request.set_password(password);
  return call<v1::SetPasswordReply>("SetPassword", request);
}

Heard<v1::SetPasswordReply> Lodge::change_password(const Caller& caller, const std::string& old,
                                                   const std::string& next) {
  v1::SetPasswordRequest request;
  request.set_old_password(old);
  request.set_password(next);
  return call<v1::SetPasswordReply>("SetPassword", request, caller);
}

Heard<v1::SignOutReply> Lodge::sign_out(const Caller& caller, bool everywhere) {
  v1::SignOutRequest request;
  request.set_everywhere(everywhere);
  return call<v1::SignOutReply>("SignOut", request, caller);
}

MemberId Lodge::add(const std::string& handle, v1::Role role, const std::string& password) {
  NewMember member;
  EXPECT_FALSE(give_handle(member.profile, handle));
  member.role = role;
  if (!password.empty()) member.credential = make_credential(password);
  const auto result = sequencer_->submit_and_wait(add_member(Principal::house(), member));
  EXPECT_FALSE(result.refused);
  return MemberId{result.outcome.id()};
}

std::string Lodge::make_credential(const std::string& password) {
  auto made = std::make_shared<std::promise<std::string>>();
  EXPECT_TRUE(passwords_->make(password, [made](std::string encoded) { made->set_value(std::move(encoded)); }));
  return wait_for(made->get_future());
}

std::string Lodge::invite(std::uint32_t uses, v1::Role role) {
  const auto secret = make_secret(invitation_prefix);
  EXPECT_FALSE(sequencer_->submit_and_wait(issue_invitation(gertrude(), secret.hash, role, uses, 7)).refused);
  return secret.text;
}

std::string Lodge::issue_reset_link(MemberId member) {
  const auto secret = make_secret(reset_prefix);
  EXPECT_FALSE(sequencer_->submit_and_wait(issue_reset(gertrude(), member, secret.hash)).refused);
  return secret.text;
}

std::string Lodge::issue_token(MemberId member) {
  const auto secret = make_secret(program_prefix);
  EXPECT_FALSE(sequencer_->submit_and_wait(open_session(member, secret.hash, log::PROGRAM, 0)).refused);
  return secret.text;
}

Caller Lodge::caller_of(const std::string& secret) const {
  return find_session(store_->view(), secret, const_cast<MovableChance&>(chance_).now_ms()).value_or(Caller{});
}

void Lodge::pass(std::int64_t ms) {
  chance_.pass(ms);
  steady_ms_ += ms;
  sequencer_->look_at_the_clock();
  // The next command's turn comes after what was due; this one changes nothing and is refused.
  EXPECT_TRUE(sequencer_->submit_and_wait(end_session_of(hamlet_, "no such session")).refused);
}

std::shared_ptr<void> Lodge::fill_the_queue() {
  auto gate = std::make_shared<std::promise<void>>();
  auto entered = std::make_shared<std::promise<void>>();
  EXPECT_TRUE(passwords_->check("", "x", [open = gate->get_future().share(), entered](bool) {
    entered->set_value();
    open.wait();
  }));
  wait_for(entered->get_future());
  for (std::size_t i = 0; i < waiting_max; ++i) EXPECT_TRUE(passwords_->check("", "x", [](bool) {}));
  return {nullptr, [gate](void*) { gate->set_value(); }};
}

}  // namespace plenum
