#pragma once

#include <cstdint>

#include "storage/machine/state.h"

// What a company is told of what it has extracts of, and must acknowledge.
namespace plenum {

/// A notice that waits longer than this lays the company's exports to rest.
inline constexpr std::int64_t notice_patience_ms = 72LL * 3600 * 1000;

std::uint32_t notices_waiting(const log::CompanyRecord&);

bool exports_rest(const View&, CompanyId, std::int64_t now_ms);

}  // namespace plenum
