#include <cerrno>
#include <exception>
#include <fstream>
#include <unordered_map>

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include "clients/cli/import/gzip_stream.h"
#include "clients/cli/import/refused.h"
#include "clients/cli/import/source.h"

namespace plenum::imports {
namespace {

// libarchive turns names into the locale's letters; a program that never called setlocale has only ASCII.
class Utf8Locale {
public:
  Utf8Locale() : locale_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (locale_) before_ = uselocale(locale_);
  }
  ~Utf8Locale() {
    if (!locale_) return;
    uselocale(before_);
    freelocale(locale_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

private:
  locale_t locale_ = nullptr;
  locale_t before_ = nullptr;
};

enum class Packing { tar_gz, zip };

Packing packing_of(const std::filesystem::path& path) {
  char magic[2] = {};
  std::ifstream(path, std::ios::binary).read(magic, 2);
  if (magic[0] == '\x1f' && magic[1] == '\x8b') return Packing::tar_gz;
  if (magic[0] == 'P' && magic[1] == 'K') return Packing::zip;
  refuse(path.string() + " is neither a .tar.gz nor a .zip archive.");
}

// One way through an archive, entry by entry.
class Walk {
public:
  Walk(const std::filesystem::path& path, Packing packing, const Bounds& bounds)
      : path_(path), bounds_(bounds), archive_(archive_read_new(), &archive_read_free) {
    if (!archive_) throw std::bad_alloc();
    if (packing == Packing::zip) {
      open_zip();
    } else {
      open_tar_gz();
    }
  }
  Walk(const Walk&) = delete;  // libarchive keeps its address
  Walk& operator=(const Walk&) = delete;

  // The next regular file, or nothing at the sound end of the archive.
  std::optional<File> next(Tally& tally) {
    for (;;) {
      const int state = archive_read_next_header(archive_.get(), &entry_);
      if (state == ARCHIVE_EOF) break;
      if (state != ARCHIVE_OK) give_up("");
      tally.add_entry();
      if (auto file = regular_file()) {
        tally.add_file(file->name, file->bytes);
        return file;
      }
    }
    if (gzip_) {
      while (!gzip_->next().empty()) {
      }  // the checksum stands at the very end
    }
    return std::nullopt;
  }

  std::string content_of(const File& file) {
    std::string content(file.bytes + 1, '\0');  // one more, to see a size that was stated too small
    std::size_t filled = 0;
    while (filled < content.size()) {
      const la_ssize_t got = archive_read_data(archive_.get(), content.data() + filled, content.size() - filled);
      if (got < 0) give_up(file.name);
      if (got == 0) break;
      filled += static_cast<std::size_t>(got);
    }
    if (filled != file.bytes) {
      refuse(file.name + " states " + std::to_string(file.bytes) + " bytes and holds " +
             (filled > file.bytes ? "more." : std::to_string(filled) + "."));
    }
    content.resize(filled);
    return content;
  }

private:
  void open_zip() {
    archive_read_support_format_zip_seekable(archive_.get());
    if (archive_read_open_filename(archive_.get(), path_.c_str(), 64 * 1024) != ARCHIVE_OK) give_up("");
  }

  void open_tar_gz() {
    gzip_ = std::make_unique<GzipStream>(path_, bounds_);
    archive_read_support_format_tar(archive_.get());
    if (archive_read_open(archive_.get(), this, nullptr, &Walk::on_read, nullptr) != ARCHIVE_OK) give_up("");
  }

  // libarchive is C: what is thrown here waits until it has returned.
  static la_ssize_t on_read(archive*, void* self, const void** block) {
    auto* walk = static_cast<Walk*>(self);
    try {
      const std::string_view bytes = walk->gzip_->next();
      *block = bytes.data();
      return static_cast<la_ssize_t>(bytes.size());
    } catch (...) {
      walk->thrown_ = std::current_exception();
      archive_set_error(walk->archive_.get(), EIO, "the bytes below could not be unpacked");
      return -1;
    }
  }

  [[noreturn]] void give_up(const std::string& where) {
    if (thrown_) std::rethrow_exception(thrown_);
    const char* said = archive_error_string(archive_.get());
    std::string why = said ? said : "no reason given";
    while (why.ends_with('\n')) why.pop_back();
    refuse(path_.string() + " is damaged or truncated" + (where.empty() ? "" : " at " + where) + ": " + why + ".");
  }

  std::optional<File> regular_file() {
    const char* stated = archive_entry_pathname_utf8(entry_);
    if (!stated) stated = archive_entry_pathname(entry_);
    const std::string name = checked_name(stated ? stated : "");
    if (archive_entry_hardlink(entry_) || archive_entry_filetype(entry_) == AE_IFLNK) {
      refuse("the archive holds a link, " + name + "; links are not followed.");
    }
    if (archive_entry_filetype(entry_) == AE_IFDIR) return std::nullopt;
    if (archive_entry_filetype(entry_) != AE_IFREG) refuse(name + " is neither a file nor a folder.");
    if (archive_entry_is_encrypted(entry_)) refuse(name + " is encrypted; unpack the archive first.");
    if (!archive_entry_size_is_set(entry_)) refuse(name + " does not state its size.");
    if (archive_entry_size(entry_) < 0) refuse(name + " states a size below zero.");
    return File{name, static_cast<std::uint64_t>(archive_entry_size(entry_))};
  }

  std::filesystem::path path_;
  Bounds bounds_;
  Utf8Locale locale_;
  std::unique_ptr<GzipStream> gzip_;
  std::exception_ptr thrown_;
  std::unique_ptr<archive, int (*)(archive*)> archive_;  // before what it reads from is gone: declared after it
  archive_entry* entry_ = nullptr;
};

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
    Walk walk(path_, packing_, bounds_);
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
    Walk walk(path_, packing_, bounds_);
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
