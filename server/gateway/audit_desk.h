#pragma once

#include "server/gateway/desk_work.h"

namespace plenum {

/// Registers the reading of the audit log: the chair's, and what members see of it. Called on any io thread.
void register_audit(DeskWork&, Service& member, Service& moderator);

}  // namespace plenum
