#include "tests/bench/bare_follower.h"

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "storage/rocks/pending.h"
#include "storage/rocks/replay.h"
#include "tests/bench/measure.h"
#include "tests/support/storage/commit.h"

namespace plenum::bench {

BareFollower follow_alone(const std::filesystem::path& data, const std::filesystem::path& again, Offset after,
                          Offset until, std::size_t appends_of_commit) {
  const auto written = testing::open_store(data);
  const auto follower = testing::open_store(again);
  BareFollower sum;
  std::vector<log::LogBatch> group;
  const auto commit = [&] {
    const double began_us = thread_cpu_us();
    const auto view = follower->view();
    Pending changes(&view);
    std::size_t posts = 0;
    for (const auto& batch : group) {
      if (!apply_batch(batch, changes)) return false;
      posts += static_cast<std::size_t>(batch.events_size());
    }
    if (!follower->commit(group, changes)) return false;
    const bool counts = group.front().first() > after && tail_after(group.back()).offset <= until;
    if (counts) {
      sum.posts += posts;
      sum.us += thread_cpu_us() - began_us;
    }
    group.clear();
    return true;
  };
  const auto unreadable = written->read_log(0, [&](const log::LogBatch& batch) {
    group.push_back(batch);
    return group.size() < appends_of_commit || commit();
  });
  if (!unreadable.empty()) throw std::runtime_error(unreadable);
  if (!group.empty() && !commit()) throw std::runtime_error("The log could not be applied once more.");
  if (sum.posts == 0) throw std::runtime_error("Nothing was written there.");
  return sum;
}

}  // namespace plenum::bench
