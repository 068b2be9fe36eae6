#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include "server/node/identity_writers.h"
#include "server/node/member_writers.h"
#include "server/node/sequencer.h"
#include "storage/rocks/digest.h"
#include "storage/rocks/replay.h"
#include "tests/support/storage/seed.h"

namespace plenum::test {

/// A clock that the test moves; ids and salts are random as ever, or come from a number.
class MovableClock final : public Chance {
public:
  std::int64_t now_ms() override { return now_ms_; }
  std::string bytes(std::size_t count) override { return fixed_ ? fixed_->bytes(count) : system_.bytes(count); }
  /// From now on the same number brings the same bytes. Not while commands are under way.
  void draw_from(std::uint64_t seed) { fixed_.emplace(seed); }
  void set(std::int64_t ms) { now_ms_ = ms; }
  void forward(std::int64_t ms) { now_ms_ += ms; }

private:
  std::atomic<std::int64_t> now_ms_{1'600'000'000'000};
  SystemChance system_;
  std::optional<testing::Random> fixed_;
};

/// One node: a store in memory, a log, a sequencer.
class Node {
public:
  /// Without a log of its own: a node of several. With a pen: what observers are given is written.
  explicit Node(MovableClock& clock, Log* log = nullptr, const GalleryPen* pen = nullptr);
  ~Node();

  Result add(const std::string& handle, v1::Role role = v1::MEMBER);
  Principal principal(MemberId) const;
  std::string digest() const { return state_digest(store_->view()); }

  std::unique_ptr<rocksdb::Env> env_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Log> own_log_;
  std::atomic<int> published_{0};
  std::unique_ptr<Sequencer> sequencer_;
};

v1::WritePostRequest post_in(std::uint64_t thread, const std::string& source, const std::string& command_id);
std::string id_of(int number);  // a command id

}  // namespace plenum::test
