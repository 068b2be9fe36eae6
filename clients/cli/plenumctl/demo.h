#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "proto/admin.pb.h"

// The demonstration community's files; their shape is told in deploy/demo/README.md.
namespace plenum::cli {

/// Reads a JSON file. Throws Failed with the file's name.
nlohmann::json read_json(const std::filesystem::path& file);

/// "@ophelia" becomes a member link wherever it stands for somebody of the cast; `mentions` gathers their ids.
std::string with_mentions(const std::string& body, const std::map<std::string, std::uint64_t>& cast,
                          std::vector<std::uint64_t>& mentions);

/// One topic's file as import entries: its threads and posts, dated back from `now_ms`.
/// Throws nlohmann's exceptions where the shape is another.
std::vector<v1::ImportEntry> entries_of(const nlohmann::json& topic, const std::map<std::string, std::uint64_t>& cast,
                                        std::int64_t now_ms);

}  // namespace plenum::cli
