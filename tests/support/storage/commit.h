#pragma once

#include <memory>
#include <string>

#include "storage/log/log.h"
#include "storage/rocks/store.h"

namespace plenum::testing {

/// Opens a store, or throws what the store says.
std::unique_ptr<Store> open_store(const std::filesystem::path& directory, rocksdb::Env* env = nullptr);

/// As the sequencer does: seals the batch on the store's tail, applies, appends, commits. True: acknowledged.
bool commit(Store& store, log::LogBatch batch);

/// The whole log, in order.
std::vector<log::LogBatch> read_all(const Store& store);

}  // namespace plenum::testing
