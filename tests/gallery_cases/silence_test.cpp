// Cases 31 to 34: an observer can do nothing, and nobody notices one.
#include <google/protobuf/descriptor.h>

#include "proto/member.pb.h"
#include "proto/moderator.pb.h"
#include "proto/wire.pb.h"
#include "tests/gallery_cases/house.h"

namespace plenum::test {
namespace {

class SilenceCases : public House {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(House::SetUp());
    here_ = std::make_unique<Observing>(sits(norway_));
  }
  static std::vector<std::string> methods_of(const google::protobuf::FileDescriptor* file, const char* service) {
    std::vector<std::string> names;
    const auto* found = file->FindServiceByName(service);
    EXPECT_NE(found, nullptr) << service;
    for (int i = 0; found != nullptr && i < found->method_count(); ++i) names.push_back(found->method(i)->name());
    return names;
  }
  std::string at(const std::string& path, const std::string& token, const std::string& body) const {
    Observing asker(here_->port(), token);
    return whole(asker.raw(asker.request(path, body)));
  }
  std::unique_ptr<Observing> here_;
};

TEST_F(SilenceCases, case_31_every_wish_of_the_members_is_refused_before_anything_is_touched) {
  const Json wish = {{"commandId", "AAECAwQFBgcICQoLDA0ODw=="},
                     {"threadId", asked_.thread},
                     {"postId", asked_.post},
                     {"topicId", being_},
                     {"source", "Alas."},
                     {"emoji", "👍"}};
  // As many wishes as the pace of one seat allows, then the next.
  std::vector<std::string> seats;
  for (int i = 0; i < 10; ++i) seats.push_back(give_seat(norway_).token);
  const auto before = digest();
  std::size_t wishes = 0;
  for (const auto& [service, methods] :
       {std::pair{"MemberService", methods_of(v1::Member::descriptor()->file(), "MemberService")},
        std::pair{"ModeratorService", methods_of(v1::LockThreadRequest::descriptor()->file(), "ModeratorService")}}) {
    const auto absent = at("/v1/observer/plenum.v1.ObserverService/Nothing", here_->token(), "{}");
    const auto nobodys = at(std::string("/plenum.v1.") + service + "/WhoAmI", "plm_o_unknown", "{}");
    for (const auto& method : methods) {
      const auto& token = seats.at(wishes++ / 20);
      EXPECT_EQ(at(std::string("/v1/observer/plenum.v1.") + service + "/" + method, token, wish.dump()), absent)
          << method;
      EXPECT_EQ(at("/v1/observer/plenum.v1.ObserverService/" + method, token, wish.dump()), absent) << method;
      EXPECT_EQ(at(std::string("/plenum.v1.") + service + "/" + method, token, "{}"),
                at(std::string("/plenum.v1.") + service + "/" + method, "plm_o_unknown", "{}"))
          << method;
    }
    EXPECT_FALSE(nobodys.empty());
  }
  EXPECT_GT(wishes, 60u);
  // And on the line.
  const auto* calls = v1::ClientFrame::descriptor()->FindOneofByName("call");
  ASSERT_NE(calls, nullptr);
  for (int i = 0; i < calls->field_count(); ++i) {
    const auto name = calls->field(i)->json_name();
    if (name == "hello" || name == "subscribe" || name == "unsubscribe") continue;
    Listener line(*here_);
    const auto answer = line.call(name, Json::object());
    EXPECT_EQ(answer["refused"].value("code", ""), "not_found") << name << ": " << answer;
  }
  EXPECT_EQ(before, digest());
}

TEST_F(SilenceCases, case_32_nobody_is_told_of_an_observer) {
  Line member(seat("hamlet"));
  member.call("subscribe", {{"topicId", being_}});
  const auto state = digest();
  const auto before = seat("hamlet").call("ReadThread", {{"threadId", asked_.thread}}).dump() +
                      seat("hamlet").call("ListThreads", {{"topicId", being_}}).dump();
  {
    Ear ear(*here_);
    everything(*here_);
    writes("ophelia", asked_.thread, "Who's there?");
    EXPECT_FALSE(ear.await_text("Who's there?").is_null());
  }
  std::size_t told = 0;
  for (const auto& update : member.take_updates()) {
    ++told;
    EXPECT_NE(update.dump().find("Who's there?"), std::string::npos) << update;
  }
  EXPECT_EQ(told, 1u) << "of the post, and of nothing else";
  EXPECT_EQ(server_.errors().find("Fortinbras"), std::string::npos) << "no seat's name in what the server says";
  EXPECT_EQ(server_.errors().find(here_->token()), std::string::npos);
  EXPECT_NE(digest().digest, state.digest) << "the post";
  EXPECT_FALSE(before.empty());
}

TEST_F(SilenceCases, case_33_unknown_fields_members_messages_and_higher_values_are_refused_and_counted) {
  const auto topic = topic_of(*here_);
  const auto absent = call(*here_, "ReadFeed", R"({"topic":"AAAAAAAAAAAAAAAAAAAAAA=="})");
  EXPECT_EQ(call(*here_, "ReadFeed", R"({"topic":")" + topic + R"(","author":"1"})"), absent);
  EXPECT_EQ(call(*here_, "ReadFeed", R"({"topic":")" + topic + R"(","limit":-1})"), absent);
  EXPECT_EQ(call(*here_, "ReadFeed", R"({"topic":")" + topic + R"(","limit":"many"})"), absent);
  v1::WritePostRequest post;
  post.set_command_id(std::string(16, 'c'));
  post.set_source("Alas.");
  EXPECT_EQ(call(*here_, "ReadFeed", post.SerializeAsString(), "Content-Type: application/proto\r\n"), absent);
  Listener line(*here_);
  for (int i = 0; i < 30; ++i) line.socket().send_text(R"({"request":7,"hello":{"author":"1"}})");
  EXPECT_EQ(line.await_close(), v1::CLOSE_PROTOCOL);
}

TEST_F(SilenceCases, case_34_a_token_at_the_other_door_is_answered_as_any_unknown_word) {
  const auto gallery = std::string("/v1/observer/plenum.v1.ObserverService/ListTopics");
  const auto members = std::string("/plenum.v1.MemberService/WhoAmI");
  EXPECT_EQ(at(gallery, tokens_["hamlet"], "{}"), at(gallery, "plm_o_unknown", "{}"));
  EXPECT_EQ(at(gallery, tokens_["hamlet"], "{}"), at(gallery, "", "{}"));
  EXPECT_EQ(at(members, here_->token(), "{}"), at(members, "plm_t_unknown", "{}"));
  const auto upgrade = [&](const std::string& path, const std::string& token) {
    RawWebSocket socket(here_->port());
    socket.open(path, "Sec-WebSocket-Protocol: plenum.v1.json\r\nAuthorization: Bearer " + token + "\r\n");
    return whole(socket.answer);
  };
  EXPECT_EQ(upgrade("/v1/gallery", tokens_["hamlet"]), upgrade("/v1/gallery", "plm_o_unknown"));
  EXPECT_EQ(upgrade("/v1/live", here_->token()), upgrade("/v1/live", "plm_t_unknown"));
}

}  // namespace
}  // namespace plenum::test
