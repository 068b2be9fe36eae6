#include "clients/cli/line/member_line.h"

#include <chrono>
#include <thread>

#include <sodium.h>
#include <strings.h>

#include "clients/cli/line/failed.h"

namespace plenum::cli {

namespace {

constexpr std::chrono::seconds patience(30);
constexpr int tries_max = 6;
constexpr int sign_in_tries_max = 60;
constexpr const char* member_service = "plenum.v1.MemberService";
constexpr const char* identity_service = "plenum.v1.IdentityService";

// "plenum=SECRET; Path=/; ...": the same secret opens as a bearer token.
std::string secret_in(const HttpClient::Headers& headers) {
  for (const auto& [name, value] : headers) {
    if (name.size() != 10 || ::strcasecmp(name.c_str(), "set-cookie") != 0) continue;
    const auto from = value.find('=');
    if (from == std::string::npos) continue;
    return value.substr(from + 1, value.find(';') - from - 1);
  }
  return {};
}

void wait(std::chrono::milliseconds time) {
  std::this_thread::sleep_for(time);
}

}  // namespace

std::string new_command_id() {
  std::string id(16, '\0');
  randombytes_buf(id.data(), id.size());
  return id;
}

MemberLine::MemberLine(const Address& address, std::string bearer)
    : http_(address, patience), bearer_(std::move(bearer)) {}

MemberLine MemberLine::sign_in(const Address& address, const std::string& handle, const std::string& password) {
  MemberLine line(address, "");
  v1::SignInRequest request;
  request.set_handle(handle);
  request.set_password(password);
  for (int tries = 1;; ++tries) {
    v1::SignInReply reply;
    const auto called = cli::call(line.http_, identity_service, "SignIn", request, reply);
    if (called) {
      line.bearer_ = secret_in(called.headers);
      return line;
    }
    const auto pause = called.refusal.retry_after_ms();
    if (pause == 0 || tries == sign_in_tries_max) throw Failed(sentence_of(called.refusal));
    wait(std::chrono::milliseconds(pause));
  }
}

void MemberLine::fill(const std::string& method, const google::protobuf::Message& request,
                      google::protobuf::Message& reply) {
  for (int tries = 1;; ++tries) {
    const auto called =
        cli::call(http_, member_service, method, request, reply, {{"authorization", "Bearer " + bearer_}});
    if (called) return;
    const auto pause = called.refusal.retry_after_ms();
    if (pause == 0 || tries == tries_max) throw Failed(sentence_of(called.refusal));
    wait(std::chrono::milliseconds(pause));
  }
}

void MemberLine::insist(const std::string& method, const google::protobuf::Message& request,
                        google::protobuf::Message& reply) {
  for (int tries = 1;; ++tries) {
    try {
      return fill(method, request, reply);
    } catch (const Failed& failed) {
      if (failed.exit != Exit::unreachable || tries == tries_max) throw;
      wait(std::chrono::milliseconds(250 << tries));
    }
  }
}

void MemberLine::sign_out() {
  v1::SignOutReply reply;
  cli::call(http_, identity_service, "SignOut", v1::SignOutRequest{}, reply, {{"authorization", "Bearer " + bearer_}});
}

}  // namespace plenum::cli
