// The call itself, against a real receiver.
#include "server/hooks/post_https.h"

#include <thread>

#include <gtest/gtest.h>

#include "tests/hooks/receiver.h"

namespace plenum::test {
namespace {

class Posting : public ::testing::Test {
protected:
  std::string post(const std::string& url, bool opened = true, bool trusted = true) {
    HttpsReach reach;
    if (opened) reach.opened.add("127.0.0.0/8");
    if (trusted) reach.ca_file = receiver_.ca_file();
    return post_https({url, "{\"a\":1}", {"Plenum-Signature: t=1,v1=00"}}, reach, stop_);
  }

  std::atomic<bool> stop_{false};
  Receiver receiver_;
};

TEST_F(Posting, what_is_posted_arrives_as_it_was) {
  EXPECT_EQ(post(receiver_.url("/hook")), "");
  const auto lines = receiver_.await_lines(1);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_NE(lines[0].find("\"path\": \"/hook\""), std::string::npos) << lines[0];
  EXPECT_NE(lines[0].find("\"plenum-signature\": \"t=1,v1=00\""), std::string::npos) << lines[0];
  EXPECT_NE(lines[0].find("\"content-type\": \"application/json\""), std::string::npos) << lines[0];
  EXPECT_NE(lines[0].find(R"({\"a\":1})"), std::string::npos) << lines[0];
}

TEST_F(Posting, a_name_that_leads_where_nobody_may_be_called_is_not_called) {
  const auto port = receiver_.url().substr(std::string("https://127.0.0.1").size());
  for (const auto* host : {"127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]",
                           "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "169.254.169.254", "10.0.0.1", "0.0.0.0"})
    EXPECT_EQ(post("https://" + std::string(host) + port, false), "Its name leads to no address that may be called.")
        << host;
  EXPECT_TRUE(receiver_.lines().empty());
}

TEST_F(Posting, nothing_but_https_is_spoken) {
  for (const auto* url : {"http://127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/", "",
                          "127.0.0.1", "https://user:word@127.0.0.1/", "https://", "not an address"})
    EXPECT_NE(fault_of_hook(url), "") << url;
  EXPECT_EQ(fault_of_hook("https://norway.example:8443/hook?x=1"), "");
  EXPECT_NE(fault_of_hook("https://nörway.example/"), "") << "it would be looked up by another name than called";
}

TEST_F(Posting, a_redirect_is_not_followed) {
  EXPECT_EQ(post(receiver_.url("/redirect")), "It answered 302.");
  EXPECT_EQ(receiver_.lines().size(), 1u);
}

TEST_F(Posting, an_answer_without_end_is_not_read_to_its_end) {
  EXPECT_EQ(post(receiver_.url("/endless")), "It answered with more than anybody wants to read.");
}

TEST_F(Posting, a_failure_is_told) {
  EXPECT_EQ(post(receiver_.url("/broken")), "It answered 500.");
  EXPECT_EQ(post("https://127.0.0.1:1/"), "It cannot be reached.");
}

TEST_F(Posting, a_certificate_that_nobody_vouches_for_is_refused) {
  EXPECT_EQ(post(receiver_.url(), true, false), "Its certificate is not trusted.");
  EXPECT_TRUE(receiver_.lines().empty());
}

TEST_F(Posting, whoever_says_nothing_is_left_when_the_house_closes) {
  std::thread closing([this] {
    receiver_.await_lines(1);
    stop_ = true;
  });
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_NE(post(receiver_.url("/silent")), "");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::milliseconds(post_patience_ms + 5'000));
  closing.join();
}

}  // namespace
}  // namespace plenum::test
