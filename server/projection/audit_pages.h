#pragma once

#include "proto/moderator.pb.h"
#include "storage/machine/policy.h"
#include "storage/machine/state.h"

// The audit log as the chair, the operator and the members read it. Each page is bounded in what it reads; whether the
// reader may is asked before.
namespace plenum {

v1::AuditEntry project_audit(const View&, std::uint64_t number, const log::AuditRecord&);

v1::ListAuditReply audit_page(const View&, const v1::ListAuditRequest&);
v1::ExportAuditReply audit_lines(const View&, const v1::ExportAuditRequest&);

/// That something was done and to what; never to whom, by whom, why, nor in what words.
v1::ListPublicAuditReply public_audit_page(const View&, const v1::ListPublicAuditRequest&);

inline constexpr std::uint32_t audit_page_default = 50;
inline constexpr std::uint32_t audit_page_max = 200;
inline constexpr std::uint32_t audit_lines_default = 1'000;
inline constexpr std::uint32_t audit_lines_max = 5'000;
inline constexpr std::uint32_t audit_looked_at_max = 20'000;  // entries that a filter may pass over for one page

}  // namespace plenum
