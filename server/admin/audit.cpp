#include "server/admin/admin_service.h"
#include "server/admin/audit_heads.h"
#include "server/projection/audit_pages.h"
#include "storage/rocks/digest.h"

namespace plenum {

void AdminDesk::verify_audit(const v1::VerifyAuditRequest& request, const Answer& answer) {
  slowly(answer, [this, path = request.heads().empty() ? audit_heads_ : request.heads(), answer] {
    std::string altered;
    const auto heads = read_audit_heads(path, altered);  // first: the store may only have come further since
    const auto found = check_audit(store_.view(), heads);
    v1::VerifyAuditReply reply;
    reply.set_fault(found.fault.empty() ? altered : found.fault);
    reply.set_sound(reply.fault().empty());
    reply.set_entries(found.head.number);
    reply.set_hash(to_hex(found.head.hash));
    reply.set_heads(path);
    reply.set_witnessed(found.witnessed);
    answer.give(std::move(reply));
  });
}

void AdminDesk::list_audit(const v1::ListAuditRequest& request, const Answer& answer) {
  answer.give(audit_page(store_.view(), request));
}

void AdminDesk::export_audit(const v1::ExportAuditRequest& request, const Answer& answer) {
  slowly(answer, [this, request, answer] { answer.give(audit_lines(store_.view(), request)); });
}

}  // namespace plenum
