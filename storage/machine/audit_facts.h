#pragma once

#include "proto/event.pb.h"
#include "storage/machine/state.h"

namespace plenum {

/// Whether there is a row for it: asked of every fact, posts included.
bool is_audited(log::Event::FactCase);

/// What a fact is to the audit log, and what it touches; unspecified: it is not audited. Whoever adds an act of the
/// chair adds a row to this function's table.
v1::AuditAction describe_for_audit(const log::Event&, const View&, log::AuditRecord&);

/// Whether members read of it, without whom it touched or why.
bool is_shown_to_members(v1::AuditAction);

}  // namespace plenum
