#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

namespace plenum::test {

/// Where real conversations lie, if they do.
inline const std::filesystem::path packages = std::filesystem::path(PLENUM_SOURCE_DIR) / "../shared/data/community";

/// Calls `on_file` with the name and content of each regular file.
template <typename OnFile>
void read_package(const std::filesystem::path& path, OnFile on_file) {
  const std::unique_ptr<archive, int (*)(archive*)> reader(archive_read_new(), archive_read_free);
  archive_read_support_filter_all(reader.get());
  archive_read_support_format_all(reader.get());
  ASSERT_EQ(archive_read_open_filename(reader.get(), path.c_str(), 1 << 16), ARCHIVE_OK) << path;
  for (archive_entry* entry = nullptr; archive_read_next_header(reader.get(), &entry) == ARCHIVE_OK;) {
    if (archive_entry_filetype(entry) != AE_IFREG) continue;
    std::string content(static_cast<std::size_t>(archive_entry_size(entry)), '\0');
    const auto bytes = archive_read_data(reader.get(), content.data(), content.size());
    ASSERT_EQ(static_cast<std::size_t>(bytes), content.size());
    on_file(std::string(archive_entry_pathname(entry)), content);
  }
}

}  // namespace plenum::test
