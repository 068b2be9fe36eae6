#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "server/identity/identity_service.h"
#include "server/identity/passwords.h"
#include "server/identity/secrets.h"
#include "server/identity/sessions.h"
#include "server/node/identity_writers.h"
#include "storage/log/embedded_log.h"

namespace plenum {

/// The system's randomness and a clock moved by hand.
class MovableChance final : public Chance {
public:
  std::int64_t now_ms() override { return now_ms_; }
  std::string bytes(std::size_t count) override { return system_.bytes(count); }
  void pass(std::int64_t ms) { now_ms_ += ms; }

private:
  SystemChance system_;
  std::atomic<std::int64_t> now_ms_{1'700'000'000'000};
};

/// What came back from one call.
template <class Reply>
struct Heard {
  v1::Refusal refusal;  // code unspecified: it was done
  Reply reply;
  std::string cookie;  // the Set-Cookie header

  v1::RefusalCode code() const { return refusal.code(); }
  /// The session's secret in the cookie.
  std::string secret() const;
};

std::string secret_in(const std::string& set_cookie);

/// A door with a porter: a real store in a folder of its own, log, sequencer, workers for passwords, the desk and its
/// service. `hamlet` is a member with a password; `gertrude` is an admin without one.
class Lodge : public testing::Test {
protected:
  Lodge() { open({.community = "Elsinore"}); }
  ~Lodge() override;

  /// Opens the desk anew with other settings (and full buckets).
  void open(IdentityDesk::Settings settings);

  template <class Reply, class Request>
  Heard<Reply> call(const std::string& method, const Request& request, const Caller& caller = {});

  Heard<v1::SignInReply> sign_in(const std::string& handle, const std::string& password, const Caller& caller = {});
  Heard<v1::JoinReply> join(const std::string& invitation, const std::string& handle, const std::string& password);
  Heard<v1::SetPasswordReply> reset(const std::string& secret, const std::string& password);
  Heard<v1::SetPasswordReply> change_password(const Caller& caller, const std::string& old, const std::string& next);
  Heard<v1::SignOutReply> sign_out(const Caller& caller, bool everywhere = false);

  MemberId add(const std::string& handle, v1::Role role, const std::string& password);
  std::string invite(std::uint32_t uses = 1, v1::Role role = v1::MEMBER);
  std::string issue_reset_link(MemberId member);
  std::string issue_token(MemberId member);
  std::string make_credential(const std::string& password);

  /// Who carries this secret now; not signed in if nobody.
  Caller caller_of(const std::string& secret) const;
  bool stands(const std::string& secret) const { return caller_of(secret).is_signed_in(); }
  Principal gertrude() const { return {gertrude_, v1::ADMIN, 1}; }

  /// Lets time pass and waits until the sequencer has let fire what came due.
  void pass(std::int64_t ms);

  /// While held, the workers are occupied and the queue of passwords is full.
  std::shared_ptr<void> fill_the_queue();

  static inline const std::string hamlets_password = "the rest is silence";

  std::filesystem::path directory_ = make_directory();
  MovableChance chance_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<EmbeddedLog> log_;
  std::unique_ptr<Sequencer> sequencer_;
  std::unique_ptr<Passwords> passwords_;
  std::int64_t steady_ms_ = 1'000'000;
  std::unique_ptr<Tickets> tickets_;
  std::unique_ptr<IdentityDesk> desk_;
  std::unique_ptr<Service> service_;
  MemberId hamlet_;
  MemberId gertrude_;

private:
  static std::filesystem::path make_directory();
  void found();
  Answer::Given call_bare(const std::string& method, const google::protobuf::Message& request, const Caller& caller);
};

template <class Reply>
std::string Heard<Reply>::secret() const {
  return secret_in(cookie);
}

template <class Reply, class Request>
Heard<Reply> Lodge::call(const std::string& method, const Request& request, const Caller& caller) {
  auto given = call_bare(method, request, caller);
  Heard<Reply> heard;
  heard.refusal = given.refusal;
  if (given.message) heard.reply = dynamic_cast<const Reply&>(*given.message);
  for (const auto& [name, value] : given.headers) {
    EXPECT_EQ(name, "Set-Cookie");
    heard.cookie = value;
  }
  return heard;
}

}  // namespace plenum
