#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/import/limits.h"

namespace plenum::imports {

struct File {
  std::string name;         // relative, '/' between the parts, UTF-8, no "." or ".."
  std::uint64_t bytes = 0;  // as stated
};

// An archive or a folder, to be read as often as wanted. Belongs to the thread that reads; called by the readers of
// each kind. Never writes anything, never follows a link, and refuses (refused.h) what is not as it states.
class Source {
public:
  using Take = std::function<void(const File& file, std::string content)>;

  virtual ~Source() = default;

  // Ordered by name, byte by byte, which is the order of code points.
  const std::vector<File>& files() const { return files_; }
  const File* find(std::string_view name) const;

  // Hands over the contents of `names` in that order. Memory: one file, where the source has them in that order;
  // an archive in another order is held back up to held_bytes_max.
  virtual void read(const std::vector<std::string>& names, const Take& take) = 0;
  std::string read_one(const std::string& name);

  // The folder ("" or "a/b/") of the file called `base` that lies highest; nothing where there is none.
  std::optional<std::string> folder_of(std::string_view base) const;

protected:
  void set_files(std::vector<File> files);  // orders them, refuses a name that stands twice

private:
  std::vector<File> files_;
};

std::unique_ptr<Source> open_source(const std::filesystem::path& path, const Bounds& bounds);
std::unique_ptr<Source> open_folder(const std::filesystem::path& path, const Bounds& bounds);
std::unique_ptr<Source> open_archive(const std::filesystem::path& path, const Bounds& bounds);

// A name as an archive states it, made relative and plain; refuses one that leads outside.
std::string checked_name(std::string_view stated);

// Counts what unpacks, file by file.
class Tally {
public:
  explicit Tally(const Bounds& bounds) : bounds_(bounds) {}
  void add_entry();
  void add_file(const std::string& name, std::uint64_t bytes);
  std::uint64_t bytes() const { return bytes_; }

private:
  Bounds bounds_;
  std::uint64_t entries_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace plenum::imports
