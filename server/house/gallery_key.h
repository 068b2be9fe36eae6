#pragma once

#include <optional>
#include <string>

#include "server/config.h"
#include "server/gallery/master_key.h"
#include "storage/machine/state.h"

namespace plenum {

/// The gallery's master key, from the file that the configuration names or beside the data directory. Made where there
/// is none and nobody has listened yet. Nothing, and no fault: it cannot be made here, and nobody listens yet; then
/// nothing enters a gallery either.
std::optional<MasterKey> open_gallery_key(const Config&, const View&, std::string& fault);

/// Of the file that is there, if any: what nodes must have in common is compared before anything is learnt of them.
std::string gallery_key_fingerprint(const Config&, std::string& fault);

}  // namespace plenum
