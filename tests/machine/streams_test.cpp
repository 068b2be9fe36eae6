#include "storage/machine/streams.h"

#include <map>

#include <gtest/gtest.h>

#include "tests/machine/elsinore.h"
#include "tests/support/storage/history.h"

namespace plenum {
namespace {

using namespace cast;
using testing::Elsinore;

std::vector<log::StreamEntryRecord> entries(Elsinore& e, const StreamId& stream) {
  std::vector<log::StreamEntryRecord> found;
  e.state().scan(key::StreamEntry{stream, 0}, key::StreamEntry{stream, ~0ULL},
                 [&](const key::Any&, std::string_view bytes) {
                   found.emplace_back().ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
                   return true;
                 });
  return found;
}

TEST(Streams, ATopicsStreamTellsOfItsThreadsPostsAndReactions) {
  Elsinore e;
  e.edits(hamlet, p1, "Ha.");
  e.reacts(ophelia, p1);
  e.locks(being);
  const auto told = entries(e, StreamId::of_members(denmark));
  ASSERT_EQ(told.size(), 5u);
  EXPECT_EQ(told[0].thread(), being.value);
  EXPECT_EQ(told[1].post(), p1.value);
  EXPECT_EQ(told[2].post(), p1.value);
  EXPECT_EQ(told[3].reaction().by(), ophelia.value);
  EXPECT_TRUE(told[3].reaction().added());
  EXPECT_EQ(told[4].thread(), being.value);
  EXPECT_EQ(stream_head(e.state(), StreamId::of_members(denmark)), 5u);
}

TEST(Streams, TheCommunitysTellsOfTopicsAndMembers) {
  Elsinore e;
  const auto told = entries(e, StreamId::of_community());
  ASSERT_EQ(told.size(), 5u);
  EXPECT_EQ(told[0].member(), claudius.value);
  EXPECT_EQ(told[4].topic(), denmark.value);
}

TEST(Streams, AMembersOwnTellsOfMentionsFollowsAndSessions) {
  Elsinore e;
  e.writes(hamlet, p2, being, "Words.", {ophelia, hamlet});
  e.watches(ophelia, being, v1::FOLLOWED);
  e.session(ophelia, "hash");
  e.session_ends(ophelia, "hash");
  const auto told = entries(e, StreamId::of_member(ophelia));
  ASSERT_EQ(told.size(), 3u);
  EXPECT_EQ(told[0].mentioned_in(), p2.value);
  EXPECT_EQ(told[1].watch().watch(), v1::FOLLOWED);
  EXPECT_TRUE(told[2].session_ended());
  EXPECT_TRUE(entries(e, StreamId::of_member(hamlet)).empty()) << "nobody is told of naming themselves";
}

TEST(Streams, AnEntryKnowsWhereInTheLogItCameFrom) {
  Elsinore e;
  const auto told = entries(e, StreamId::of_members(denmark));
  EXPECT_EQ(told[0].log_offset(), 7u);
  EXPECT_EQ(told[1].log_offset(), 8u);
}

// Over a long random history: no stream has a hole, and each head is its last entry.
TEST(Streams, NoneHasAHole) {
  testing::History history(testing::seed_of("streams", 61));
  for (int i = 0; i < 600; ++i) history.next_batch();
  std::map<StreamId, std::uint64_t> last;
  auto& state = history.meeting().state();
  const StreamId first{static_cast<StreamKind>(0), 0, 0};
  const StreamId past{static_cast<StreamKind>(255), 0, 0};
  state.scan(key::StreamEntry{first, 0}, key::StreamEntry{past, 0}, [&](const key::Any& key, std::string_view) {
    const auto& entry = std::get<key::StreamEntry>(key);
    EXPECT_EQ(entry.offset, last[entry.stream] + 1);
    last[entry.stream] = entry.offset;
    return true;
  });
  EXPECT_GT(last.size(), 5u);
  for (const auto& [stream, offset] : last) EXPECT_EQ(stream_head(state, stream), offset);
}

}  // namespace
}  // namespace plenum
