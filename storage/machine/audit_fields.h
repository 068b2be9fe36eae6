#pragma once

#include <string>
#include <utility>
#include <vector>

#include "storage/machine/state.h"

namespace plenum {

/// Name ("thread.locked") and value of each audited field.
using AuditedFields = std::vector<std::pair<std::string, std::string>>;

/// Of the records that an entry names, as they are now.
AuditedFields audited_fields(const View&, const log::AuditRecord&);

}  // namespace plenum
