#include "clients/web/assets.h"

namespace plenum::web {

std::span<const Asset> assets() {
  return {};
}

}  // namespace plenum::web
