#pragma once

#include <memory>
#include <optional>
#include <string>

#include "proto/record.pb.h"
#include "server/config.h"
#include "server/gallery/master_key.h"
#include "server/house/order.h"
#include "server/node/chance.h"
#include "storage/rocks/store.h"

namespace plenum {

/// What every room stands on: the store, the order of its events, the community's own record, the gallery's key.
/// Belongs to the main thread until the rooms stand.
struct Ground {
  /// Opens the store, joins the other nodes, founds the community where there is none. Returns what is wrong, or
  /// nothing; may wait for the others.
  std::string open(const Config&);

  const MasterKey& master_key() const { return *key; }

  SystemChance chance;
  std::unique_ptr<Store> store;
  Order order;
  log::CommunityRecord community;
  std::optional<MasterKey> key;  // one of chance's own where nobody has listened yet and none can be kept
  bool has_key = false;          // a key that is kept: only then anything may enter a gallery

private:
  std::string open_store(const std::string& directory);
  std::string join_and_found(const Config&);
  std::string open_key(const Config&);
  void halt_if_too_new();
};

}  // namespace plenum
