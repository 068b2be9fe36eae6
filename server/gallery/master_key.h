#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace plenum {

/// HMAC-SHA-256, 32 bytes. `key`: 32 bytes.
std::string keyed_hash(std::string_view key, std::string_view message);

/// The secret from which author tokens and pseudonyms are made. Lies in a file of its own, outside the data directory
/// and whatever is backed up with it: whoever finds a backup cannot tell authors from pseudonyms, and whoever loses the
/// file cannot give anybody the same pseudonym again. Immutable; any thread.
class MasterKey {
public:
  /// `bytes`: 32.
  explicit MasterKey(std::string bytes) : bytes_(std::move(bytes)) {}
  ~MasterKey();
  MasterKey(const MasterKey&) = default;
  MasterKey(MasterKey&&) = default;

  /// DIR.gallery-key, where none is configured.
  static std::filesystem::path beside(const std::filesystem::path& data);

  /// Reads the file; where there is none and `may_make`, makes one (mode 0600, on disk before it returns). Refuses a
  /// file that others may read, one inside the data directory, and one that is no key: `why` is a sentence.
  static std::optional<MasterKey> open(const std::filesystem::path& file, const std::filesystem::path& data,
                                       bool may_make, std::string& why);

  /// A key for one purpose and one owner; none of them tells another.
  std::string derive(std::string_view purpose, std::string_view owner = {}) const;

  /// 8 bytes that say which key this is and nothing about it.
  std::string fingerprint() const;

private:
  std::string bytes_;
};

}  // namespace plenum
