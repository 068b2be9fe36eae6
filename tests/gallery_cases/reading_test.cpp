// Cases 1 to 8: whatever of another topic is asked for by its name is answered as what there never was.
#include "tests/gallery_cases/house.h"

namespace plenum::test {
namespace {

const std::string nobodys = "AAAAAAAAAAAAAAAAAAAAAA==";

class ReadingCases : public House {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(House::SetUp());
    here_ = std::make_unique<Observing>(sits(norway_));
    there_ = std::make_unique<Observing>(sits(england_));
    being_here_ = topic_of(*here_);
    flowers_there_ = topic_of(*there_, "On flowers");
    const auto feed = feed_of(*there_, "On flowers");
    flower_post_ = post_with(feed, "Crow-flowers and long purples.").value("id", "");
    flower_thread_ = thread_of(*there_, "Wreaths for Gertrude", "On flowers");
    ASSERT_FALSE(flower_post_.empty() || flower_thread_.empty()) << feed;
  }
  std::string reads(const std::string& topic, const std::string& thread, const std::string& after = {}) {
    Json wish = {{"topic", topic}, {"thread", thread}};
    if (!after.empty()) wish["after"] = after;
    return call(*here_, "ReadThread", wish.dump());
  }
  std::string gets(const std::string& path, const std::string& verb = "GET") {
    return whole(here_->raw(here_->request(path, "", {}, verb)));
  }
  static std::string subscription(const std::string& topic) {
    return R"({"request":7,"subscribe":{"topic":")" + topic + R"("}})";
  }

  std::unique_ptr<Observing> here_, there_;
  std::string being_here_, flowers_there_, flower_post_, flower_thread_;
};

TEST_F(ReadingCases, case_1_another_topic_s_thread_asked_for_on_the_line_is_absent) {
  Ear ear(*here_);
  const auto before = digest();
  const auto absent = ear.asks(subscription(nobodys));
  EXPECT_NE(absent.find("not_found"), std::string::npos) << absent;
  for (const auto& id : {flower_thread_, flowers_there_, flower_post_}) EXPECT_EQ(ear.asks(subscription(id)), absent);
  const auto reading = [](const std::string& thread) {
    return R"({"request":7,"readThread":{"topic":"x","thread":")" + thread + "\"}}";
  };
  EXPECT_EQ(ear.asks(reading(flower_thread_)), ear.asks(reading(nobodys)));
  EXPECT_EQ(before, digest());
}

TEST_F(ReadingCases, case_2_another_topic_s_thread_asked_for_over_http_is_absent) {
  const auto before = digest();
  const auto absent = reads(being_here_, nobodys);
  EXPECT_NE(absent.find("404"), std::string::npos) << absent;
  EXPECT_EQ(reads(flowers_there_, flower_thread_), absent);
  EXPECT_EQ(reads(flowers_there_, nobodys), absent);
  EXPECT_EQ(reads(nobodys, flower_thread_), absent);
  EXPECT_EQ(reads(flowers_, picked_.thread), absent) << "by the members' ids";
  EXPECT_EQ(before, digest());
}

TEST_F(ReadingCases, case_3_a_permalink_tells_nothing_and_leads_nowhere) {
  for (const auto* path : {"/topics/", "/threads/", "/posts/", "/v1/observer/", "/v1/gallery/"}) {
    const auto there = gets(path + flowers_ + "/" + picked_.thread + "/wreaths-for-gertrude");
    EXPECT_EQ(there, gets(path + std::string("1/2/nothing"))) << path;
    EXPECT_EQ(there.find("Location"), std::string::npos);
    EXPECT_EQ(there.find("Wreaths"), std::string::npos);
  }
}

TEST_F(ReadingCases, case_4_nor_does_a_short_link) {
  for (const auto* path : {"/t/", "/p/", "/s/", "/"}) {
    EXPECT_EQ(gets(path + picked_.thread), gets(path + std::string("1"))) << path;
    EXPECT_EQ(gets(path + picked_.post), gets(path + std::string("1"))) << path;
  }
}

TEST_F(ReadingCases, case_5_another_topic_s_post_among_one_s_own_leaves_no_hole) {
  const auto own = thread_of(*here_, "On resolve");
  ASSERT_FALSE(own.empty());
  EXPECT_EQ(reads(being_here_, own, flower_post_), reads(being_here_, own, nobodys));
  EXPECT_NE(reads(being_here_, own).find("nobler"), std::string::npos);
}

TEST_F(ReadingCases, case_6_a_feed_that_is_not_licensed_answers_as_a_random_id_and_nothing_follows) {
  Ear ear(*here_);
  EXPECT_EQ(ear.asks(subscription(flowers_there_)), ear.asks(subscription(nobodys)));
  for (int i = 0; i < 5; ++i) writes("ophelia", picked_.thread, "Pansies " + std::to_string(i));
  writes("ophelia", asked_.thread, "The end.");
  const auto next = ear.await_post([](const Json&) { return true; });
  ASSERT_FALSE(next.is_null());
  EXPECT_EQ(next["text"], "The end.") << "the first thing that is heard";
  EXPECT_EQ(ear.heard.find("Pansies"), std::string::npos);
}

TEST_F(ReadingCases, case_7_no_wildcard_prefix_or_other_form_of_a_topic_s_name_opens_it) {
  Ear ear(*here_);
  const auto line_absent = ear.asks(subscription(nobodys));
  const auto absent = call(*here_, "ReadFeed", Json({{"topic", nobodys}}).dump());
  const std::vector<std::string> forms = {"*",
                                          "",
                                          "AA==",
                                          "AAAAAAAAAAAAAAAAAAAAAAA=",
                                          flowers_,
                                          being_,
                                          "On flowers",
                                          "on%20flowers",
                                          "../" + flowers_,
                                          "\xC3\xA9",
                                          "e\xCC\x81",
                                          flowers_there_.substr(0, 8),
                                          flowers_there_ + flowers_there_,
                                          std::string("AAAA\0AAAA", 9)};
  for (const auto& form : forms) {
    const Json topic = {{"topic", form}};
    const auto answer = call(*here_, "ReadFeed", topic.dump());
    EXPECT_EQ(answer, absent) << form;
    const Json frame = {{"request", 7}, {"subscribe", topic}};
    const auto heard = ear.asks(frame.dump());
    // What is no base64 is no frame either, and its number is not read.
    if (heard.find("\"request\":7") != std::string::npos) EXPECT_EQ(heard, line_absent) << form;
    EXPECT_NE(heard.find("not_found"), std::string::npos) << form << ": " << heard;
  }
}

TEST_F(ReadingCases, case_8_a_thread_of_one_topic_with_the_id_of_another_is_absent) {
  const auto own = thread_of(*here_, "On resolve");
  const auto absent = reads(being_here_, nobodys);
  EXPECT_EQ(reads(being_here_, flower_thread_), absent);
  EXPECT_EQ(reads(flowers_there_, own), absent);
  // The company that may read both topics may not mix them either.
  const auto wish = [](const std::string& topic, const std::string& thread) {
    return Json({{"topic", topic}, {"thread", thread}}).dump();
  };
  EXPECT_EQ(call(*there_, "ReadThread", wish(topic_of(*there_), flower_thread_)),
            call(*there_, "ReadThread", wish(topic_of(*there_), nobodys)));
}

}  // namespace
}  // namespace plenum::test
