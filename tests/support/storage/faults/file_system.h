#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include "tests/support/storage/faults/disk.h"

namespace plenum::testing {

/// What a program asks of a disk; each is one call that can fail.
enum class Call { open, create, read, write, sync, sync_directory, rename, remove, look, lock, close };
const char* name_of(Call);

enum class Fault {
  none,
  io_error,     // EIO, and the call did nothing
  no_space,     // ENOSPC
  short_write,  // half of the bytes came down, then EIO
};

/// A file system for RocksDB over a Disk: it counts calls, fails the one it is told to, and goes dark at a power cut.
/// Nothing reaches the real disk. Thread safe; must outlive the store above it.
class FaultyFileSystem final : public rocksdb::FileSystem {
public:
  explicit FaultyFileSystem(std::shared_ptr<Disk> disk) : disk_(std::move(disk)) {}

  /// From this many calls on the power is off: that call is done by half, every later one fails.
  void cut_after(std::uint64_t calls) { cut_at_ = calls_ + calls; }
  bool is_off() const { return off_; }
  /// Nothing is written any more, at once.
  void cut_now() { off_ = true; }
  void power_on();

  /// The call of this number fails once, counted from 1 and from now among those that can fail so: a full disk
  /// fails no read, a short write nothing but writes.
  void fail_call(std::uint64_t number, Fault fault);
  struct Failed {
    bool happened = false;
    Call call = Call::look;
    std::string path;
  };
  Failed failed() const;
  std::uint64_t calls() const { return calls_; }

  /// A mutant of a disk: says that it synced and did not.
  void ignore(Call call) { ignored_ = call; }

  /// Called, without any lock, before a file whose name ends so is created.
  void on_create(std::string ending, std::function<void()> what);

  const char* Name() const override { return "FaultyFileSystem"; }
  using O = rocksdb::IOOptions;
  using D = rocksdb::IODebugContext;
  using F = rocksdb::FileOptions;
  using S = rocksdb::IOStatus;
  S NewSequentialFile(const std::string&, const F&, std::unique_ptr<rocksdb::FSSequentialFile>*, D*) override;
  S NewRandomAccessFile(const std::string&, const F&, std::unique_ptr<rocksdb::FSRandomAccessFile>*, D*) override;
  S NewWritableFile(const std::string&, const F&, std::unique_ptr<rocksdb::FSWritableFile>*, D*) override;
  S ReopenWritableFile(const std::string&, const F&, std::unique_ptr<rocksdb::FSWritableFile>*, D*) override;
  S NewRandomRWFile(const std::string&, const F&, std::unique_ptr<rocksdb::FSRandomRWFile>*, D*) override;
  S NewDirectory(const std::string&, const O&, std::unique_ptr<rocksdb::FSDirectory>*, D*) override;
  S FileExists(const std::string&, const O&, D*) override;
  S GetChildren(const std::string&, const O&, std::vector<std::string>*, D*) override;
  S DeleteFile(const std::string&, const O&, D*) override;
  S Truncate(const std::string&, size_t, const O&, D*) override;
  S CreateDir(const std::string&, const O&, D*) override;
  S CreateDirIfMissing(const std::string&, const O&, D*) override;
  S DeleteDir(const std::string&, const O&, D*) override;
  S GetFileSize(const std::string&, const O&, uint64_t*, D*) override;
  S GetFileModificationTime(const std::string&, const O&, uint64_t*, D*) override;
  S RenameFile(const std::string&, const std::string&, const O&, D*) override;
  S LinkFile(const std::string&, const std::string&, const O&, D*) override;
  S NumFileLinks(const std::string&, const O&, uint64_t*, D*) override;
  S AreFilesSame(const std::string&, const std::string&, const O&, bool*, D*) override;
  S LockFile(const std::string&, const O&, rocksdb::FileLock**, D*) override;
  S UnlockFile(rocksdb::FileLock*, const O&, D*) override;
  S GetTestDirectory(const O&, std::string*, D*) override;
  S NewLogger(const std::string&, const O&, std::shared_ptr<rocksdb::Logger>*, D*) override;
  S GetAbsolutePath(const std::string&, const O&, std::string*, D*) override;
  S IsDirectory(const std::string&, const O&, bool*, D*) override;

  // For the files that were opened here: call them with the disk's mutex held.
  S enter(Call call, const std::string& path, Fault* fault = nullptr);
  S write(Disk::Inode&, const std::string& path, std::size_t at, std::string_view bytes);
  S sync(Disk::Inode&, const std::string& path);
  std::mutex& mutex() { return disk_->mutex; }

private:
  std::shared_ptr<Disk> disk_;
  std::atomic<std::uint64_t> calls_{0};
  std::atomic<std::uint64_t> cut_at_{~0ULL};
  std::atomic<bool> off_{false};
  std::uint64_t fail_in_ = 0;
  Fault fault_ = Fault::none;
  Failed failed_;
  std::optional<Call> ignored_;
  std::string create_ending_;
  std::function<void()> on_create_;
  std::set<std::string> locked_;
};

}  // namespace plenum::testing
