#include "server/admin/backup.h"

#include <filesystem>
#include <fstream>

#include "server/gateway/service.h"
#include "storage/rocks/replay.h"

namespace plenum {

namespace {

namespace fs = std::filesystem;

v1::Refusal refusal_with(v1::RefusalCode code, std::string sentence) {
  auto refusal = refusal_of(Fault{code, "directory"});
  refusal.set_sentence(std::move(sentence));
  return refusal;
}

std::optional<v1::Refusal> check_place(const fs::path& directory) {
  std::error_code error;
  if (!directory.is_absolute()) return refusal_with(v1::FIELD_INVALID, "Name the backup's directory by its full path.");
  if (fs::exists(fs::symlink_status(directory, error))) {
    return refusal_with(v1::FIELD_INVALID, directory.string() + " exists already: name a directory that does not.");
  }
  if (!fs::is_directory(directory.parent_path(), error)) {
    return refusal_with(v1::FIELD_INVALID, directory.parent_path().string() + " does not exist: make it first.");
  }
  return {};
}

std::uint64_t bytes_in(const fs::path& directory) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (const auto& file : fs::directory_iterator(directory, error)) {
    if (file.is_regular_file(error)) bytes += file.file_size(error);
  }
  return bytes;
}

// What went wrong, or nothing.
std::string read_back(const fs::path& directory, v1::BackupReply& reply) {
  std::string why;
  const auto copy = Store::open(directory, rocksdb::Env::Default(), why);
  if (!copy) return why;
  const auto found = replay(*copy);
  reply.set_state_digest(found.live_digest);
  reply.set_tail(found.tail.offset);
  return found.fault;
}

bool write_note(const fs::path& file, std::int64_t now_ms, const v1::BackupReply& reply) {
  std::ofstream out(file);
  out << "{\"state_digest\":\"" << reply.state_digest() << "\",\"tail\":" << reply.tail()
      << ",\"made_at_ms\":" << now_ms << "}\n";
  out.close();
  return !out.fail();
}

}  // namespace

std::optional<v1::Refusal> make_backup(const Store& store, const std::string& path, std::int64_t now_ms,
                                       v1::BackupReply& reply) {
  const fs::path directory(path);
  if (auto refusal = check_place(directory)) return refusal;
  auto fault = store.checkpoint(directory);
  if (fault.empty()) fault = read_back(directory, reply);
  if (fault.empty() && !write_note(directory / "backup.json", now_ms, reply)) fault = "backup.json cannot be written.";
  if (!fault.empty()) {
    std::error_code error;
    fs::remove_all(directory, error);
    return refusal_with(v1::UNAVAILABLE, "The backup could not be made: " + fault);
  }
  std::error_code error;
  fs::permissions(directory, fs::perms::owner_all, error);
  reply.set_bytes(bytes_in(directory));
  return {};
}

}  // namespace plenum
