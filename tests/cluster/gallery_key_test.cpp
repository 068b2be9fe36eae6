// Two nodes with two keys would call one author by two names: the log knows which key is its community's.
#include <chrono>
#include <fstream>
#include <thread>

#include "proto/observer.pb.h"
#include "tests/cluster/two_nodes.h"

namespace plenum::test {
namespace {

class GalleryKeyOfNodes : public TwoNodes {
protected:
  std::filesystem::path beside(const char* name) const { return redis_.folder().parent_path() / name; }

  /// What Horatio's program says when it is started with this key and ends; a program that does not end is cut off.
  std::string said_with(const std::filesystem::path& key) {
    if (horatio_.is_running()) EXPECT_EQ(horatio_.stop(), 0);
    const auto config = beside("other.toml");
    std::ofstream(config) << "gallery_key = \"" << key.string() << "\"\n[log]\nredis = \"" << redis_.url()
                          << "\"\nprefix = \"elsinore\"\n";
    const auto words = RunningServer::program("plenumd").string() + " --data " + horatio_.data().string() +
                       " --config " + config.string() + " --listen 127.0.0.1:0";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(("timeout 60 " + words + " 2>&1").c_str(), "r"), ::pclose);
    std::string said;
    for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get())) said += static_cast<char>(c);
    return said;
  }

  template <class Reply, class Request>
  static Reply observe(const RunningServer& server, const std::string& token, const std::string& method,
                       const Request& request) {
    Reply reply;
    cli::HttpClient http(cli::Address::of_url(server.url()), std::chrono::seconds(60));
    const std::string body = request.SerializeAsString();
    const auto answer = http.post("/v1/observer/plenum.v1.ObserverService/" + method,
                                  {{"Authorization", "Bearer " + token}, {"Content-Type", "application/proto"}}, body);
    reply.ParseFromString(answer.body);
    return reply;
  }
};

TEST_F(GalleryKeyOfNodes, one_with_another_key_does_not_start_and_says_why) {
  const auto other = beside("other-key");
  std::filesystem::copy_file(gallery_key_of(redis_), other);
  {
    std::fstream file(other);
    std::string text((std::istreambuf_iterator<char>(file)), {});
    const auto digit = text.find_last_of("0123456789abcdef");
    ASSERT_NE(digit, std::string::npos);
    text[digit] = text[digit] == '0' ? '1' : '0';
    file.seekp(0);
    file << text;
  }
  const auto said = said_with(other);
  EXPECT_NE(said.find("another key of the gallery"), std::string::npos) << said;
  ASSERT_NO_FATAL_FAILURE(horatio_.start());
  EXPECT_TRUE(writes_in_the_end(horatio_, post("With the right key again.")));
}

TEST_F(GalleryKeyOfNodes, one_without_a_key_does_not_start_and_makes_none) {
  const auto nowhere = beside("no-key");
  const auto said = said_with(nowhere);
  EXPECT_NE(said.find("share a key of the gallery that this one lacks"), std::string::npos) << said;
  EXPECT_FALSE(std::filesystem::exists(nowhere));
}

TEST_F(GalleryKeyOfNodes, after_redis_lost_all_it_is_laid_down_again) {
  EXPECT_FALSE(redis_.command({"HGET", "elsinore:meta", "gallery"}).empty());
  redis_.command({"FLUSHALL"});
  EXPECT_TRUE(writes_in_the_end(hamlet_, post("After the flood.")));
  redis_.kill();
  redis_.start();
  EXPECT_TRUE(writes_in_the_end(hamlet_, post("And the fire.")));
  EXPECT_TRUE(eventually([this] { return redis_.command({"HGET", "elsinore:meta", "gallery"}).size() >= 16; }));
}

TEST_F(GalleryKeyOfNodes, with_one_key_both_call_an_author_by_one_name) {
  const auto token = seat_a_company();
  // What is written in the licence's own millisecond is not theirs: the clock has to go on.
  const auto now = [] { return std::chrono::system_clock::now(); };
  for (const auto begun = now(); now() < begun + std::chrono::milliseconds(2);) std::this_thread::yield();
  EXPECT_EQ(write(hamlet_, post("Words of mine.")), "");
  token_ = hamlet_.add_member("ophelia", v1::MEMBER);
  EXPECT_TRUE(writes_in_the_end(horatio_, post("And of mine.")));
  ASSERT_TRUE(eventually([this] { return tail_of(horatio_) == tail_of(hamlet_); }));
  std::vector<std::string> feeds;
  for (auto* server : {&hamlet_, &horatio_}) {
    const auto topics =
        observe<v1::ListObservedTopicsReply>(*server, token, "ListTopics", v1::ListObservedTopicsRequest());
    ASSERT_EQ(topics.topics_size(), 1);
    v1::ReadFeedRequest request;
    request.set_topic(topics.topics(0).id());
    const auto feed = observe<v1::ReadFeedReply>(*server, token, "ReadFeed", request);
    ASSERT_EQ(feed.updates_size(), 2);
    EXPECT_NE(feed.updates(0).post().pseudonym(), feed.updates(1).post().pseudonym());
    feeds.push_back(feed.SerializeAsString());
  }
  EXPECT_EQ(feeds[0], feeds[1]);
}

}  // namespace
}  // namespace plenum::test
