#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "storage/log/chain.h"

//     file  = batch+
//     batch = size(4, little-endian) LogBatch
namespace plenum::test {

inline void write_log_file(const std::filesystem::path& path, const std::vector<log::LogBatch>& batches) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  for (const auto& batch : batches) {
    const auto bytes = batch.SerializeAsString();
    for (int i = 0; i < 4; ++i) file.put(static_cast<char>(bytes.size() >> (8 * i)));
    file << bytes;
  }
}

/// Empty: it cannot be read.
inline std::vector<log::LogBatch> read_log_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string all((std::istreambuf_iterator<char>(file)), {});
  std::vector<log::LogBatch> batches;
  for (std::size_t at = 0; at + 4 <= all.size();) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) size |= std::size_t{static_cast<unsigned char>(all[at + i])} << (8 * i);
    log::LogBatch batch;
    if (at + 4 + size > all.size() || !batch.ParseFromString(all.substr(at + 4, size))) return {};
    batches.push_back(std::move(batch));
    at += 4 + size;
  }
  return batches;
}

}  // namespace plenum::test
