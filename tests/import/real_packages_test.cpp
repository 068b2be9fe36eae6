#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include "tests/import/collector.h"

// Real conversations with a count of everything that must come out of them. They lie beside the checkout, not in it.
namespace plenum::imports::testing {
namespace {

using nlohmann::json;

const std::filesystem::path community = std::filesystem::path(PLENUM_SOURCE_DIR) / "../shared/data/community";

class RealPackages : public ::testing::Test {
protected:
  void SetUp() override {
    std::ifstream in(community / "expected.json");
    if (!in) GTEST_SKIP() << "the community packages do not lie beside this checkout (" << community << ")";
    all_ = json::parse(in);
  }

  // Reads a package and compares what every package has.
  Counts read_package(Kind kind, const std::string& file) {
    expected_ = all_.at(file);
    const auto start = std::chrono::steady_clock::now();
    const Counts counts = read_well(kind, community / file, into_);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::cout << file << ": " << counts.posts << " posts in " << seconds.count() << " s\n";
    EXPECT_EQ(counts.topics, expected_.at("topics"));
    EXPECT_EQ(counts.threads, expected_.at("threads"));
    EXPECT_EQ(counts.posts, expected_.at("posts"));
    EXPECT_EQ(counts.authors, expected_.at("distinct_authors"));
    EXPECT_EQ(into_.topics.size(), counts.topics);
    EXPECT_EQ(into_.threads.size(), counts.threads);
    EXPECT_EQ(into_.posts.size(), counts.posts);
    EXPECT_EQ(digest(), expected_.at("digest").get<std::string>());
    return counts;
  }

  std::string digest() const {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> hash(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    EVP_DigestInit_ex(hash.get(), EVP_sha256(), nullptr);
    for (const Post& post : into_.posts) {
      const std::string line = into_.digest_line_of(post) + "\n";
      EVP_DigestUpdate(hash.get(), line.data(), line.size());
    }
    unsigned char bytes[32];
    EVP_DigestFinal_ex(hash.get(), bytes, nullptr);
    std::string hex;
    for (const unsigned char byte : bytes) {
      hex += "0123456789abcdef"[byte >> 4];
      hex += "0123456789abcdef"[byte & 15];
    }
    return hex;
  }

  std::uint64_t skips(const std::string& what_and_reason) const {
    const auto at = into_.skips.find(what_and_reason);
    return at == into_.skips.end() ? 0 : at->second;
  }

  json all_;
  json expected_;
  Collector into_;
};

TEST_F(RealPackages, ZulipIsExact) {
  read_package(Kind::zulip, "zulip-ncar-dev.tar.gz");
  EXPECT_TRUE(into_.skips.empty());
  std::int64_t first = INT64_MAX, last = 0;
  for (const Post& post : into_.posts) {
    first = std::min(first, post.written_at_ms);
    last = std::max(last, post.written_at_ms);
  }
  EXPECT_EQ(first, expected_.at("first").at(0).get<std::int64_t>() * 1000);
  EXPECT_EQ(last, expected_.at("last").at(0).get<std::int64_t>() * 1000);
}

TEST_F(RealPackages, SlackIsExact) {
  const Counts counts = read_package(Kind::slack, "slack-houstondatavis-dev.zip");
  EXPECT_EQ(counts.edited, expected_.at("edited"));
  EXPECT_EQ(counts.reactions + skips("reaction: its event is not a post"), expected_.at("reactions"));
  std::uint64_t with_reactions = 0, events = counts.posts;
  for (const Post& post : into_.posts) with_reactions += !post.reactions.empty();
  EXPECT_EQ(with_reactions, expected_.at("posts_with_reactions"));
  for (const auto& [subtype, count] : expected_.at("events_by_subtype").items()) {
    if (subtype == "None" || subtype == "file_share" || subtype == "file_comment") continue;
    EXPECT_EQ(skips("event: " + subtype), count) << subtype;
    events += skips("event: " + subtype);
  }
  EXPECT_EQ(events, expected_.at("events"));
}

TEST_F(RealPackages, WikitalkIsExact) {
  const Counts counts = read_package(Kind::wikitalk, "wikitalk-dev.tar.gz");
  std::uint64_t replies = 0, empty_sections = 0, repeated = 0;
  for (const auto& [name, page] : expected_.at("pages").items()) {
    replies += page.at("replies_to_a_comment").get<std::uint64_t>();
    empty_sections += page.at("sections_without_a_comment").get<std::uint64_t>();
    repeated += page.at("repeated_top_items").get<std::uint64_t>();
  }
  EXPECT_EQ(counts.replies, replies);
  EXPECT_EQ(skips("section: no comment"), empty_sections);
  EXPECT_EQ(skips("section: stands in its parent section too"), repeated);
}

TEST_F(RealPackages, IrcIsExact) {
  const Counts counts = read_package(Kind::irc, "irc-ubuntu-dev.tar.gz");
  std::uint64_t skipped = 0;
  for (const auto& [reason, count] : expected_.at("counts").items()) {
    if (!reason.starts_with("system: ") && reason != "other lines") continue;
    EXPECT_EQ(skips("line: " + reason), count) << reason;
    skipped += skips("line: " + reason);
  }
  EXPECT_EQ(counts.posts + skipped, expected_.at("counts").at("lines"));
  // Counted with a few lines of Python, apart from this code: posts with a parent that is a post, and the sum of the
  // distances in lines to the latest such parent.
  EXPECT_EQ(counts.replies, 50640U);
  std::uint64_t distances = 0;
  std::string thread;
  std::int64_t before = 0;
  for (const Post& post : into_.posts) {
    if (post.thread_origin != thread) before = 0;
    thread = post.thread_origin;
    EXPECT_GE(post.written_at_ms, before) << post.origin;
    before = post.written_at_ms;
    if (!post.reply_to_origin) continue;
    const std::string& parent = *post.reply_to_origin;
    distances += std::stoull(post.original_id) - std::stoull(parent.substr(parent.rfind(':') + 1));
  }
  EXPECT_EQ(distances, 432290U);
}

TEST_F(RealPackages, EveryTitleCanBeShown) {
  for (const auto& [kind, file] :
       {std::pair(Kind::zulip, "zulip-ncar-dev.tar.gz"), std::pair(Kind::wikitalk, "wikitalk-dev.tar.gz")}) {
    Collector into;
    read_well(kind, community / file, into);
    for (const Thread& thread : into.threads) {
      EXPECT_FALSE(thread.title.empty()) << thread.origin;
      EXPECT_EQ(thread.title.find_first_of("<\n\t"), std::string::npos) << thread.title;
    }
  }
}

}  // namespace
}  // namespace plenum::imports::testing
