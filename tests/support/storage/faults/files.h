#pragma once

#include <algorithm>
#include <cstring>

#include "tests/support/storage/faults/file_system.h"

// The kinds of files that RocksDB opens, over one Inode. Only file_system.cpp uses them.
namespace plenum::testing {

class OpenFile {
public:
  using O = rocksdb::IOOptions;
  using D = rocksdb::IODebugContext;
  using S = rocksdb::IOStatus;
  OpenFile(FaultyFileSystem& fs, std::string path, Disk::File file)
      : fs_(fs), path_(std::move(path)), file_(std::move(file)) {}

protected:
  S read(std::size_t at, std::size_t n, rocksdb::Slice* result, char* scratch) const {
    const std::lock_guard lock(fs_.mutex());
    *result = {};
    if (auto s = fs_.enter(Call::read, path_); !s.ok()) return s;
    const auto from = std::min(at, file_->data.size());
    const auto size = std::min(n, file_->data.size() - from);
    std::memcpy(scratch, file_->data.data() + from, size);
    *result = rocksdb::Slice(scratch, size);
    return S::OK();
  }
  S write(std::size_t at, const rocksdb::Slice& data) {
    const std::lock_guard lock(fs_.mutex());
    return fs_.write(*file_, path_, at, data.ToStringView());
  }
  S append(const rocksdb::Slice& data) {
    const std::lock_guard lock(fs_.mutex());
    return fs_.write(*file_, path_, file_->data.size(), data.ToStringView());
  }
  S sync() {
    const std::lock_guard lock(fs_.mutex());
    return fs_.sync(*file_, path_);
  }
  S close() {
    const std::lock_guard lock(fs_.mutex());
    return fs_.enter(Call::close, path_);
  }
  std::size_t size() const {
    const std::lock_guard lock(fs_.mutex());
    return file_->data.size();
  }

  FaultyFileSystem& fs_;
  std::string path_;
  Disk::File file_;
};

class SequentialFile final : public rocksdb::FSSequentialFile, OpenFile {
public:
  using OpenFile::OpenFile;
  S Read(size_t n, const O&, rocksdb::Slice* result, char* scratch, D*) override {
    auto s = read(at_, n, result, scratch);
    at_ += result->size();
    return s;
  }
  S Skip(uint64_t n) override { return at_ += n, S::OK(); }

private:
  std::size_t at_ = 0;
};

class RandomAccessFile final : public rocksdb::FSRandomAccessFile, OpenFile {
public:
  using OpenFile::OpenFile;
  S Read(uint64_t at, size_t n, const O&, rocksdb::Slice* result, char* scratch, D*) const override {
    return read(at, n, result, scratch);
  }
};

class WritableFile final : public rocksdb::FSWritableFile, OpenFile {
public:
  using OpenFile::OpenFile;
  using rocksdb::FSWritableFile::Append;
  S Append(const rocksdb::Slice& data, const O&, D*) override { return append(data); }
  S Append(const rocksdb::Slice& data, const O&, const rocksdb::DataVerificationInfo&, D*) override {
    return append(data);
  }
  S Truncate(uint64_t size, const O&, D*) override {
    const std::lock_guard lock(fs_.mutex());
    if (auto s = fs_.enter(Call::write, path_); !s.ok()) return s;
    Disk::truncate(*file_, size);
    return S::OK();
  }
  S Close(const O&, D*) override { return close(); }
  S Flush(const O&, D*) override { return S::OK(); }
  S Sync(const O&, D*) override { return sync(); }
  S Fsync(const O&, D*) override { return sync(); }
  bool IsSyncThreadSafe() const override { return true; }
  uint64_t GetFileSize(const O&, D*) override { return size(); }
};

class RandomRWFile final : public rocksdb::FSRandomRWFile, OpenFile {
public:
  using OpenFile::OpenFile;
  S Write(uint64_t at, const rocksdb::Slice& data, const O&, D*) override { return write(at, data); }
  S Read(uint64_t at, size_t n, const O&, rocksdb::Slice* result, char* scratch, D*) const override {
    return read(at, n, result, scratch);
  }
  S Flush(const O&, D*) override { return S::OK(); }
  S Sync(const O&, D*) override { return sync(); }
  S Fsync(const O&, D*) override { return sync(); }
  S Close(const O&, D*) override { return close(); }
};

/// RocksDB's own diary: of no matter here.
class NoLogger final : public rocksdb::Logger {
public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

class HeldLock final : public rocksdb::FileLock {
public:
  explicit HeldLock(std::string held) : path(std::move(held)) {}
  std::string path;
};

}  // namespace plenum::testing
