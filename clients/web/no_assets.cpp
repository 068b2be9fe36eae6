#include "clients/web/assets.h"

// PLENUM_WEB=OFF: a server without pages, for quick builds.
std::span<const plenum::web::Asset> plenum::web::assets() {
  return {};
}
