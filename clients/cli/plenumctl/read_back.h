#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "clients/cli/plenumctl/operator_line.h"

namespace plenum::cli {

/// Every page of an export in turn. `source`: an import's prefix, or empty for everything.
void for_each_page(OperatorLine& line, const std::string& source,
                   const std::function<void(const v1::ExportReply&)>& see);

/// What the store gives back of one archive.
struct ReadBack {
  std::string digest;         // SHA-256 by the rule of clients/cli/import/digest.h, 64 hex digits
  std::uint64_t posts = 0;    // that it stands for
  std::uint64_t missing = 0;  // posts of the archive that the store does not hold
};

/// Reads the archive's posts back from the store and computes their digest in the archive's order. Posts of other
/// archives of the same kind are left out.
ReadBack read_back(OperatorLine& line, const std::string& source,
                   const std::unordered_map<std::string, std::size_t>& order);

}  // namespace plenum::cli
