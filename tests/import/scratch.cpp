#include "tests/import/scratch.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdlib.h>

namespace plenum::imports::testing {
namespace {

namespace fs = std::filesystem;

void check(int state, archive* out) {
  if (state != ARCHIVE_OK) throw std::runtime_error(archive_error_string(out));
}

void write_entry(archive* out, const Entry& entry) {
  archive_entry* header = archive_entry_new();
  archive_entry_set_pathname_utf8(header, entry.name.c_str());
  archive_entry_set_perm(header, 0644);
  archive_entry_set_mtime(header, 1'000'000'000, 0);
  const bool is_file = entry.type == Entry::Type::file;
  archive_entry_set_filetype(header, entry.type == Entry::Type::folder          ? AE_IFDIR
                                     : entry.type == Entry::Type::symbolic_link ? AE_IFLNK
                                                                                : AE_IFREG);
  if (entry.type == Entry::Type::symbolic_link) archive_entry_set_symlink(header, entry.content.c_str());
  if (entry.type == Entry::Type::hard_link) archive_entry_set_hardlink(header, entry.content.c_str());
  archive_entry_set_size(header, is_file ? static_cast<la_int64_t>(entry.content.size()) : 0);
  check(archive_write_header(out, header), out);
  if (is_file) archive_write_data(out, entry.content.data(), entry.content.size());
  archive_entry_free(header);
}

fs::path write_archive(const fs::path& path, archive* out, const Entries& entries) {
  // While it writes, libarchive takes names through the locale. Only while: the reader must do without.
  const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  const locale_t before = uselocale(utf8);
  check(archive_write_open_filename(out, path.c_str()), out);
  for (const Entry& entry : entries) write_entry(out, entry);
  check(archive_write_close(out), out);
  archive_write_free(out);
  uselocale(before);
  freelocale(utf8);
  return path;
}

}  // namespace

Scratch::Scratch() {
  std::string name = (fs::temp_directory_path() / "plenum-import-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  path_ = name;
}

Scratch::~Scratch() {
  fs::remove_all(path_);
}

fs::path Scratch::tar_gz(const Entries& entries) const {
  archive* out = archive_write_new();
  check(archive_write_add_filter_gzip(out), out);
  check(archive_write_set_format_pax_restricted(out), out);
  return write_archive(path_ / "archive.tar.gz", out, entries);
}

fs::path Scratch::zip(const Entries& entries) const {
  archive* out = archive_write_new();
  check(archive_write_set_format_zip(out), out);
  return write_archive(path_ / "archive.zip", out, entries);
}

fs::path Scratch::folder(const Entries& entries) const {
  const fs::path root = path_ / "folder";
  for (const Entry& entry : entries) {
    fs::create_directories((root / entry.name).parent_path());
    if (entry.type == Entry::Type::symbolic_link) {
      fs::create_symlink(entry.content, root / entry.name);
    } else {
      std::ofstream(root / entry.name, std::ios::binary) << entry.content;
    }
  }
  return root;
}

fs::path Scratch::file(const std::string& name, const std::string& content) const {
  std::ofstream(path_ / name, std::ios::binary) << content;
  return path_ / name;
}

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace plenum::imports::testing
