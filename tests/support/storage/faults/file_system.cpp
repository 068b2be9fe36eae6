#include "tests/support/storage/faults/file_system.h"

#include "tests/support/storage/faults/files.h"

namespace plenum::testing {

namespace {

// "/data//x" and "/data/" are "/data/x" and "/data".
std::string plain(const std::string& path) {
  std::string out;
  for (const char c : path) {
    if (c != '/' || out.empty() || out.back() != '/') out.push_back(c);
  }
  while (out.size() > 1 && out.back() == '/') out.pop_back();
  return out;
}

rocksdb::IOStatus error_of(Fault fault, const std::string& path) {
  if (fault != Fault::no_space) return rocksdb::IOStatus::IOError("made to fail", path);
  auto status = rocksdb::IOStatus::NoSpace("made to fail", path);
  status.SetRetryable(true);  // as the real file system says
  return status;
}

bool can_fail(Fault fault, Call call) {
  switch (fault) {
    case Fault::none:
      return false;
    case Fault::io_error:
      return true;
    case Fault::no_space:
      return call == Call::create || call == Call::write || call == Call::sync || call == Call::rename;
    case Fault::short_write:
      return call == Call::write;
  }
  return false;
}

rocksdb::IOStatus missing(const std::string& path) {
  return rocksdb::IOStatus::PathNotFound("No such file", path);
}

}  // namespace

const char* name_of(Call call) {
  const char* names[] = {"open",   "create", "read", "write", "sync", "sync directory",
                         "rename", "remove", "look", "lock",  "close"};
  return names[static_cast<int>(call)];
}

void FaultyFileSystem::power_on() {
  off_ = false;
  cut_at_ = ~0ULL;
  locked_.clear();
}

void FaultyFileSystem::fail_call(std::uint64_t number, Fault fault) {
  const std::lock_guard lock(mutex());
  fail_in_ = number;
  fault_ = fault;
  failed_ = {};
}

FaultyFileSystem::Failed FaultyFileSystem::failed() const {
  const std::lock_guard lock(disk_->mutex);
  return failed_;
}

void FaultyFileSystem::on_create(std::string ending, std::function<void()> what) {
  const std::lock_guard lock(mutex());
  create_ending_ = std::move(ending);
  on_create_ = std::move(what);
}

// `fault` is given where the caller can do a call by half: it is told, and the caller does it.
FaultyFileSystem::S FaultyFileSystem::enter(Call call, const std::string& path, Fault* fault) {
  // What is done without power is of no matter, but RocksDB and the store may abort where they cannot read on.
  const bool reads = call == Call::open || call == Call::read || call == Call::look || call == Call::close;
  if (off_) return reads ? S::OK() : S::IOError("the power is off", path);
  const auto number = ++calls_;
  if (number >= cut_at_) {
    off_ = true;
    if (fault != nullptr) *fault = Fault::short_write;
    return reads ? S::OK() : S::IOError("the power went", path);
  }
  if (!can_fail(fault_, call) || fail_in_ == 0 || --fail_in_ > 0) return S::OK();
  failed_ = {true, call, path};
  if (fault != nullptr) *fault = fault_;
  return error_of(fault_, path);
}

FaultyFileSystem::S FaultyFileSystem::write(Disk::Inode& file, const std::string& path, std::size_t at,
                                            std::string_view bytes) {
  auto fault = Fault::none;
  const auto status = enter(Call::write, path, &fault);
  if (status.ok()) Disk::write(file, at, bytes);
  if (fault == Fault::short_write) Disk::write(file, at, bytes.substr(0, bytes.size() / 2));
  return status;
}

FaultyFileSystem::S FaultyFileSystem::sync(Disk::Inode& file, const std::string& path) {
  if (off_) return enter(Call::sync, path);
  auto status = enter(Call::sync, path);
  if (!status.ok() && !off_) Disk::forget_dirty(file);
  if (status.ok() && ignored_ != Call::sync) Disk::sync(file);
  return status;
}

FaultyFileSystem::S FaultyFileSystem::NewSequentialFile(const std::string& name, const F&,
                                                        std::unique_ptr<rocksdb::FSSequentialFile>* out, D*) {
  const std::lock_guard lock(mutex());
  const auto path = plain(name);
  if (auto s = enter(Call::open, path); !s.ok()) return s;
  const auto file = disk_->find(path);
  if (!file) return missing(path);
  *out = std::make_unique<SequentialFile>(*this, path, file);
  return S::OK();
}

FaultyFileSystem::S FaultyFileSystem::NewRandomAccessFile(const std::string& name, const F&,
                                                          std::unique_ptr<rocksdb::FSRandomAccessFile>* out, D*) {
  const std::lock_guard lock(mutex());
  const auto path = plain(name);
  if (auto s = enter(Call::open, path); !s.ok()) return s;
  const auto file = disk_->find(path);
  if (!file) return missing(path);
  *out = std::make_unique<RandomAccessFile>(*this, path, file);
  return S::OK();
}

FaultyFileSystem::S FaultyFileSystem::NewWritableFile(const std::string& name, const F&,
                                                      std::unique_ptr<rocksdb::FSWritableFile>* out, D*) {
  const auto path = plain(name);
  std::function<void()> told;
  {
    const std::lock_guard lock(mutex());
    if (on_create_ && path.ends_with(create_ending_)) told = on_create_;
  }
  if (told) told();
  const std::lock_guard lock(mutex());
  if (auto s = enter(Call::create, path); !s.ok()) return s;
  *out = std::make_unique<WritableFile>(*this, path, disk_->create(path));
  return S::OK();
}

FaultyFileSystem::S FaultyFileSystem::ReopenWritableFile(const std::string& name, const F&,
                                                         std::unique_ptr<rocksdb::FSWritableFile>* out, D*) {
  const std::lock_guard lock(mutex());
  const auto path = plain(name);
  if (auto s = enter(Call::create, path); !s.ok()) return s;
  auto file = disk_->find(path);
  if (!file) file = disk_->create(path);
  *out = std::make_unique<WritableFile>(*this, path, file);
  return S::OK();
}

FaultyFileSystem::S FaultyFileSystem::NewRandomRWFile(const std::string& name, const F&,
                                                      std::unique_ptr<rocksdb::FSRandomRWFile>* out, D*) {
  const std::lock_guard lock(mutex());
  const auto path = plain(name);
  if (auto s = enter(Call::open, path); !s.ok()) return s;
  const auto file = disk_->find(path);
  if (!file) return missing(path);
  *out = std::make_unique<RandomRWFile>(*this, path, file);
  return S::OK();
}

namespace {

class Directory final : public rocksdb::FSDirectory {
public:
  Directory(std::function<rocksdb::IOStatus()> sync) : sync_(std::move(sync)) {}
  rocksdb::IOStatus Fsync(const rocksdb::IOOptions&, rocksdb::IODebugContext*) override { return sync_(); }
  rocksdb::IOStatus Close(const rocksdb::IOOptions&, rocksdb::IODebugContext*) override {
    return rocksdb::IOStatus::OK();
  }

private:
  std::function<rocksdb::IOStatus()> sync_;
};

}  // namespace

FaultyFileSystem::S FaultyFileSystem::NewDirectory(const std::string& name, const O&,
                                                   std::unique_ptr<rocksdb::FSDirectory>* out, D*) {
  const std::lock_guard lock(mutex());
  const auto path = plain(name);
  if (auto s = enter(Call::open, path); !s.ok()) return s;
  if (!disk_->is_directory(path)) return missing(path);
  *out = std::make_unique<Directory>([this, path] {
    const std::lock_guard inner(mutex());
    if (auto s = enter(Call::sync_directory, path); !s.ok()) return s;
    if (ignored_ != Call::sync_directory) disk_->sync_directory(path);
    return S::OK();
  });
  return S::OK();
}

FaultyFileSystem::S FaultyFileSystem::FileExists(const std::string& name, const O&, D*) {
  const std::lock_guard lock(mutex());
  const auto path = plain(name);
  if (auto s = enter(Call::look, path); !s.ok()) return s;
  return disk_->find(path) || disk_->is_directory(path) ? S::OK() : S::NotFound(path);
}

FaultyFileSystem::S FaultyFileSystem::GetChildren(const std::string& name, const O&, std::vector<std::string>* out,
                                                  D*) {
  const std::lock_guard lock(mutex());
  const auto path = plain(name);
  if (auto s = enter(Call::look, path); !s.ok()) return s;
  if (!disk_->is_directory(path)) return S::NotFound(path);
  *out = disk_->children(path);
  return S::OK();
}

FaultyFileSystem::S FaultyFileSystem::DeleteFile(const std::string& name, const O&, D*) {
  const std::lock_guard lock(mutex());
  const auto path = plain(name);
  if (auto s = enter(Call::remove, path); !s.ok()) return s;
  return disk_->remove(path) ? S::OK() : missing(path);
}

FaultyFileSystem::S FaultyFileSystem::Truncate(const std::string& name, size_t size, const O&, D*) {
  const std::lock_guard lock(mutex());
  const auto path = plain(name);
  if (auto s = enter(Call::write, path); !s.ok()) return s;
  const auto file = disk_->find(path);
  if (!file) return missing(path);
  Disk::truncate(*file, size);
  return S::OK();
}

// Directories are made before a store lives in them; their own names count as durable.
FaultyFileSystem::S FaultyFileSystem::CreateDir(const std::string& name, const O&, D*) {
  const std::lock_guard lock(mutex());
  const auto path = plain(name);
  if (auto s = enter(Call::create, path); !s.ok()) return s;
  if (disk_->is_directory(path)) return S::IOError("exists", path);
  disk_->make_directory(path);
  return S::OK();
}

FaultyFileSystem::S FaultyFileSystem::CreateDirIfMissing(const std::string& name, const O&, D*) {
  const std::lock_guard lock(mutex());
  const auto path = plain(name);
  if (auto s = enter(Call::create, path); !s.ok()) return s;
  disk_->make_directory(path);
  return S::OK();
}

FaultyFileSystem::S FaultyFileSystem::DeleteDir(const std::string& name, const O&, D*) {
  const std::lock_guard lock(mutex());
  const auto path = plain(name);
  if (auto s = enter(Call::remove, path); !s.ok()) return s;
  return disk_->remove_directory(path) ? S::OK() : missing(path);
}

FaultyFileSystem::S FaultyFileSystem::GetFileSize(const std::string& name, const O&, uint64_t* out, D*) {
  const std::lock_guard lock(mutex());
  const auto path = plain(name);
  if (auto s = enter(Call::look, path); !s.ok()) return s;
  const auto file = disk_->find(path);
  if (!file) return missing(path);
  *out = file->data.size();
  return S::OK();
}

FaultyFileSystem::S FaultyFileSystem::GetFileModificationTime(const std::string&, const O&, uint64_t* out, D*) {
  return *out = 1, S::OK();
}

FaultyFileSystem::S FaultyFileSystem::RenameFile(const std::string& from, const std::string& to, const O&, D*) {
  const std::lock_guard lock(mutex());
  if (auto s = enter(Call::rename, plain(to)); !s.ok()) return s;
  return disk_->rename(plain(from), plain(to)) ? S::OK() : missing(from);
}

FaultyFileSystem::S FaultyFileSystem::LinkFile(const std::string& from, const std::string& to, const O&, D*) {
  const std::lock_guard lock(mutex());
  if (auto s = enter(Call::rename, plain(to)); !s.ok()) return s;
  return disk_->link(plain(from), plain(to)) ? S::OK() : missing(from);
}

FaultyFileSystem::S FaultyFileSystem::NumFileLinks(const std::string&, const O&, uint64_t*, D*) {
  return S::NotSupported();
}

FaultyFileSystem::S FaultyFileSystem::AreFilesSame(const std::string&, const std::string&, const O&, bool*, D*) {
  return S::NotSupported();
}

FaultyFileSystem::S FaultyFileSystem::LockFile(const std::string& name, const O&, rocksdb::FileLock** out, D*) {
  const std::lock_guard lock(mutex());
  const auto path = plain(name);
  if (auto s = enter(Call::lock, path); !s.ok()) return s;
  if (!locked_.insert(path).second) return S::IOError("While lock file: " + path, "held");
  if (!disk_->find(path)) disk_->create(path);
  *out = new HeldLock(path);
  return S::OK();
}

FaultyFileSystem::S FaultyFileSystem::UnlockFile(rocksdb::FileLock* held, const O&, D*) {
  const std::lock_guard lock(mutex());
  const std::unique_ptr<HeldLock> owned(static_cast<HeldLock*>(held));
  locked_.erase(owned->path);
  return S::OK();
}

FaultyFileSystem::S FaultyFileSystem::GetTestDirectory(const O&, std::string* out, D*) {
  return *out = "/test", S::OK();
}

FaultyFileSystem::S FaultyFileSystem::NewLogger(const std::string&, const O&, std::shared_ptr<rocksdb::Logger>* out,
                                                D*) {
  *out = std::make_shared<NoLogger>();
  return S::OK();
}

FaultyFileSystem::S FaultyFileSystem::GetAbsolutePath(const std::string& name, const O&, std::string* out, D*) {
  return *out = plain(name), S::OK();
}

FaultyFileSystem::S FaultyFileSystem::IsDirectory(const std::string& name, const O&, bool* out, D*) {
  const std::lock_guard lock(mutex());
  return *out = disk_->is_directory(plain(name)), S::OK();
}

}  // namespace plenum::testing
