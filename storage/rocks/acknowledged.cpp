#include "storage/rocks/acknowledged.h"

#include "storage/rocks/keys.h"

namespace plenum {

namespace {

constexpr std::uint64_t writes_per_sync = 256;  // so that a power cut does not put it far behind
constexpr std::size_t number_bytes = 8;
constexpr std::size_t hash_bytes = 32;
constexpr std::size_t sum_bytes = 16;
constexpr std::size_t file_bytes = 3 * number_bytes + hash_bytes + sum_bytes;

std::string sum_of(std::string_view bytes) {
  return digest_personal("ACKNOWLEDGED", bytes).substr(0, sum_bytes);
}

std::string encode(const Acknowledged& a) {
  auto bytes = encode_offset(a.writes) + encode_offset(a.tail.offset) + encode_offset(a.tail.epoch) + a.tail.hash;
  return bytes + sum_of(bytes);
}

std::optional<Acknowledged> decode(std::string_view bytes) {
  if (bytes.size() != file_bytes) return {};
  const auto said = bytes.substr(0, file_bytes - sum_bytes);
  if (sum_of(said) != bytes.substr(said.size())) return {};
  Acknowledged a;
  a.writes = decode_offset(said.substr(0, number_bytes));
  a.tail.offset = decode_offset(said.substr(number_bytes, number_bytes));
  a.tail.epoch = decode_offset(said.substr(2 * number_bytes, number_bytes));
  a.tail.hash = said.substr(3 * number_bytes);
  return a;
}

}  // namespace

AcknowledgedFile::AcknowledgedFile(rocksdb::Env* env, const std::filesystem::path& directory)
    : env_(env != nullptr ? env : rocksdb::Env::Default()),
      directory_(directory.string()),
      path_((directory / "ACKNOWLEDGED").string()) {}

// A clean end leaves it exact for a power cut that comes later.
AcknowledgedFile::~AcknowledgedFile() {
  if (!file_) return;
  (void)file_->Sync();
  (void)file_->Close();
}

std::optional<Acknowledged> AcknowledgedFile::read() const {
  std::string bytes;
  if (!rocksdb::ReadFileToString(env_, path_, &bytes).ok()) return {};
  return decode(bytes);
}

bool AcknowledgedFile::open(const Acknowledged& a) {
  if (!read()) {
    std::unique_ptr<rocksdb::Directory> directory;
    const bool made = rocksdb::WriteStringToFile(env_, encode(a), path_, true).ok() &&
                      env_->NewDirectory(directory_, &directory).ok() && directory->Fsync().ok();
    if (!made) return false;
  }
  return env_->NewRandomRWFile(path_, &file_, rocksdb::EnvOptions()).ok() && write(a);
}

bool AcknowledgedFile::write(const Acknowledged& a) {
  if (!file_ || !file_->Write(0, encode(a)).ok()) return false;
  return a.writes % writes_per_sync != 0 || file_->Sync().ok();
}

}  // namespace plenum
