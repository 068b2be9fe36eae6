#pragma once

#include "proto/moderator.pb.h"
#include "storage/machine/policy.h"
#include "storage/machine/state.h"

// What was done to a person. As with posts: built field by field, what may not be told is left out here.
namespace plenum {

/// As the person sees it: who did it is not said.
v1::Sanction project_sanction(SanctionId, const log::SanctionRecord&);

/// As the chair sees it.
v1::StaffSanction project_staff_sanction(const View&, SanctionId, const log::SanctionRecord&);

/// What the chair knows of a person besides what all see.
v1::PersonHistory project_history(const View&, const log::MemberRecord&);

/// What became of one's own report.
v1::MyReport project_own_report(PostId, const log::ReporterRecord&);

}  // namespace plenum
