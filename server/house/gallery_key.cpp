#include "server/house/gallery_key.h"

#include <filesystem>
#include <limits>

#include <spdlog/spdlog.h>

#include "storage/log/redis/words.h"

namespace plenum {

namespace {

std::string key_path(const Config& config) {
  return config.gallery_key.empty() ? MasterKey::beside(config.data).string() : config.gallery_key;
}

// Then pseudonyms have been given, and another key would change them all.
bool was_ever_listened_to(const View& view) {
  bool any = false;
  constexpr auto last = std::numeric_limits<std::uint64_t>::max();
  view.scan(key::Company{CompanyId{}}, key::Company{CompanyId{last}}, [&](const key::Any&, std::string_view) {
    any = true;
    return false;
  });
  return any;
}

}  // namespace

std::optional<MasterKey> open_gallery_key(const Config& config, const View& view, std::string& fault) {
  const auto path = key_path(config);
  if (config.maintenance) {  // a backup is verified without it
    std::string ignored;
    return MasterKey::open(path, config.data, false, ignored);
  }
  const bool listened = was_ever_listened_to(view);
  auto key = MasterKey::open(path, config.data, !listened, fault);
  if (key || listened || !config.gallery_key.empty() || std::filesystem::exists(path)) return key;
  spdlog::warn("{} Until gallery_key names a place for it, what is written stays among members.", fault);
  fault.clear();
  return {};
}

std::string gallery_key_fingerprint(const Config& config, std::string& fault) {
  if (!std::filesystem::exists(key_path(config))) return {};
  const auto key = MasterKey::open(key_path(config), config.data, false, fault);
  return key ? redis::hex(key->fingerprint()) : std::string();
}

}  // namespace plenum
