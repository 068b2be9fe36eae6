#include "clients/cli/import/archive_walk.h"

#include <cerrno>
#include <fstream>
#include <new>

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include "clients/cli/import/refused.h"

namespace plenum::imports {

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

Packing packing_of(const std::filesystem::path& path) {
  char magic[2] = {};
  std::ifstream(path, std::ios::binary).read(magic, 2);
  if (magic[0] == '\x1f' && magic[1] == '\x8b') return Packing::tar_gz;
  if (magic[0] == 'P' && magic[1] == 'K') return Packing::zip;
  refuse(path.string() + " is neither a .tar.gz nor a .zip archive.");
}

ArchiveWalk::ArchiveWalk(const std::filesystem::path& path, Packing packing, const Bounds& bounds)
    : path_(path),
      bounds_(bounds),
      locale_(std::make_unique<Utf8Locale>()),
      archive_(archive_read_new(), &archive_read_free) {
  if (!archive_) throw std::bad_alloc();
  if (packing == Packing::zip) {
    open_zip();
  } else {
    open_tar_gz();
  }
}

ArchiveWalk::~ArchiveWalk() = default;

std::optional<File> ArchiveWalk::next(Tally& tally) {
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

std::string ArchiveWalk::content_of(const File& file) {
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

void ArchiveWalk::open_zip() {
  archive_read_support_format_zip_seekable(archive_.get());
  if (archive_read_open_filename(archive_.get(), path_.c_str(), 64 * 1024) != ARCHIVE_OK) give_up("");
}

void ArchiveWalk::open_tar_gz() {
  gzip_ = std::make_unique<GzipStream>(path_, bounds_);
  archive_read_support_format_tar(archive_.get());
  if (archive_read_open(archive_.get(), this, nullptr, &ArchiveWalk::on_read, nullptr) != ARCHIVE_OK) give_up("");
}

// libarchive is C: what is thrown here waits until it has returned.
long ArchiveWalk::on_read(archive*, void* self, const void** block) {
  auto* walk = static_cast<ArchiveWalk*>(self);
  try {
    const std::string_view bytes = walk->gzip_->next();
    *block = bytes.data();
    return static_cast<long>(bytes.size());
  } catch (...) {
    walk->thrown_ = std::current_exception();
    archive_set_error(walk->archive_.get(), EIO, "the bytes below could not be unpacked");
    return -1;
  }
}

void ArchiveWalk::give_up(const std::string& where) {
  if (thrown_) std::rethrow_exception(thrown_);
  const char* said = archive_error_string(archive_.get());
  std::string why = said ? said : "no reason given";
  while (why.ends_with('\n')) why.pop_back();
  refuse(path_.string() + " is damaged or truncated" + (where.empty() ? "" : " at " + where) + ": " + why + ".");
}

std::optional<File> ArchiveWalk::regular_file() {
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

}  // namespace plenum::imports
