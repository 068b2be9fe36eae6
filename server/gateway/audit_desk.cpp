#include "server/gateway/audit_desk.h"

#include "server/projection/audit_pages.h"

namespace plenum {

void register_audit(DeskWork& work, Service& member, Service& moderator) {
  work.add_read<v1::ListAuditRequest, v1::ListAuditReply>(
      moderator, "ListAudit", [](const Reads& r, const auto& request) -> Read<v1::ListAuditReply> {
        if (auto fault = check_may(r.asker, Action::read_audit)) return *fault;
        return audit_page(r.view, request);
      });
  work.add_read<v1::ExportAuditRequest, v1::ExportAuditReply>(
      moderator, "ExportAudit", [](const Reads& r, const auto& request) -> Read<v1::ExportAuditReply> {
        if (auto fault = check_may(r.asker, Action::read_audit)) return *fault;
        return audit_lines(r.view, request);
      });
  work.add_read<v1::ListPublicAuditRequest, v1::ListPublicAuditReply>(
      member, "ListPublicAudit", [](const Reads& r, const auto& request) -> Read<v1::ListPublicAuditReply> {
        if (auto fault = check_may(r.asker, Action::read_public_audit)) return *fault;
        return public_audit_page(r.view, request);
      });
}

}  // namespace plenum
