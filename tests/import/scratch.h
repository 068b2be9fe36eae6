#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace plenum::imports::testing {

// An entry of an archive to be made.
struct Entry {
  enum class Type { file, folder, symbolic_link, hard_link };
  std::string name;
  std::string content;  // of a link: where it points
  Type type = Type::file;
};
using Entries = std::vector<Entry>;

// A folder of its own that goes with the test, and archives in it.
class Scratch {
public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path tar_gz(const Entries& entries) const;
  std::filesystem::path zip(const Entries& entries) const;
  std::filesystem::path folder(const Entries& entries) const;
  std::filesystem::path file(const std::string& name, const std::string& content) const;

private:
  std::filesystem::path path_;
};

std::string content_of(const std::filesystem::path& path);

}  // namespace plenum::imports::testing
