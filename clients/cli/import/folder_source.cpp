#include <fstream>

#include "clients/cli/import/refused.h"
#include "clients/cli/import/source.h"

namespace plenum::imports {
namespace {

namespace fs = std::filesystem;

class FolderSource : public Source {
public:
  FolderSource(fs::path root, const Bounds& bounds) : root_(std::move(root)), bounds_(bounds) { set_files(list()); }

  void read(const std::vector<std::string>& names, const Take& take) override {
    for (const std::string& name : names) {
      const File* file = find(name);
      if (!file) refuse(name + " is missing.");
      take(*file, content_of(*file));
    }
  }

private:
  std::vector<File> list() const {
    std::vector<File> files;
    Tally tally(bounds_);
    std::error_code error;
    fs::recursive_directory_iterator at(root_, error);
    for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
      tally.add_entry();
      if (at->path().filename() == ".git") {  // a clone is a fine way to get an archive; its history is none of ours
        at.disable_recursion_pending();
        continue;
      }
      if (const auto file = regular_file(*at)) {
        tally.add_file(file->name, file->bytes);
        files.push_back(*file);
      }
    }
    if (error) refuse(root_.string() + " cannot be read: " + error.message() + ".");
    return files;
  }

  std::optional<File> regular_file(const fs::directory_entry& entry) const {
    std::error_code error;
    const std::string name = checked_name(entry.path().lexically_relative(root_).generic_string());
    const auto status = entry.symlink_status(error);
    if (fs::is_symlink(status)) refuse(name + " is a link; links are not followed.");
    if (fs::is_directory(status)) return std::nullopt;
    if (!fs::is_regular_file(status)) refuse(name + " is neither a file nor a folder.");
    const std::uint64_t bytes = entry.file_size(error);
    if (error) refuse(name + " cannot be read: " + error.message() + ".");
    return File{name, bytes};
  }

  std::string content_of(const File& file) const {
    std::ifstream in(root_ / file.name, std::ios::binary);
    std::string content(file.bytes, '\0');
    in.read(content.data(), static_cast<std::streamsize>(content.size()));
    if (!in || in.peek() != std::ifstream::traits_type::eof()) {
      refuse(file.name + " cannot be read, or changes while it is read.");
    }
    return content;
  }

  fs::path root_;
  Bounds bounds_;
};

}  // namespace

std::unique_ptr<Source> open_folder(const fs::path& path, const Bounds& bounds) {
  // "data/" would make every relative name begin with a dot.
  return std::make_unique<FolderSource>(path.has_filename() ? path : path.parent_path(), bounds);
}

}  // namespace plenum::imports
