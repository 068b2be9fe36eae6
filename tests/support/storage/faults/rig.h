#pragma once

#include <memory>

#include "storage/rocks/store.h"
#include "tests/support/storage/faults/file_system.h"
#include "tests/support/storage/faults/quick_env.h"

namespace plenum::testing {

/// A disk that may fail, and what a store needs to live on it.
struct Rig {
  std::shared_ptr<Disk> disk;
  std::shared_ptr<FaultyFileSystem> files;
  std::unique_ptr<rocksdb::Env> env;

  explicit Rig(const Disk::Image& image = {})
      : disk(std::make_shared<Disk>(image)),
        files(std::make_shared<FaultyFileSystem>(disk)),
        env(std::make_unique<QuickEnv>(files)) {
    disk->make_directory("/data");
  }

  std::unique_ptr<Store> open(std::string& why) { return Store::open("/data", env.get(), why); }
};

}  // namespace plenum::testing
