#include "storage/rocks/replay.h"

#include <atomic>
#include <set>
#include <thread>

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include "storage/rocks/digest.h"
#include "tests/support/storage/commit.h"
#include "tests/support/storage/history.h"
#include "tests/support/storage/scratch.h"

namespace plenum {
namespace {

using testing::commit;
using testing::History;
using testing::open_store;
using testing::Scratch;

std::set<std::string> kinds_in(const Store& store) {
  std::set<std::string> kinds;
  const auto* facts = log::Event::descriptor()->FindOneofByName("fact");
  for (const auto& batch : testing::read_all(store)) {
    for (const auto& logged : batch.events()) {
      log::Event event;
      EXPECT_TRUE(event.ParseFromString(logged.event()));
      kinds.insert(event.GetReflection()->GetOneofFieldDescriptor(event, facts)->name());
    }
  }
  return kinds;
}

// Facts of the chair are declared together and applied one by one: what the machine calls unknown cannot come up.
bool is_applied(const google::protobuf::FieldDescriptor& fact) {
  if (fact.number() < log::Event::kThreadPinnedFieldNumber) return true;
  testing::Meeting meeting;
  meeting.founded();
  log::Event event;
  event.GetReflection()->MutableMessage(&event, &fact);
  try {
    meeting.happens(event);
  } catch (const std::runtime_error&) {
    return false;
  }
  return true;
}

TEST(Replay, StateAndEventsAreTheFreshStateForEveryKindOfEvent) {
  const Scratch scratch;
  const auto store = open_store(scratch / "data");
  History history(testing::seed_of("replay", 21));
  for (int i = 0; i < 3'000; ++i) ASSERT_TRUE(commit(*store, history.next_batch()));
  const auto result = replay(*store);
  EXPECT_EQ(result.fault, "");
  EXPECT_EQ(result.live_digest, result.replayed_digest);
  EXPECT_EQ(result.tail, store->tail());
  EXPECT_EQ(result.events, store->tail().offset);
  EXPECT_EQ(result.batches, 3'000u);

  const auto kinds = kinds_in(*store);
  const auto* facts = log::Event::descriptor()->FindOneofByName("fact");
  for (int i = 0; i < facts->field_count(); ++i) {
    if (!is_applied(*facts->field(i))) continue;
    EXPECT_TRUE(kinds.contains(facts->field(i)->name())) << "no " << facts->field(i)->name() << " came up";
  }
}

TEST(Replay, AnEmptyStoreIsSound) {
  const Scratch scratch;
  const auto result = replay(*open_store(scratch / "data"));
  EXPECT_EQ(result.fault, "");
  EXPECT_EQ(result.events, 0u);
}

TEST(Replay, AStateThatIsNotTheLogsIsFound) {
  const Scratch scratch;
  const auto store = open_store(scratch / "data");
  History history(22);
  ASSERT_TRUE(commit(*store, history.next_batch()));
  auto batch = history.next_batch();
  seal(batch, store->tail());
  const auto view = store->view();
  Pending changes(&view);
  ASSERT_TRUE(apply_batch(batch, changes));
  log::WatchRecord planted;
  planted.set_watch(v1::MUTED);
  changes.put(key::Watch{MemberId{1}, ThreadId{2}}, planted);
  ASSERT_TRUE(store->commit(batch, changes));
  EXPECT_EQ(replay(*store).fault, "The state is not what the log says it should be.");
}

TEST(Replay, AnEventOfANewerProgramStopsIt) {
  const Scratch scratch;
  const auto store = open_store(scratch / "data");
  History history(23);
  ASSERT_TRUE(commit(*store, history.next_batch()));
  log::Event newer;
  newer.GetReflection()->MutableUnknownFields(&newer)->AddVarint(150, 1);
  log::LogBatch batch;
  batch.add_events()->set_event(newer.SerializeAsString());
  seal(batch, store->tail());
  ASSERT_TRUE(store->commit(batch, Pending(nullptr)));
  EXPECT_NE(replay(*store).fault.find("an event this program does not know"), std::string::npos);
}

// Tail, state and log are of one moment: taken one after the other, a commit between them is a false alarm.
TEST(Replay, AgreesWhileCommitsGoOn) {
  const Scratch scratch;
  const auto store = open_store(scratch / "data");
  History history(24);
  ASSERT_TRUE(commit(*store, history.next_batch()));
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int i = 0; i < 400; ++i) EXPECT_TRUE(commit(*store, history.next_batch()));
    done = true;
  });
  int replays = 0;
  for (; !done; ++replays) EXPECT_EQ(replay(*store).fault, "");
  writer.join();
  EXPECT_GT(replays, 0);
}

}  // namespace
}  // namespace plenum
