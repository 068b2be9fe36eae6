#include "tests/bench/gallery_rows.h"

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "storage/rocks/pending.h"
#include "storage/rocks/replay.h"
#include "tests/bench/measure.h"
#include "tests/support/storage/commit.h"

namespace plenum::bench {

namespace {

/// Where a batch is counted: nowhere if it holds anything but posts of one kind, or too few.
RowsOfPosts* kind_of(const log::LogBatch& batch, std::size_t posts_min, GalleryRows& rows) {
  if (static_cast<std::size_t>(batch.events_size()) < posts_min) return nullptr;
  RowsOfPosts* kind = nullptr;
  for (const auto& logged : batch.events()) {
    log::Event event;
    if (!event.ParseFromString(logged.event()) || !event.has_post_written()) return nullptr;
    auto* of_this = event.post_written().has_gallery() ? &rows.observed : &rows.among_members;
    if (kind != nullptr && kind != of_this) return nullptr;
    kind = of_this;
  }
  return kind;
}

}  // namespace

GalleryRows rows_alone(const std::filesystem::path& data, const std::filesystem::path& again,
                       std::size_t posts_of_batch_min) {
  const auto written = testing::open_store(data);
  const auto follower = testing::open_store(again);
  GalleryRows rows;
  const auto unreadable = written->read_log(0, [&](const log::LogBatch& batch) {
    const auto view = follower->view();
    Pending changes(&view);
    const double begin_us = thread_cpu_us();
    const bool applied = apply_batch(batch, changes);
    const double applied_us = thread_cpu_us();
    const bool committed = applied && follower->commit(batch, changes);
    const double committed_us = thread_cpu_us();
    if (auto* kind = kind_of(batch, posts_of_batch_min, rows)) {
      kind->posts += static_cast<std::size_t>(batch.events_size());
      kind->applying_us += applied_us - begin_us;
      kind->committing_us += committed_us - applied_us;
      kind->bytes += batch.ByteSizeLong();
      changes.each_change([&](std::string_view key, const std::string* record) {
        ++kind->rows;
        kind->bytes += key.size() + (record != nullptr ? record->size() : 0);
      });
    }
    return committed;
  });
  if (!unreadable.empty()) throw std::runtime_error(unreadable);
  if (!(follower->tail() == written->tail())) throw std::runtime_error("The log could not be applied once more.");
  if (rows.observed.posts == 0 || rows.among_members.posts == 0)
    throw std::runtime_error("The log holds no batches of both kinds of posts: write for longer.");
  return rows;
}

}  // namespace plenum::bench
