#pragma once

#include <algorithm>
#include <memory>

#include <rocksdb/env.h>
#include <rocksdb/system_clock.h>

namespace plenum::testing {

/// After a failed flush RocksDB sleeps for a second; a test that fails hundreds of them does not want to.
class ShortSleeps final : public rocksdb::SystemClockWrapper {
public:
  using SystemClockWrapper::SystemClockWrapper;
  const char* Name() const override { return "ShortSleeps"; }
  void SleepForMicroseconds(int micros) override { target_->SleepForMicroseconds(std::min(micros, 1'000)); }
};

class QuickEnv final : public rocksdb::EnvWrapper {
public:
  explicit QuickEnv(const std::shared_ptr<rocksdb::FileSystem>& files) : EnvWrapper(rocksdb::NewCompositeEnv(files)) {
    // One clock for all: the block cache, which outlives every store, keeps a pointer to the first it meets.
    static const auto clock = std::make_shared<ShortSleeps>(rocksdb::SystemClock::Default());
    system_clock_ = clock;
  }
  const char* Name() const override { return "QuickEnv"; }
};

}  // namespace plenum::testing
