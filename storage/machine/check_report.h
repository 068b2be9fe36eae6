#pragma once

#include "proto/moderator.pb.h"
#include "storage/machine/checks.h"

// Reports: who may make one, who may settle it. What came too late is refused with how it stands now.
namespace plenum {

Check check_report_post(const View&, const Principal&, const v1::ReportPostRequest&);
Check check_claim_report(const View&, const Principal&, const v1::ClaimReportRequest&);
Check check_release_report(const View&, const Principal&, const v1::ReleaseReportRequest&);
Check check_resolve_report(const View&, const Principal&, const v1::ResolveReportRequest&);

/// Whether this person may read the reports on a post: whoever has the chair there, but nobody in their own case, in
/// which only a host has the word.
bool can_see_reports(const Principal&, const log::PostRecord&);

/// Whether one more report hides the post until the chair has looked. A post of the chair's never.
bool hides_post(const View&, PostId, const log::PostRecord&, bool trusted);

}  // namespace plenum
