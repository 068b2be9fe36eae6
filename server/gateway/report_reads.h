#pragma once

#include "proto/moderator.pb.h"
#include "server/gateway/member_reads.h"

// Reports, for the chair and for those who made them; as member_reads.h.
namespace plenum {

Read<v1::ListReportsReply> read_reports(const Reads&, const v1::ListReportsRequest&);
Read<v1::GetReportReply> read_report(const Reads&, const v1::GetReportRequest&);
Read<v1::ListMyReportsReply> read_own_reports(const Reads&);

}  // namespace plenum
