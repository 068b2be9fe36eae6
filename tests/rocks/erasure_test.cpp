#include <gtest/gtest.h>

#include "storage/machine/assert.h"
#include "storage/rocks/digest.h"
#include "storage/rocks/replay.h"
#include "tests/support/storage/commit.h"
#include "tests/support/storage/history.h"
#include "tests/support/storage/scratch.h"

// Erased: the words are gone from state and log, the chain still verifies, and a replay of what is left ends in the
// very state that the living store has.
namespace plenum {
namespace {

using testing::commit;
using testing::History;
using testing::Meeting;
using testing::open_store;
using testing::Scratch;

constexpr MemberId hamlet{1};
constexpr MemberId ophelia{2};
constexpr TopicId topic{10};
constexpr ThreadId thread{20};
constexpr PostId post{30};

std::uint64_t post_of(const log::Event& event) {
  if (event.has_post_written()) return event.post_written().post();
  if (event.has_post_edited()) return event.post_edited().post();
  if (event.has_held_post_decided()) return event.held_post_decided().post();
  if (event.has_post_narrowed()) return event.post_narrowed().post();
  return 0;
}

// What the erasing command does to the log.
void strip(Store& store, PostId id) {
  for (const auto& batch : testing::read_all(store)) {
    for (int i = 0; i < batch.events_size(); ++i) {
      log::Event event;
      ASSERT_TRUE(event.ParseFromString(batch.events(i).event()));
      if (post_of(event) != id.value) continue;
      ASSERT_TRUE(
          store.erase_personal(batch.first() + static_cast<Offset>(i),
                               {log::BODY, log::ORIGIN, log::GALLERY_TEXT, log::AUTHOR_TOKEN, log::GALLERY_LABEL}));
    }
  }
}

// Of an extract whose words are erased, what its salt was made of goes as the state says.
int strip_salts(Store& store) {
  int stripped = 0;
  for (const auto& batch : testing::read_all(store)) {
    for (int i = 0; i < batch.events_size(); ++i) {
      log::Event event;
      EXPECT_TRUE(event.ParseFromString(batch.events(i).event()));
      if (!event.has_verbatims_taken() || event.personal_size() == 0) continue;
      const auto where = store.view().get(key::VerbatimId{event.verbatims_taken().verbatims(0).id()});
      const auto record = store.view().get(key::Verbatim{CompanyId{where->company()}, where->number()});
      if (!record->salt_share().empty()) continue;
      EXPECT_TRUE(store.erase_personal(batch.first() + static_cast<Offset>(i), {log::SALT_SHARE}));
      ++stripped;
    }
  }
  return stripped;
}

bool in_log(const Store& store, const std::string& words) {
  for (const auto& batch : testing::read_all(store)) {
    if (batch.SerializeAsString().find(words) != std::string::npos) return true;
  }
  return false;
}

bool in_state(const Store& store, const std::string& words) {
  bool found = false;
  store.view().scan_bytes("", "\x7F", [&](std::string_view, std::string_view record) {
    found = found || record.find(words) != std::string_view::npos;
    return !found;
  });
  return found;
}

std::size_t rows(const Store& store, const key::Any& from, const key::Any& below) {
  std::size_t count = 0;
  store.view().scan(from, below, [&](const key::Any&, std::string_view) { return ++count > 0; });
  return count;
}

void write_and_discuss(Meeting& meeting) {
  meeting.founded();
  meeting.joins(hamlet);
  meeting.joins(ophelia);
  meeting.opens_topic(topic);
  meeting.opens(hamlet, thread, topic);
  meeting.writes(hamlet, post, thread, "canary one", {ophelia});
  meeting.edits(hamlet, post, "canary two", {ophelia});
  meeting.reacts(ophelia, post);
  meeting.reacts(hamlet, post, "a");
  meeting.takes_back(hamlet, post, "a");
  meeting.deletes(hamlet, post);
  meeting.restores(hamlet, post);
}

TEST(Erasure, LeavesATombstoneAndNothingDerivedInStateAndLog) {
  const Scratch scratch;
  const auto store = open_store(scratch / "data");
  Meeting meeting;
  write_and_discuss(meeting);
  ASSERT_TRUE(commit(*store, meeting.take_batch()));
  ASSERT_TRUE(in_state(*store, "canary one") && in_state(*store, "canary two") && in_log(*store, "canary"));

  meeting.erases(post);
  ASSERT_TRUE(commit(*store, meeting.take_batch()));
  strip(*store, post);

  EXPECT_FALSE(in_state(*store, "canary"));
  EXPECT_FALSE(in_log(*store, "canary"));
  const auto record = store->view().get(key::Post{post});
  ASSERT_TRUE(record && record->erased() && record->deleted());
  EXPECT_EQ(record->mentions_size() + record->reactions_size(), 0);
  EXPECT_EQ(rows(*store, key::Mention{ophelia, thread, 0}, key::Mention{ophelia, ThreadId{21}, 0}), 0u);
  EXPECT_EQ(rows(*store, key::Reaction{post, "", MemberId{}}, key::Reaction{PostId{31}, "", MemberId{}}), 0u);
  EXPECT_EQ(rows(*store, key::Revision{post, 0}, key::Revision{PostId{31}, 0}), 0u);
  EXPECT_EQ(replay(*store).fault, "");
}

TEST(Erasure, AReplayMeetsATombstoneFromTheFirstLineOn) {
  const Scratch scratch;
  const auto store = open_store(scratch / "data");
  Meeting meeting;
  write_and_discuss(meeting);
  ASSERT_TRUE(commit(*store, meeting.take_batch()));
  strip(*store, post);
  Pending fresh(nullptr);
  for (const auto& batch : testing::read_all(*store)) ASSERT_TRUE(apply_batch(batch, fresh));
  const auto record = fresh.get(key::Post{post});
  ASSERT_TRUE(record && record->erased());
  EXPECT_EQ(record->source() + record->quote(), "");
  EXPECT_FALSE(can_see_words(testing::principal(fresh, hamlet), *record));
  EXPECT_FALSE(fresh.get(key::Mention{ophelia, thread, record->place()}));
}

TEST(Erasure, StateAndEventsAreTheFreshStateAfterARandomHistoryToo) {
  const Scratch scratch;
  const auto store = open_store(scratch / "data");
  History history(testing::seed_of("erasure", 31));
  for (int i = 0; i < 500; ++i) ASSERT_TRUE(commit(*store, history.next_batch()));
  ASSERT_GT(history.erased().size(), 5u);
  for (const auto id : history.erased()) strip(*store, id);
  EXPECT_GT(strip_salts(*store), 0);
  const auto result = replay(*store);
  EXPECT_EQ(result.fault, "");
  EXPECT_EQ(result.live_digest, state_digest(history.meeting().state()));
}

TEST(Erasure, ReachesAnyEventOfABatchAndNoOther) {
  const Scratch scratch;
  const auto store = open_store(scratch / "data");
  Meeting meeting;
  meeting.founded();
  for (std::uint64_t i = 1; i <= 5; ++i) meeting.joins(MemberId{i}, v1::MEMBER, "canary" + std::to_string(i));
  ASSERT_TRUE(commit(*store, meeting.take_batch()));
  ASSERT_TRUE(store->erase_personal(4, {log::PROFILE}));
  EXPECT_FALSE(in_log(*store, "canary3"));
  for (const char* other : {"canary1", "canary2", "canary4", "canary5"}) EXPECT_TRUE(in_log(*store, other));
  EXPECT_FALSE(store->erase_personal(7, {log::PROFILE})) << "there is no such event";
  EXPECT_FALSE(store->erase_personal(0, {log::PROFILE})) << "offsets count from 1";
}

}  // namespace
}  // namespace plenum
