#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "clients/cli/import/gzip_stream.h"
#include "clients/cli/import/source.h"

struct archive;
struct archive_entry;

namespace plenum::imports {

enum class Packing { tar_gz, zip };

// By its first bytes; refuses what is neither.
Packing packing_of(const std::filesystem::path& path);

class Utf8Locale;

// One way through an archive, entry by entry. Belongs to the thread that made it. Refuses what leads out of its folder,
// links, what is encrypted, damaged or truncated, and what is not as large as it states.
class ArchiveWalk {
public:
  ArchiveWalk(const std::filesystem::path& path, Packing packing, const Bounds& bounds);
  ~ArchiveWalk();
  ArchiveWalk(const ArchiveWalk&) = delete;  // libarchive keeps its address
  ArchiveWalk& operator=(const ArchiveWalk&) = delete;

  // The next regular file, or nothing at the sound end of the archive.
  std::optional<File> next(Tally& tally);
  // Of the file that next() gave.
  std::string content_of(const File& file);

private:
  void open_zip();
  void open_tar_gz();
  static long on_read(archive*, void* self, const void** block);
  [[noreturn]] void give_up(const std::string& where);
  std::optional<File> regular_file();

  std::filesystem::path path_;
  Bounds bounds_;
  std::unique_ptr<Utf8Locale> locale_;
  std::unique_ptr<GzipStream> gzip_;
  std::exception_ptr thrown_;                            // below libarchive, waiting until it has returned
  std::unique_ptr<archive, int (*)(archive*)> archive_;  // reads from gzip_, so it goes first
  archive_entry* entry_ = nullptr;
};

}  // namespace plenum::imports
