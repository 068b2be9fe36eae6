#pragma once

#include <cstdint>
#include <string>

#include "storage/machine/state.h"

// What a company is told of what it has extracts of, and must acknowledge.
namespace plenum {

/// A notice that waits longer than this lays the company's exports to rest.
inline constexpr std::int64_t notice_patience_ms = 72LL * 3600 * 1000;

std::uint32_t notices_waiting(const log::CompanyRecord&);

bool exports_rest(const View&, CompanyId, std::int64_t now_ms);

/// An entry has changed since somebody took it: each company that has it gets one notice, in the batch of the change.
/// Of what was erased, nothing is kept by which its words could be guessed. Called by the gallery's appliers alone;
/// where nobody took the entry it costs one look.
void give_notices(State&, TopicId, v1::EmbargoClass, const std::string& entry, std::int64_t now_ms);

/// On the company's own stream: look how many wait.
void tell_of_notices(CompanyId, State&);

}  // namespace plenum
