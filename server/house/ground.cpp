#include "server/house/ground.h"

#include <filesystem>

#include "server/house/gallery_key.h"
#include "server/node/sequencer.h"
#include "storage/machine/apply.h"

namespace plenum {

namespace {

std::string prepare_directory(const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) return directory + " cannot be made: " + error.message() + ".";
  // Members' words live here: nobody else on the machine reads them.
  std::filesystem::permissions(directory, std::filesystem::perms::owner_all, error);
  return {};
}

}  // namespace

std::string Ground::open(const Config& config) {
  if (auto fault = open_store(config.data); !fault.empty()) return fault;
  if (auto fault = open_order(config, *store, order); !fault.empty()) return fault;
  if (auto fault = join_and_found(config); !fault.empty()) return fault;
  auto found = store->view().get(key::Community{});
  if (!found) return "The store holds a log but no community: restore a backup with `plenumctl restore`.";
  community = *std::move(found);
  halt_if_too_new();
  return open_key(config);
}

// Facts that this program does not know may come with any event.
void Ground::halt_if_too_new() {
  const auto level = community.feature_level();
  if (level <= feature_level_known) return;
  store->halt("These data were written by a newer version, of feature level " + std::to_string(level) +
              "; this program knows " + std::to_string(feature_level_known) + ": install that version.");
}

std::string Ground::open_store(const std::string& directory) {
  if (auto fault = prepare_directory(directory); !fault.empty()) return fault;
  std::string fault;
  store = Store::open(directory, rocksdb::Env::Default(), fault);
  return store ? std::string() : fault;
}

std::string Ground::join_and_found(const Config& config) {
  if (order.shared) {
    if (auto fault = join_others(*store, *order.shared); !fault.empty()) return fault;
  }
  if (auto fault = found_community(*store, order.log(), chance, config.community); !fault.empty()) return fault;
  if (!order.shared || !order.shared->log().closed_because().empty()) return {};
  order.log().tail();  // a log that was founded just now opens an epoch that says whose it is
  return join_others(*store, *order.shared);
}

std::string Ground::open_key(const Config& config) {
  std::string fault;
  const auto kept = open_gallery_key(config, store->view(), fault);
  if (!fault.empty()) return fault;
  has_key = kept.has_value();
  if (has_key) {
    key.emplace(*kept);
  } else {
    key.emplace(chance.bytes(32));
  }
  if (order.shared && has_key) return order.shared->carry_gallery_key(key->fingerprint());
  return {};
}

}  // namespace plenum
