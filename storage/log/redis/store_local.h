#pragma once

#include "storage/log/local.h"
#include "storage/rocks/store.h"

namespace plenum::redis {

/// This node's side of the protocol: its store, and the file `node` beside it with its id and whom it waits for. A
/// backup holds no such file: what is restored is another node.
class StoreLocal final : public Local {
public:
  /// Reads the file, or makes it. Returns what is wrong, in a sentence, or nothing.
  static std::string open(Store& store, const std::string& directory, std::unique_ptr<StoreLocal>& local);

  static std::string file_in(const std::string& directory);

  Tail tail() const override { return store_.tail(); }
  std::string community() const override;
  std::string read_log(Offset after, const Log::Visit& visit) const override { return store_.read_log(after, visit); }
  Standing standing() const override { return standing_; }
  bool keep(const Standing&) override;

private:
  StoreLocal(Store& store, std::string path) : store_(store), path_(std::move(path)) {}
  std::string read();

  Store& store_;
  const std::string path_;
  Standing standing_;
};

}  // namespace plenum::redis
