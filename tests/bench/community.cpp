#include "tests/bench/community.h"

#include <cstdio>
#include <cstdlib>
#include <optional>

#include "proto/admin.pb.h"
#include "tests/bench/cores.h"

namespace plenum::bench {

namespace {

constexpr auto patience = std::chrono::seconds(120);

std::string settings_with(const std::string& more) {
  return "threads = 1\ncommands_per_10_s = 100000000\nconnections_max = 100000\n"
         "connections_per_address_max = 100000\n" +
         more;
}

template <class Reply, class Request>
Reply call(cli::HttpClient& http, const char* service, const char* method, const Request& request,
           cli::HttpClient::Headers headers = {}) {
  Reply reply;
  const auto called = cli::call(http, service, method, request, reply, std::move(headers));
  if (called) return reply;
  std::fprintf(stderr, "plenum-bench: %s: %s\n", method, called.refusal.sentence().c_str());
  std::exit(1);
}

}  // namespace

Community::Community(Size size, const std::string& more_settings)
    : has_its_core_(size.has_its_core), server_(settings_with(more_settings)) {
  start();
  add_members(size.members);
  open_topics(size.topics);
}

Community::Community(const Community& first, const std::string& more_settings)
    : has_its_core_(first.has_its_core_),
      server_(settings_with(more_settings)),
      tokens_(first.tokens_),
      topics_(first.topics_),
      threads_(first.threads_) {
  start();
}

void Community::start() {
  std::optional<OnServerCore> core;
  if (has_its_core_) core.emplace();
  server_.start();
  if (server_.is_running() && !server_.url().empty()) return;
  std::fprintf(stderr, "plenum-bench: plenumd does not start: %s\n", server_.errors().c_str());
  std::exit(1);
}

std::uint16_t Community::port() const {
  return static_cast<std::uint16_t>(std::stoi(server_.url().substr(server_.url().rfind(':') + 1)));
}

std::uint64_t Community::tail() {
  return server_.operate<v1::StatusReply>("Status", v1::StatusRequest()).tail();
}

bool Community::takes_writes() {
  return server_.operate<v1::StatusReply>("Status", v1::StatusRequest()).takes_writes();
}

void Community::add_members(std::size_t count) {
  cli::HttpClient http(cli::Address::of_socket((server_.data() / "operator.sock").string()), patience);
  for (std::size_t i = 0; i < count; ++i) {
    v1::AddMemberRequest request;
    request.set_handle("member" + std::to_string(i));
    request.set_role(i == 0 ? v1::ADMIN : v1::MEMBER);
    request.set_token(true);
    tokens_.push_back(call<v1::AddMemberReply>(http, "plenum.v1.AdminService", "AddMember", request).token());
  }
}

void Community::open_topics(std::size_t count) {
  cli::HttpClient http(cli::Address::of_url(server_.url()), patience);
  for (std::size_t i = 0; i < count; ++i) {
    topics_.push_back(std::stoull(server_.open_topic("On being, part " + std::to_string(i))));
    v1::OpenThreadRequest request;
    request.set_command_id(chance_.bytes(16));
    request.set_topic_id(topics_.back());
    request.set_title("A thread");
    request.set_source("Begin.");
    const auto reply = call<v1::OpenThreadReply>(http, "plenum.v1.MemberService", "OpenThread", request,
                                                 {{"Authorization", "Bearer " + author_token()}});
    threads_.push_back(reply.thread_id());
  }
}

void Community::open_gallery(const std::vector<std::size_t>& topics) {
  v1::SetGalleryRequest settings;
  settings.set_k(2);
  server_.operate<v1::SetGalleryReply>("SetGallery", settings);
  cli::HttpClient http(cli::Address::of_url(server_.url()), patience);
  for (const auto topic : topics) {
    v1::SetCharterRequest charter;
    charter.set_topic_id(topics_[topic]);
    charter.add_classes(v1::EMBARGO_NONE);
    server_.operate<v1::SetCharterReply>("SetCharter", charter);
    for (const auto member : {std::size_t{0}, std::size_t{1}}) {
      v1::WritePostRequest request;
      request.set_command_id(chance_.bytes(16));
      request.set_thread_id(threads_[topic]);
      request.set_source("Listen.");
      call<v1::WritePostReply>(http, "plenum.v1.MemberService", "WritePost", request,
                               {{"Authorization", "Bearer " + token(member)}});
    }
  }
}

std::vector<std::string> Community::seat_companies(std::size_t companies, std::size_t seats, std::size_t topic) {
  cli::HttpClient http(cli::Address::of_socket((server_.data() / "operator.sock").string()), patience);
  std::vector<std::uint64_t> ids;
  for (std::size_t i = 0; i < companies; ++i) {
    v1::SetCompanyRequest company;
    company.set_name("Company " + std::to_string(i));
    ids.push_back(call<v1::SetCompanyReply>(http, "plenum.v1.AdminService", "SetCompany", company).company_id());
    v1::SetLicenceRequest request;
    auto& licence = *request.mutable_licence();
    licence.set_company_id(ids.back());
    licence.set_level(v1::LICENCE_OBSERVE);
    licence.add_topics()->set_topic_id(topics_[topic]);
    licence.set_seats(static_cast<std::uint32_t>(seats / companies + 1));
    licence.set_purpose("To measure");
    call<v1::SetLicenceReply>(http, "plenum.v1.AdminService", "SetLicence", request);
  }
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < seats; ++i) {
    v1::GiveSeatRequest request;
    request.set_company_id(ids[i % companies]);
    request.set_name("Seat " + std::to_string(i));
    tokens.push_back(call<v1::GiveSeatReply>(http, "plenum.v1.AdminService", "GiveSeat", request).token());
  }
  return tokens;
}

}  // namespace plenum::bench
