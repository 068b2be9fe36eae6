// Makes a log of a feature level for tests/replay/logs: replay_log_writer LEVEL FOLDER.
#include <cstdlib>
#include <iostream>

#include "storage/rocks/digest.h"
#include "tests/replay/log_file.h"
#include "tests/replay/minutes.h"
#include "tests/support/storage/commit.h"
#include "tests/support/storage/scratch.h"

namespace plenum::test {
namespace {

constexpr int batches_of_everything = 150;
constexpr std::uint64_t seed = 2026;

void take(Store& store, testing::Meeting& meeting) {
  log::LogBatch batch = meeting.take_batch();
  for (int i = 0; i < batch.events_size();) {
    log::LogBatch piece;
    for (int n = 0; n < 4 && i < batch.events_size(); ++n) *piece.add_events() = batch.events(i++);
    testing::commit(store, piece);
  }
}

// What the erasing command does to the log: the words of each post that was erased go.
void strip_erased(Store& store) {
  std::set<std::uint64_t> erased;
  const auto each = [&](const auto& visit) {
    for (const auto& batch : testing::read_all(store)) {
      for (int i = 0; i < batch.events_size(); ++i) {
        log::Event event;
        if (event.ParseFromString(batch.events(i).event())) visit(batch.first() + static_cast<Offset>(i), event);
      }
    }
  };
  each([&](Offset, const log::Event& event) {
    if (event.has_post_erased()) erased.insert(event.post_erased().post());
  });
  each([&](Offset offset, const log::Event& event) {
    const bool words_go = (event.has_post_written() && erased.contains(event.post_written().post())) ||
                          (event.has_post_edited() && erased.contains(event.post_edited().post()));
    if (words_go)
      store.erase_personal(offset, {log::BODY, log::ORIGIN, log::GALLERY_TEXT, log::AUTHOR_TOKEN, log::GALLERY_LABEL});
  });
}

bool asks_members(const log::LogBatch& batch) {
  for (const auto& logged : batch.events()) {
    log::Event event;
    if (event.ParseFromString(logged.event()) && event.has_request_asked()) return true;
  }
  return false;
}

// Three is a random lawful run, in which the levels rise as they will, until a company asks something of the members:
// what the facts of that tell the chair was not settled when this was written.
void minute(Store& store, int level) {
  if (level >= 3) {
    testing::History history(seed);
    for (int i = 0; i < batches_of_everything; ++i) {
      const auto batch = history.next_batch();
      if (asks_members(batch)) return;
      testing::commit(store, batch);
    }
    return;
  }
  testing::Meeting meeting(seed);
  minute_level_1(meeting);
  if (level >= 2) minute_level_2(meeting);
  take(store, meeting);
}

}  // namespace
}  // namespace plenum::test

int main(int argc, char** argv) {
  using namespace plenum;
  if (argc != 3) return std::cerr << "replay_log_writer LEVEL FOLDER\n", 2;
  const int level = std::atoi(argv[1]);
  const auto stem = std::filesystem::path(argv[2]) / ("level-" + std::to_string(level));
  const testing::Scratch scratch;
  const auto store = testing::open_store(scratch / "data");
  test::minute(*store, level);
  test::strip_erased(*store);
  test::write_log_file(stem.string() + ".log", testing::read_all(*store));
  std::ofstream(stem.string() + ".digest") << state_digest(store->view()) << "\n";
  std::cout << store->tail().offset << " events\n";
}
