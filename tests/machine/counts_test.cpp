#include <map>
#include <set>

#include <gtest/gtest.h>

#include "storage/rocks/keys.h"
#include "tests/support/storage/history.h"

// What is counted as it happens is what one finds by counting again.
namespace plenum {
namespace {

using testing::History;

struct Recount {
  std::uint64_t topics = 0, threads = 0, posts = 0, members = 0, admins = 0;
  std::set<std::uint64_t> authors;
  std::map<std::uint64_t, std::uint64_t> posts_of_member, posts_of_topic, posts_of_thread, threads_of_topic;
  std::map<std::pair<std::uint64_t, std::string>, std::set<std::uint64_t>> reactions;
  std::map<std::uint64_t, std::uint64_t> revisions;
  std::size_t places = 0, activities = 0;
};

template <class K>
key::Record<K> parse(const std::string& bytes) {
  key::Record<K> record;
  EXPECT_TRUE(record.ParseFromString(bytes));
  return record;
}

void count(Recount& n, const key::Any& any, const std::string& bytes) {
  if (std::holds_alternative<key::Topic>(any)) ++n.topics;
  if (std::holds_alternative<key::ThreadPost>(any)) ++n.places;
  if (std::holds_alternative<key::Activity>(any)) ++n.activities;
  if (std::holds_alternative<key::Thread>(any)) {
    const auto thread = parse<key::Thread>(bytes);
    if (thread.held() || thread.moved_to() != 0) return;  // in no list: not seen yet, or part of another
    ++n.threads;
    ++n.threads_of_topic[thread.topic()];
  }
  if (std::holds_alternative<key::Member>(any)) {
    ++n.members;
    n.admins += parse<key::Member>(bytes).role() == v1::ADMIN ? 1 : 0;
  }
  if (std::holds_alternative<key::Post>(any)) {
    const auto post = parse<key::Post>(bytes);
    if (post.held() != v1::HOLD_CAUSE_UNSPECIFIED) return;  // waits, or was rejected: counted nowhere
    ++n.posts;
    n.authors.insert(post.author());
    ++n.posts_of_member[post.author()];
    ++n.posts_of_topic[post.topic()];
    ++n.posts_of_thread[post.thread()];
  }
  if (const auto* r = std::get_if<key::Reaction>(&any)) n.reactions[{r->post.value, r->emoji}].insert(r->member.value);
  if (const auto* r = std::get_if<key::Revision>(&any)) ++n.revisions[r->post.value];
}

Recount recount(Pending& state) {
  Recount n;
  for (const auto& [key, bytes] : state.entries()) count(n, *decode_key(key), *bytes);
  return n;
}

void expect_post_counts(Pending& state, PostId id, const log::PostRecord& post, const Recount& n) {
  std::size_t emoji = 0;
  for (const auto& [key, members] : n.reactions) emoji += key.first == id.value ? 1 : 0;
  EXPECT_EQ(static_cast<std::size_t>(post.reactions_size()), emoji);
  for (const auto& shown : post.reactions()) {
    const auto found = n.reactions.find({id.value, shown.emoji()});
    ASSERT_NE(found, n.reactions.end());
    EXPECT_EQ(shown.count(), found->second.size());
    for (const auto member : shown.first()) EXPECT_TRUE(found->second.contains(member));
  }
  const auto revisions = n.revisions.find(id.value);
  EXPECT_EQ(revisions == n.revisions.end() ? 0 : revisions->second, post.erased() ? 0 : post.edits());
  EXPECT_EQ(post.place() == 0, post.held() != v1::HOLD_CAUSE_UNSPECIFIED);
  if (post.place() == 0) return;
  EXPECT_EQ(state.get(key::ThreadPost{ThreadId{post.thread()}, post.place()})->id(), id.value);
}

void expect_counts(Pending& state) {
  const auto n = recount(state);
  const auto community = *state.get(key::Community{});
  EXPECT_EQ(community.topics(), n.topics);
  EXPECT_EQ(community.threads(), n.threads);
  EXPECT_EQ(community.posts(), n.posts);
  EXPECT_EQ(community.members(), n.members);
  EXPECT_EQ(community.authors(), n.authors.size());
  EXPECT_EQ(community.admins(), n.admins);
  EXPECT_GE(community.admins(), 1u) << "somebody keeps the keys";
  EXPECT_EQ(n.places, n.posts);
  EXPECT_EQ(n.activities, n.threads);
  const auto at = [](const auto& map, std::uint64_t id) { return map.contains(id) ? map.at(id) : 0; };
  for (const auto& [key, bytes] : state.entries()) {
    const auto any = *decode_key(key);
    if (const auto* k = std::get_if<key::Topic>(&any)) {
      EXPECT_EQ(parse<key::Topic>(*bytes).posts(), at(n.posts_of_topic, k->topic.value));
      EXPECT_EQ(parse<key::Topic>(*bytes).threads(), at(n.threads_of_topic, k->topic.value));
    } else if (const auto* t = std::get_if<key::Thread>(&any)) {
      EXPECT_EQ(parse<key::Thread>(*bytes).posts(), at(n.posts_of_thread, t->thread.value));
    } else if (const auto* m = std::get_if<key::Member>(&any)) {
      EXPECT_EQ(parse<key::Member>(*bytes).posts(), at(n.posts_of_member, m->member.value));
    } else if (const auto* p = std::get_if<key::Post>(&any)) {
      expect_post_counts(state, p->post, parse<key::Post>(*bytes), n);
    }
  }
}

TEST(Counts, AreWhatCountingAgainFinds) {
  const auto seed = testing::seed_of("counts", 71);
  for (std::uint64_t run = 0; run < 5; ++run) {
    History history(seed + run);
    for (int i = 0; i < 200; ++i) {
      history.next_batch();
      if (i % 25 != 0) continue;
      expect_counts(history.meeting().state());
      if (HasFailure()) FAIL() << "run " << run << ", batch " << i;
    }
  }
}

}  // namespace
}  // namespace plenum
