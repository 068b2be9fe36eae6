#include "tests/support/storage/commit.h"

#include <stdexcept>

#include "storage/log/embedded_log.h"
#include "storage/rocks/pending.h"
#include "storage/rocks/replay.h"

namespace plenum::testing {

std::unique_ptr<Store> open_store(const std::filesystem::path& directory, rocksdb::Env* env) {
  std::string why;
  auto store = Store::open(directory, env, why);
  if (!store) throw std::runtime_error(why);
  return store;
}

bool commit(Store& store, log::LogBatch batch) {
  if (store.is_halted()) return false;
  const auto expected = store.tail();
  seal(batch, expected);
  const auto view = store.view();
  Pending pending(&view);
  if (!apply_batch(batch, pending)) throw std::runtime_error("a fact of our own is unknown");
  EmbeddedLog embedded(store);
  return embedded.append(expected, batch) == Append::appended && store.commit(batch, pending);
}

std::vector<log::LogBatch> read_all(const Store& store) {
  std::vector<log::LogBatch> all;
  const auto fault = store.read_log(0, [&](const log::LogBatch& batch) {
    all.push_back(batch);
    return true;
  });
  if (!fault.empty()) throw std::runtime_error(fault);
  return all;
}

}  // namespace plenum::testing
