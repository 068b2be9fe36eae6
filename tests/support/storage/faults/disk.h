#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "tests/support/storage/seed.h"

namespace plenum::testing {

/// What an operating system does with a file that was not synced when the power went.
enum class Cut {
  drop_all,      // only what was synced is there; names are those of the last directory sync
  keep_all,      // as when a process is killed: the page cache was written after all
  truncate,      // of what was appended since the sync, a random beginning
  tear,          // 512-byte sectors: each one old or new; of the changed names the first few, as a journal has them
  forget_names,  // the bytes came down, the directory did not
};

/// A disk in memory that keeps apart what a reader sees and what would still be there after a power cut. Strict
/// POSIX: bytes survive once their file was synced, names once their directory was.
/// Thread safe. Knows no RocksDB: FaultyFileSystem puts it under one.
class Disk {
public:
  using Image = std::map<std::string, std::string>;  // path to bytes

  struct Inode {
    std::string data;     // what a reader sees
    std::string durable;  // what the platter holds
    std::size_t dirty_from = 0;
    std::size_t dirty_to = 0;
    bool dirty() const { return dirty_from < dirty_to || data.size() < durable.size(); }
  };
  using File = std::shared_ptr<Inode>;

  Disk() = default;
  explicit Disk(const Image& image);

  std::mutex mutex;  // held by the file system around every call below

  File find(const std::string& path) const;
  File create(const std::string& path);
  bool remove(const std::string& path);
  bool rename(const std::string& from, const std::string& to);
  bool link(const std::string& from, const std::string& to);
  void make_directory(const std::string& path);
  bool is_directory(const std::string& path) const { return directories_.contains(path); }
  bool remove_directory(const std::string& path) { return directories_.erase(path) > 0; }
  std::vector<std::string> children(const std::string& directory) const;

  static void write(Inode&, std::size_t at, std::string_view bytes);
  static void truncate(Inode&, std::size_t size);
  static void sync(Inode&);
  /// A sync that failed: the kernel calls the pages clean, and they are never written (Rebello et al., ATC '20).
  static void forget_dirty(Inode&);
  void sync_directory(const std::string& directory);

  /// The power is back: what is seen now is what the cut left.
  void come_back(Cut how, Random& random);

  /// Everything as a reader sees it.
  Image image() const;

private:
  struct NameChange {
    std::string removed;  // empty: none
    std::string set;
    File file;
  };
  void change_names(NameChange change);
  void keep_first_names(Random& random);

  std::vector<NameChange> unsynced_;  // since the sync of their directory, in order
  std::map<std::string, File> names_;
  std::map<std::string, File> durable_names_;
  std::set<std::string> directories_;
};

}  // namespace plenum::testing
