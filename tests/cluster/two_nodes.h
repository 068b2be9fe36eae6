#pragma once

#include <cstdio>
#include <memory>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "clients/cli/line/failed.h"
#include "clients/cli/line/live_line.h"
#include "clients/cli/line/member_line.h"
#include "proto/admin.pb.h"
#include "tests/support/redis/redis_server.h"
#include "tests/support/server/running_server.h"

namespace plenum::test {

using testing::eventually;
using testing::RedisServer;

/// The key of the gallery that the nodes of this Redis share, as an operator copies it.
inline std::filesystem::path gallery_key_of(const RedisServer& redis) {
  return redis.folder().parent_path() / "gallery-key";
}

inline std::string settings_of(const RedisServer& redis, bool founds, const std::string& more = {}) {
  return "gallery_key = \"" + gallery_key_of(redis).string() + "\"\n[log]\nredis = \"" + redis.url() +
         "\"\nprefix = \"elsinore\"\nfounds = " + (founds ? "true" : "false") + "\n" + more;
}

/// What a program of ours says, on both its outputs.
inline std::string said_by(const std::string& program, const std::string& words) {
  const auto command = RunningServer::program(program).string() + " " + words + " 2>&1 </dev/null";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
  std::string said;
  for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get())) said += static_cast<char>(c);
  return said;
}

/// What `plenumctl verify` finds in a directory that no server holds.
inline nlohmann::json verify(const std::filesystem::path& data) {
  return nlohmann::json::parse(said_by("plenumctl", "--data " + data.string() + " verify --json"), nullptr, false);
}

/// Hamlet's server founds the community; Horatio's learns it. Each has a member of its own.
class TwoNodes : public ::testing::Test {
protected:
  /// `more`: lines of both servers' [log].
  explicit TwoNodes(std::string more = {}) : more_(std::move(more)) {}
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(hamlet_.start());
    ASSERT_NO_FATAL_FAILURE(horatio_.start());
    token_ = hamlet_.add_member("hamlet", v1::MEMBER);
    topic_ = std::stoull(hamlet_.open_topic("The reading room"));
    ASSERT_TRUE(eventually([this] { return tail_of(horatio_) == tail_of(hamlet_); }));
    v1::OpenThreadRequest request;
    request.set_topic_id(topic_);
    request.set_title("On being");
    request.set_source("Or not?");
    thread_ = line(hamlet_).command<v1::OpenThreadReply>("OpenThread", request).thread_id();
  }
  cli::MemberLine line(const RunningServer& server) { return {cli::Address::of_url(server.url()), token_}; }
  static v1::StatusReply status_of(RunningServer& server) {
    return server.operate<v1::StatusReply>("Status", v1::StatusRequest());
  }
  static std::uint64_t tail_of(RunningServer& server) { return status_of(server).tail(); }
  static bool takes_writes(RunningServer& server) { return status_of(server).takes_writes(); }
  v1::WritePostRequest post(const std::string& words) const {
    v1::WritePostRequest request;
    request.set_command_id(cli::new_command_id());
    request.set_thread_id(thread_);
    request.set_source(words);
    return request;
  }
  /// Empty: accepted.
  std::string write(const RunningServer& server, const v1::WritePostRequest& request) {
    try {
      line(server).call<v1::WritePostReply>("WritePost", request);
      return {};
    } catch (const cli::Failed& failed) {
      return std::string("refused: ") + failed.what();
    }
  }
  bool writes_in_the_end(const RunningServer& server, const v1::WritePostRequest& request) {
    return eventually([&] { return write(server, request).empty(); });
  }
  std::vector<std::string> words_on(const RunningServer& server) {
    v1::ReadThreadRequest request;
    request.set_thread_id(thread_);
    request.set_from_start(true);
    request.set_limit(100);
    std::vector<std::string> words;
    const auto reply = line(server).call<v1::ReadThreadReply>("ReadThread", request);
    for (const auto& one : reply.posts()) words.push_back(one.source());
    return words;
  }
  /// A company that listens in the topic, and its seat's token.
  std::string seat_a_company() {
    v1::SetGalleryRequest settings;
    settings.set_k(2);
    hamlet_.operate<v1::SetGalleryReply>("SetGallery", settings);
    v1::SetCharterRequest charter;
    charter.set_topic_id(topic_);
    charter.add_classes(v1::EMBARGO_NONE);
    hamlet_.operate<v1::SetCharterReply>("SetCharter", charter);
    v1::SetCompanyRequest company;
    company.set_name("Norway & Sons");
    const auto id = hamlet_.operate<v1::SetCompanyReply>("SetCompany", company).company_id();
    v1::SetLicenceRequest request;
    auto& licence = *request.mutable_licence();
    licence.set_company_id(id);
    licence.set_level(v1::LICENCE_OBSERVE);
    licence.add_topics()->set_topic_id(topic_);
    licence.set_seats(1);
    licence.set_purpose("To listen");
    hamlet_.operate<v1::SetLicenceReply>("SetLicence", request);
    v1::GiveSeatRequest seat;
    seat.set_company_id(id);
    seat.set_name("Fortinbras");
    return hamlet_.operate<v1::GiveSeatReply>("GiveSeat", seat).token();
  }
  void both_show(const std::vector<std::string>& words) {
    for (auto* server : {&hamlet_, &horatio_}) {
      EXPECT_TRUE(eventually([&] { return words_on(*server) == words; }))
          << ::testing::PrintToString(words_on(*server));
    }
  }
  void both_keep_the_same() {
    ASSERT_TRUE(eventually([this] { return tail_of(horatio_) == tail_of(hamlet_); }));
    EXPECT_EQ(hamlet_.stop(), 0);
    EXPECT_EQ(horatio_.stop(), 0);
    const auto one = verify(hamlet_.data());
    const auto other = verify(horatio_.data());
    ASSERT_TRUE(one.contains("state_digest")) << one;
    EXPECT_EQ(one["state_digest"], other["state_digest"]);
  }

  const std::string more_;
  RedisServer redis_;
  RunningServer hamlet_{settings_of(redis_, true, more_)};
  RunningServer horatio_{settings_of(redis_, false, more_)};
  std::string token_;
  std::uint64_t topic_ = 0;
  std::uint64_t thread_ = 0;
};

}  // namespace plenum::test
