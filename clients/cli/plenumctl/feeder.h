#pragma once

#include <string>
#include <unordered_map>

#include "clients/cli/import/import.h"
#include "clients/cli/plenumctl/import_batches.h"

namespace plenum::cli {

/// Takes an archive's records and passes them on as the server wants them. Remembers the order of the posts, which is
/// the digest's.
class Feeder final : public imports::Sink {
public:
  explicit Feeder(ImportBatches& batches) : batches_(batches) {}

  bool topic(imports::Topic) override;
  bool author(imports::Author) override;
  bool thread(imports::Thread) override;
  bool post(imports::Post) override;
  bool skipped(const imports::Skipped&) override { return true; }

  /// Place of each post of the archive in its order, by origin.
  const std::unordered_map<std::string, std::size_t>& order() const { return order_; }

private:
  ImportBatches& batches_;
  std::unordered_map<std::string, std::size_t> order_;
};

}  // namespace plenum::cli
