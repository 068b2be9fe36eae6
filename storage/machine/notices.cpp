#include "storage/machine/notices.h"

namespace plenum {

std::uint32_t notices_waiting(const log::CompanyRecord& company) {
  return static_cast<std::uint32_t>(company.notices() - company.notices_acknowledged());
}

// They are in the order of their times: the oldest that waits tells.
bool exports_rest(const View& view, CompanyId id, std::int64_t now_ms) {
  const auto company = view.get(key::Company{id});
  if (!company || notices_waiting(*company) == 0) return false;
  const auto oldest = view.get(key::Notice{id, company->notices_acknowledged() + 1});
  return oldest && now_ms - oldest->at_ms() > notice_patience_ms;
}

}  // namespace plenum
