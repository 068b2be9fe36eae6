#include "tests/support/storage/faults/disk.h"

#include <algorithm>

namespace plenum::testing {

namespace {

constexpr std::size_t sector_bytes = 512;

std::string parent_of(const std::string& path) {
  return path.substr(0, path.rfind('/'));
}

// What was written since the sync is on the platter sector by sector, or not.
std::string torn(const Disk::Inode& file, Random& random) {
  auto left = file.durable;
  for (std::size_t at = file.dirty_from / sector_bytes * sector_bytes; at < file.dirty_to; at += sector_bytes) {
    if (random.one_in(2)) continue;
    const auto end = std::min(at + sector_bytes, file.data.size());
    if (at >= end) break;
    if (left.size() < end) left.resize(end, '\0');
    left.replace(at, end - at, file.data, at, end - at);
  }
  return left;
}

std::string truncated(const Disk::Inode& file, Random& random) {
  const auto kept = file.durable.size();
  if (file.data.size() <= kept) return file.durable;
  auto left = file.durable;
  return left.append(file.data, kept, random.below(file.data.size() - kept + 1));
}

std::string left_of(const Disk::Inode& file, Cut how, Random& random) {
  if (!file.dirty()) return file.durable;
  switch (how) {
    case Cut::drop_all:
      return file.durable;
    case Cut::truncate:
      return truncated(file, random);
    case Cut::tear:
      return torn(file, random);
    case Cut::keep_all:
    case Cut::forget_names:
      return file.data;
  }
  return file.durable;
}

}  // namespace

Disk::Disk(const Image& image) {
  for (const auto& [path, bytes] : image) {
    make_directory(parent_of(path));
    const auto file = create(path);
    file->data = file->durable = bytes;
  }
  durable_names_ = names_;
  unsynced_.clear();
}

Disk::File Disk::find(const std::string& path) const {
  const auto found = names_.find(path);
  return found == names_.end() ? nullptr : found->second;
}

void Disk::change_names(NameChange change) {
  if (!change.removed.empty()) names_.erase(change.removed);
  if (!change.set.empty()) names_[change.set] = change.file;
  unsynced_.push_back(std::move(change));
}

Disk::File Disk::create(const std::string& path) {
  change_names({"", path, std::make_shared<Inode>()});
  return find(path);
}

bool Disk::remove(const std::string& path) {
  if (!find(path)) return false;
  change_names({path, "", nullptr});
  return true;
}

bool Disk::rename(const std::string& from, const std::string& to) {
  const auto file = find(from);
  if (file) change_names({from, to, file});
  return file != nullptr;
}

bool Disk::link(const std::string& from, const std::string& to) {
  const auto file = find(from);
  if (!file || names_.contains(to)) return false;
  change_names({"", to, file});
  return true;
}

void Disk::make_directory(const std::string& path) {
  for (std::size_t at = path.find('/', 1); at != std::string::npos; at = path.find('/', at + 1)) {
    directories_.insert(path.substr(0, at));
  }
  directories_.insert(path);
}

std::vector<std::string> Disk::children(const std::string& directory) const {
  std::vector<std::string> found;
  for (const auto& [path, file] : names_) {
    if (parent_of(path) == directory) found.push_back(path.substr(directory.size() + 1));
  }
  for (const auto& path : directories_) {
    if (path != directory && parent_of(path) == directory) found.push_back(path.substr(directory.size() + 1));
  }
  return found;
}

void Disk::write(Inode& file, std::size_t at, std::string_view bytes) {
  if (file.data.size() < at + bytes.size()) file.data.resize(at + bytes.size(), '\0');
  file.data.replace(at, bytes.size(), bytes);
  const bool clean = file.dirty_from >= file.dirty_to;
  file.dirty_from = clean ? at : std::min(file.dirty_from, at);
  file.dirty_to = clean ? at + bytes.size() : std::max(file.dirty_to, at + bytes.size());
}

void Disk::truncate(Inode& file, std::size_t size) {
  file.data.resize(size, '\0');
  file.dirty_to = std::min(file.dirty_to, size);
}

void Disk::sync(Inode& file) {
  file.durable.resize(file.data.size(), '\0');
  if (file.dirty_from < file.dirty_to) {
    file.durable.replace(file.dirty_from, file.dirty_to - file.dirty_from, file.data, file.dirty_from,
                         file.dirty_to - file.dirty_from);
  }
  file.dirty_from = file.dirty_to = 0;
}

void Disk::forget_dirty(Inode& file) {
  file.dirty_from = file.dirty_to = 0;
}

void Disk::sync_directory(const std::string& directory) {
  std::erase_if(unsynced_, [&](const auto& change) {
    return parent_of(change.set.empty() ? change.removed : change.set) == directory;
  });
  std::erase_if(durable_names_, [&](const auto& entry) { return parent_of(entry.first) == directory; });
  for (const auto& [path, file] : names_) {
    if (parent_of(path) == directory) durable_names_[path] = file;
  }
}

void Disk::keep_first_names(Random& random) {
  names_ = durable_names_;
  const auto kept = random.below(unsynced_.size() + 1);
  for (std::size_t i = 0; i < kept; ++i) {
    const auto& change = unsynced_[i];
    if (!change.removed.empty()) names_.erase(change.removed);
    if (!change.set.empty()) names_[change.set] = change.file;
  }
}

void Disk::come_back(Cut how, Random& random) {
  if (how == Cut::drop_all || how == Cut::forget_names) names_ = durable_names_;
  if (how == Cut::tear) keep_first_names(random);
  unsynced_.clear();
  for (const auto& [path, file] : names_) {
    file->data = file->durable = left_of(*file, how, random);
    file->dirty_from = file->dirty_to = 0;
  }
  durable_names_ = names_;
}

Disk::Image Disk::image() const {
  Image image;
  for (const auto& [path, file] : names_) image[path] = file->data;
  return image;
}

}  // namespace plenum::testing
