// The same refusal in the same time? What is forbidden exists, and was once this company's own to read; what is absent
// never was. Asked by turns, on loopback. Printed, never judged: other programs run on this machine.
#include <algorithm>
#include <chrono>
#include <cstdio>

#include "tests/gallery_cases/house.h"
#include "tests/support/storage/seed.h"

namespace plenum::test {
namespace {

constexpr std::size_t pairs = 2'000;
constexpr std::size_t calls_of_a_seat = 80;  // below its pace

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double difference(const std::vector<double>& a, const std::vector<double>& b) {
  return median(a) - median(b);
}

/// How often chance alone parts the medians as far: each pair's two times change places or do not.
double permutation_p(std::vector<double> a, std::vector<double> b) {
  constexpr int rounds = 1'000;
  const auto seen = std::abs(difference(a, b));
  testing::Random random(1);
  int as_far = 0;
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (random.one_in(2)) std::swap(a[i], b[i]);
    }
    as_far += std::abs(difference(a, b)) >= seen;
  }
  return static_cast<double>(as_far + 1) / (rounds + 1);
}

class Timing : public House {
protected:
  /// One answer and how long it took, on a connection that stands.
  std::pair<std::string, double> timed(const std::string& request) {
    if (calls_++ % calls_of_a_seat == 0) {
      token_ = give_seat(norway_).token;
      socket_ = RawSocket::tcp(seat("").port());
    }
    auto text = request;
    text.replace(text.find("TOKEN"), 5, token_);
    const auto start = std::chrono::steady_clock::now();
    const auto answer = ask(socket_, text);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
    return {whole(answer), took.count()};
  }

  void compare(const char* what, const std::string& method, const Json& forbidden, const Json& absent) {
    const Observing asker(seat("").port(), "TOKEN");
    const auto path = "/v1/observer/plenum.v1.ObserverService/" + method;
    const auto there = asker.request(path, forbidden.dump());
    const auto nowhere = asker.request(path, absent.dump());
    std::vector<double> forbidden_us, absent_us;
    for (std::size_t i = 0; i < pairs; ++i) {
      std::string one, other;
      double us = 0;
      for (const bool first : {i % 2 == 0, i % 2 != 0}) {
        std::tie(first ? one : other, us) = timed(first ? there : nowhere);
        (first ? forbidden_us : absent_us).push_back(us);
      }
      ASSERT_EQ(one, other) << what;
      ASSERT_NE(one.find(" 404 "), std::string::npos) << one;
    }
    std::printf(
        "%s: %zu pairs, median %.1f us forbidden, %.1f us absent, difference of the medians %+.2f us, p = %.3f\n", what,
        pairs, median(forbidden_us), median(absent_us), difference(forbidden_us, absent_us),
        permutation_p(forbidden_us, absent_us));
  }

  std::size_t calls_ = 0;
  std::string token_;
  RawSocket socket_;
};

TEST_F(Timing, of_what_is_forbidden_and_of_what_is_absent_is_told) {
  end_licence(licence_);
  licence_ = licence(norway_, {being_}, 0, 150);
  const auto once = licence(norway_, {flowers_});
  auto here = sits(norway_);
  writes("hamlet", picked_.thread, "Heard by Norway too.");
  const auto flowers = topic_of(here, "On flowers");
  const auto post = post_with(feed_of(here, "On flowers"), "Heard by Norway too.");
  ASSERT_FALSE(post.is_null());
  end_licence(once);
  const std::string nobodys = "AAAAAAAAAAAAAAAAAAAAAA==";
  compare("a feed", "ReadFeed", {{"topic", flowers}}, {{"topic", nobodys}});
  compare("a thread", "ReadThread", {{"topic", topic_of(here)}, {"thread", post["thread"]}},
          {{"topic", topic_of(here)}, {"thread", nobodys}});
}

}  // namespace
}  // namespace plenum::test
