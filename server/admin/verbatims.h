#pragma once

#include <cstdint>
#include <functional>

#include "server/gateway/service.h"
#include "storage/rocks/store.h"

namespace plenum {

/// The operator's: whether extracts were taken here. The store outlives every call.
void serve_verbatims(Service&, const Store&, std::function<std::int64_t()> now_ms);

}  // namespace plenum
