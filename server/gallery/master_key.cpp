#include "server/gallery/master_key.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace plenum {

namespace {

constexpr std::size_t key_bytes = crypto_auth_hmacsha256_KEYBYTES;
constexpr std::string_view head = "plenum gallery key 1\n";

const unsigned char* bytes(std::string_view s) {
  return reinterpret_cast<const unsigned char*>(s.data());
}

/// Closes when it goes.
struct File {
  int number = -1;
  ~File() {
    if (number >= 0) ::close(number);
  }
};

std::string hex(std::string_view raw) {
  std::string text(raw.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes(raw), raw.size());
  text.pop_back();
  return text;
}

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool sync_folder_of(const std::filesystem::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  const File opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  return opened.number >= 0 && ::fsync(opened.number) == 0;
}

// Under another name first: a crash in between must not leave half a key, which no start would take.
bool make(const std::filesystem::path& path) {
  std::string key(key_bytes, '\0');
  randombytes_buf(key.data(), key.size());
  const auto draft = path.string() + "." + hex(key).substr(0, 8) + ".new";
  {
    const File file{::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)};
    if (file.number < 0) return false;
    if (!write_all(file.number, std::string(head) + hex(key) + "\n") || ::fsync(file.number) != 0) return false;
  }
  // Never over one that stands there: two that start at once end with one key.
  const bool linked = ::link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST;
  ::unlink(draft.c_str());
  return linked && sync_folder_of(path);
}

std::string read_text(int file) {
  std::string text(256, '\0');
  const auto count = ::read(file, text.data(), text.size());
  text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return text;
}

std::optional<std::string> key_in(std::string_view text) {
  if (!text.starts_with(head)) return {};
  text.remove_prefix(head.size());
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  std::string key(key_bytes, '\0');
  std::size_t length = 0;
  const auto bad = sodium_hex2bin(reinterpret_cast<unsigned char*>(key.data()), key.size(), text.data(), text.size(),
                                  nullptr, &length, nullptr);
  if (bad != 0 || length != key_bytes || text.size() != 2 * key_bytes) return {};
  return key;
}

bool lies_in(const std::filesystem::path& file, const std::filesystem::path& folder) {
  std::error_code error;
  const auto inside = std::filesystem::weakly_canonical(file, error);
  const auto outside = std::filesystem::weakly_canonical(folder, error);
  const auto relative = inside.lexically_relative(outside);
  return !relative.empty() && *relative.begin() != "..";
}

}  // namespace

std::string keyed_hash(std::string_view key, std::string_view message) {
  std::string hash(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes(message), message.size());
  crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(hash.data()));
  return hash;
}

MasterKey::~MasterKey() {
  sodium_memzero(bytes_.data(), bytes_.size());
}

std::filesystem::path MasterKey::beside(const std::filesystem::path& data) {
  auto directory = std::filesystem::absolute(data).lexically_normal();
  if (!directory.has_filename()) directory = directory.parent_path();
  return directory.string() + ".gallery-key";
}

std::optional<MasterKey> MasterKey::open(const std::filesystem::path& path, const std::filesystem::path& data,
                                         bool may_make, std::string& why) {
  const auto name = "The gallery's key " + path.string();
  if (lies_in(path, data)) {
    why = name + " lies in the data directory, and so in every backup of it: set gallery_key to a file elsewhere.";
    return {};
  }
  File file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.number < 0 && errno == ENOENT && may_make && make(path))
    file.number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file.number < 0) {
    why = name + " cannot be read or made: " + std::strerror(errno) + ".";
    if (errno == ENOENT)
      why = name + " is missing, but this community has a gallery: bring it back, or all pseudonyms would change.";
    return {};
  }
  struct stat status{};
  if (::fstat(file.number, &status) != 0 || !S_ISREG(status.st_mode) || (status.st_mode & 077) != 0) {
    why = name + " can be read by others: chmod 600 it, and consider who may have read it.";
    return {};
  }
  auto key = key_in(read_text(file.number));
  if (!key) {
    why = name + " holds no key.";
    return {};
  }
  return MasterKey(*std::move(key));
}

std::string MasterKey::derive(std::string_view purpose, std::string_view owner) const {
  std::string message(purpose);
  message.push_back('\0');
  message += owner;
  return keyed_hash(bytes_, message);
}

std::string MasterKey::fingerprint() const {
  return derive("fingerprint").substr(0, 8);
}

}  // namespace plenum
