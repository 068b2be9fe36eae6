#include "clients/cli/import/source.h"

#include <algorithm>

#include "clients/cli/import/refused.h"
#include "clients/cli/import/text.h"

namespace plenum::imports {

const File* Source::find(std::string_view name) const {
  const auto at = std::lower_bound(files_.begin(), files_.end(), name,
                                   [](const File& file, std::string_view wanted) { return file.name < wanted; });
  return at != files_.end() && at->name == name ? &*at : nullptr;
}

std::string Source::read_one(const std::string& name) {
  std::string all;
  read({name}, [&](const File&, std::string content) { all = std::move(content); });
  return all;
}

std::optional<std::string> Source::folder_of(std::string_view base) const {
  std::optional<std::string> best;
  std::ptrdiff_t best_depth = 0;
  for (const File& file : files_) {
    if (!file.name.ends_with(base)) continue;
    const std::string folder = file.name.substr(0, file.name.size() - base.size());
    if (!folder.empty() && folder.back() != '/') continue;
    const std::ptrdiff_t depth = std::count(folder.begin(), folder.end(), '/');
    if (best && best_depth <= depth) continue;
    best = folder;
    best_depth = depth;
  }
  return best;
}

void Source::set_files(std::vector<File> files) {
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.name < b.name; });
  const auto twice =
      std::adjacent_find(files.begin(), files.end(), [](const File& a, const File& b) { return a.name == b.name; });
  if (twice != files.end()) refuse("the archive holds " + twice->name + " twice.");
  files_ = std::move(files);
}

std::unique_ptr<Source> open_source(const std::filesystem::path& path, const Bounds& bounds) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) refuse(path.string() + " does not exist, or may not be read.");
  if (std::filesystem::is_directory(status)) return open_folder(path, bounds);
  if (std::filesystem::is_regular_file(status)) return open_archive(path, bounds);
  refuse(path.string() + " is neither a file nor a folder.");
}

std::string checked_name(std::string_view stated) {
  if (stated.empty()) refuse("the archive holds an entry without a name.");
  if (first_bad_utf8(stated) != std::string_view::npos) refuse("the archive holds a name that is not UTF-8.");
  const bool drive = stated.size() > 1 && stated[1] == ':';
  if (stated.front() == '/' || stated.front() == '\\' || drive) {
    refuse("the archive names " + std::string(stated) + ", an absolute path.");
  }
  std::string name;
  for (std::size_t at = 0; at <= stated.size();) {
    const std::size_t end = std::min(stated.find_first_of("/\\", at), stated.size());
    const std::string_view part = stated.substr(at, end - at);
    if (part == "..") refuse("the archive names " + std::string(stated) + ", which leads out of its folder.");
    if (!part.empty() && part != ".") {
      if (!name.empty()) name += '/';
      name += part;
    }
    at = end + 1;
  }
  return name;
}

void Tally::add_entry() {
  if (++entries_ > bounds_.entries_max) {
    refuse("the archive holds more than " + std::to_string(bounds_.entries_max) + " files and folders.");
  }
}

void Tally::add_file(const std::string& name, std::uint64_t bytes) {
  if (bytes > bounds_.entry_bytes_max) {
    refuse(name + " states " + std::to_string(bytes) + " bytes; at most " + std::to_string(bounds_.entry_bytes_max) +
           " are taken for one file.");
  }
  bytes_ += bytes;
  if (bytes_ > bounds_.archive_bytes_max) {
    refuse("the archive unpacks to more than " + std::to_string(bounds_.archive_bytes_max) + " bytes.");
  }
}

}  // namespace plenum::imports
