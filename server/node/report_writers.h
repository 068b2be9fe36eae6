#pragma once

#include "proto/moderator.pb.h"
#include "server/node/command.h"

// Reports: made by members, settled by the chair; as member_writers.h.
namespace plenum {

/// With enough trusted members the post is hidden by the same command, in the house's name.
Command report_post(const Principal&, const v1::ReportPostRequest&);
Command claim_report(const Principal&, const v1::ClaimReportRequest&);
Command release_report(const Principal&, const v1::ReleaseReportRequest&);

/// Where it is not agreed to, a post that the reports had hidden is shown again.
Command resolve_report(const Principal&, const v1::ResolveReportRequest&);

}  // namespace plenum
