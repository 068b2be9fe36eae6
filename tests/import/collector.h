#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "clients/cli/import/digest.h"
#include "clients/cli/import/import.h"
#include "clients/cli/import/readers.h"

namespace plenum::imports::testing {

// Keeps what a reader yields, and fails the test where the order of the records is not the one that Sink promises.
class Collector : public Sink {
public:
  bool topic(Topic t) override {
    ++calls;
    EXPECT_TRUE(topics_by_origin.emplace(t.origin, t).second) << t.origin;
    topics.push_back(std::move(t));
    return true;
  }
  bool author(Author a) override {
    ++calls;
    EXPECT_TRUE(authors_by_origin.emplace(a.origin, a).second) << a.origin;
    authors.push_back(std::move(a));
    return true;
  }
  bool thread(Thread t) override {
    ++calls;
    EXPECT_TRUE(topics_by_origin.contains(t.topic_origin)) << t.origin;
    EXPECT_TRUE(threads_by_origin.emplace(t.origin, t).second) << t.origin;
    threads.push_back(std::move(t));
    return true;
  }
  bool post(Post p) override {
    ++calls;
    EXPECT_TRUE(threads_by_origin.contains(p.thread_origin)) << p.origin;
    EXPECT_TRUE(authors_by_origin.contains(p.author_origin)) << p.origin;
    for (const Reaction& reaction : p.reactions) {
      for (const std::string& by : reaction.author_origins) EXPECT_TRUE(authors_by_origin.contains(by)) << by;
    }
    if (p.reply_to_origin) EXPECT_TRUE(post_origins.contains(*p.reply_to_origin)) << p.origin;
    EXPECT_TRUE(post_origins.insert(p.origin).second) << p.origin;
    posts.push_back(std::move(p));
    return true;
  }
  bool skipped(const Skipped& s) override {
    ++calls;
    ++skips[s.what + ": " + s.reason];
    return true;
  }

  std::string digest_line_of(const Post& p) const {
    const Thread& thread = threads_by_origin.at(p.thread_origin);
    const Topic& topic = topics_by_origin.at(thread.topic_origin);
    return digest_line({topic.digest_name, thread.digest_name, p.original_id, p.id_is_number, p.original_author,
                        p.original_time, p.time_is_number, p.body});
  }

  std::vector<Topic> topics;
  std::vector<Author> authors;
  std::vector<Thread> threads;
  std::vector<Post> posts;
  std::map<std::string, Topic> topics_by_origin;
  std::map<std::string, Author> authors_by_origin;
  std::map<std::string, Thread> threads_by_origin;
  std::set<std::string> post_origins;
  std::map<std::string, std::uint64_t> skips;
  std::size_t calls = 0;
};

// Reads and expects it to be right.
inline Counts read_well(Kind kind, const std::filesystem::path& path, Collector& into) {
  const Result result = read(kind, path, into);
  if (const auto* refusal = std::get_if<Refusal>(&result)) {
    ADD_FAILURE() << refusal->sentence;
    return {};
  }
  return std::get<Counts>(result);
}

// Reads, expects a refusal before any record, and gives its sentence.
inline std::string refusal_of(Kind kind, const std::filesystem::path& path, const Bounds& bounds = {}) {
  Collector into;
  const Result result = read(kind, path, into, {}, bounds);
  EXPECT_EQ(into.calls, 0U) << "a refused archive must change nothing";
  const auto* refusal = std::get_if<Refusal>(&result);
  EXPECT_TRUE(refusal) << "it was not refused";
  return refusal ? refusal->sentence : "";
}

}  // namespace plenum::imports::testing
