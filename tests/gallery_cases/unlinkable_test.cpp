// The same author under two companies, in two topics, in two epochs: what stands for them has nothing in common, in no
// beginning, no order and no length. The same of posts and threads under two companies. Drawn from one number, so that
// each run is the same.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "tests/gallery_door/room.h"

namespace plenum::test {
namespace {

constexpr std::size_t authors_count = 200;
/// What one reader calls each author, post or thread, in an order that all readers share.
using Called = std::vector<std::string>;

std::vector<double> ranks(const Called& called) {
  std::vector<std::size_t> order(called.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return called[a] < called[b]; });
  std::vector<double> rank(called.size());
  for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = static_cast<double>(i);
  return rank;
}

// Spearman's.
double correlation(const Called& a, const Called& b) {
  const auto one = ranks(a);
  const auto other = ranks(b);
  double sum = 0;
  for (std::size_t i = 0; i < one.size(); ++i) sum += (one[i] - other[i]) * (one[i] - other[i]);
  const auto n = static_cast<double>(one.size());
  return 1 - 6 * sum / (n * (n * n - 1));
}

std::size_t common_beginning(const std::string& a, const std::string& b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

class Unlinkable : public ::testing::Test {
protected:
  void SetUp() override {
    room_.clock.draw_from(5);
    for (std::size_t i = 0; i < authors_count; ++i) members_.push_back(room_.member("name" + std::to_string(i)));
    topics_ = {room_.topic("On being"), room_.topic("On flowers")};
    for (const auto topic : topics_) room_.charter(topic, {v1::EMBARGO_NONE});
    for (const auto* name : {"Norway", "England"}) {
      const auto company = room_.company(name);
      room_.licence(company, topics_);
      for (int i = 0; i < 2; ++i)
        seats_.push_back(std::make_unique<Observing>(room_, room_.token(room_.seat(company))));
    }
    for (std::size_t epoch = 0; epoch < 2; ++epoch) {
      for (std::size_t topic = 0; topic < topics_.size(); ++topic) {
        if (epoch == 1)
          room_.happens(
              [&](Proposal& p) { p.event().mutable_pseudonym_epoch_begun()->set_topic(topics_[topic].value); });
        for (std::size_t i = 0; i < authors_count; ++i) room_.thread(members_[i], topics_[topic], "T", text(epoch, i));
      }
    }
  }
  static std::string text(std::size_t epoch, std::size_t author) {
    return "Said by the author " + std::to_string(author) + " in " + std::to_string(epoch);
  }

  struct Read {
    std::array<Called, 2> names;  // by epoch
    Called posts, threads;
  };
  Read read(Observing& seat, const std::string& title) {
    Json topic;
    const auto list = seat.call("ListTopics");
    for (const auto& one : list["topics"])
      if (one["title"] == title) topic = one["id"];
    Read read;
    std::map<std::string, Json> by_text;
    Json wish = {{"topic", topic}, {"limit", 200}};
    for (bool more = true; more;) {
      const auto page = seat.call("ReadFeed", wish);
      EXPECT_TRUE(page.contains("updates")) << page;
      for (const auto& update : page.value("updates", Json::array())) by_text[update["post"]["text"]] = update["post"];
      wish["since"] = page["position"];
      more = page.value("more", false);
    }
    for (std::size_t epoch = 0; epoch < 2; ++epoch) {
      for (std::size_t i = 0; i < authors_count; ++i) {
        const auto& post = by_text[text(epoch, i)];
        read.names[epoch].push_back(post.value("pseudonym", ""));
        read.posts.push_back(post.value("id", ""));
        read.threads.push_back(post.value("thread", ""));
      }
    }
    return read;
  }

  Room room_;
  std::vector<MemberId> members_;
  std::vector<TopicId> topics_;
  std::vector<std::unique_ptr<Observing>> seats_;
};

// Four characters of a pseudonym are twelve bits, of an id (base64) twenty-four.
void expect_nothing_in_common(const std::vector<Called>& contexts, double chance_of_four, const char* what) {
  std::size_t pairs = 0, four_alike = 0;
  double strongest = 0;
  for (std::size_t a = 0; a < contexts.size(); ++a) {
    for (std::size_t b = a + 1; b < contexts.size(); ++b) {
      for (std::size_t i = 0; i < contexts[a].size(); ++i) {
        ++pairs;
        const auto common = common_beginning(contexts[a][i], contexts[b][i]);
        four_alike += common >= 4;
        EXPECT_LT(common, 8u) << contexts[a][i] << " and " << contexts[b][i];
        EXPECT_EQ(contexts[a][i].size(), contexts[b][i].size());
      }
      strongest = std::max(strongest, std::abs(correlation(contexts[a], contexts[b])));
    }
  }
  const auto expected = chance_of_four * static_cast<double>(pairs);
  std::printf(
      "%s: %zu pairs of one, %zu begin with the same four characters (%.1f by chance), strongest correlation of "
      "their order %.3f\n",
      what, pairs, four_alike, expected, strongest);
  EXPECT_LE(static_cast<double>(four_alike), expected + 5 * std::sqrt(expected) + 3);
  EXPECT_LT(strongest, 5 / std::sqrt(static_cast<double>(contexts.front().size() - 1)));
}

TEST_F(Unlinkable, is_one_author_under_two_companies_topics_and_epochs) {
  std::vector<Called> contexts;
  for (const auto* title : {"On being", "On flowers"}) {
    const auto norway = read(*seats_[0], title);
    const auto colleague = read(*seats_[1], title);
    const auto england = read(*seats_[2], title);
    EXPECT_EQ(norway.names, colleague.names) << "of one company both seats know an author by one name";
    for (const auto& one : {norway, england}) contexts.insert(contexts.end(), one.names.begin(), one.names.end());
    expect_nothing_in_common({norway.posts, england.posts}, std::pow(2, -24), "ids of posts");
    expect_nothing_in_common({norway.threads, england.threads}, std::pow(2, -24), "ids of threads");
  }
  // Nor with what members are known by: their ids, in the order in which they came.
  Called ids;
  for (const auto member : members_) ids.push_back(std::to_string(member.value).substr(0, 17));
  expect_nothing_in_common(contexts, std::pow(2, -12), "pseudonyms");
  for (const auto& names : contexts) EXPECT_LT(std::abs(correlation(names, ids)), 0.36);
}

// A statistic that sees nothing proves nothing.
TEST_F(Unlinkable, and_what_is_linked_would_be_seen) {
  const auto norway = read(*seats_[0], "On being");
  EXPECT_GT(correlation(norway.names[0], norway.names[0]), 0.99);
  auto shifted = norway.names[0];
  for (auto& name : shifted) name.back() = 'x';
  EXPECT_GT(correlation(norway.names[0], shifted), 0.9);
}

}  // namespace
}  // namespace plenum::test
