#include <unordered_map>

#include "clients/cli/import/archive_walk.h"
#include "clients/cli/import/refused.h"

namespace plenum::imports {
namespace {

// Finder puts its own notes beside every file it packs.
bool is_finder_note(const std::string& name) {
  return name.starts_with("__MACOSX/");
}

class ArchiveSource : public Source {
public:
  ArchiveSource(std::filesystem::path path, const Bounds& bounds)
      : path_(std::move(path)), bounds_(bounds), packing_(packing_of(path_)) {
    list();
  }

  void read(const std::vector<std::string>& names, const Take& take) override {
    std::unordered_map<std::string, std::size_t> wanted;
    for (std::size_t i = 0; i < names.size(); ++i) wanted.emplace(names[i], i);
    std::vector<std::optional<std::string>> held(names.size());
    std::uint64_t held_bytes = 0;
    std::size_t turn = 0;
    ArchiveWalk walk(path_, packing_, bounds_);
    Tally tally(bounds_);
    while (turn < names.size()) {
      const auto file = walk.next(tally);
      if (!file) refuse(path_.string() + " lost " + names[turn] + " while it was read.");
      const auto at = wanted.find(file->name);
      if (at == wanted.end()) continue;
      held[at->second] = walk.content_of(*file);
      held_bytes += file->bytes;
      while (turn < names.size() && held[turn]) {
        held_bytes -= held[turn]->size();
        take(File{names[turn], held[turn]->size()}, std::move(*held[turn]));
        held[turn++].reset();
      }
      check_held(held_bytes);
    }
  }

private:
  void list() {
    std::vector<File> files;
    ArchiveWalk walk(path_, packing_, bounds_);
    Tally tally(bounds_);
    while (auto file = walk.next(tally)) {
      if (!is_finder_note(file->name)) files.push_back(std::move(*file));
    }
    check_ratio(tally.bytes());
    set_files(std::move(files));
  }

  // A zip states its sizes up front; what a tar holds was counted while it unpacked.
  void check_ratio(std::uint64_t unpacked) const {
    std::error_code error;
    const std::uint64_t packed = std::filesystem::file_size(path_, error);
    if (unpacked > bounds_.ratio_floor_bytes && unpacked / bounds_.ratio_max > packed) {
      refuse(path_.string() + " unpacks to more than " + std::to_string(bounds_.ratio_max) +
             " times its size: no archive of conversations does.");
    }
  }

  void check_held(std::uint64_t bytes) const {
    if (bytes > bounds_.held_bytes_max) {
      refuse(path_.string() +
             " keeps its files in an order that needs too much memory: unpack it, and name the folder.");
    }
  }

  std::filesystem::path path_;
  Bounds bounds_;
  Packing packing_;
};

}  // namespace

std::unique_ptr<Source> open_archive(const std::filesystem::path& path, const Bounds& bounds) {
  return std::make_unique<ArchiveSource>(path, bounds);
}

}  // namespace plenum::imports
