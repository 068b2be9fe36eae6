#include "server/admin/admin_service.h"

#include "server/admin/backup.h"
#include "server/admin/export.h"
#include "storage/rocks/digest.h"
#include "storage/rocks/replay.h"

namespace plenum {

AdminDesk::AdminDesk(Store& store, Sequencer& sequencer, Chance& chance, Passwords& passwords, Status status,
                     std::string audit_heads)
    : store_(store),
      sequencer_(sequencer),
      chance_(chance),
      passwords_(passwords),
      status_(std::move(status)),
      audit_heads_(std::move(audit_heads)),
      house_(store, sequencer) {}

// One gate for all of them: the operator's line is the house's alone.
template <class Request>
void AdminDesk::on(Service& service, const char* method, Handler<Request> handler) {
  service.on<Request>(method, [this, handler](const Caller& caller, const Request& request, Answer answer) {
    if (!can_do(caller.principal, Action::operate)) return answer.refuse(Fault{v1::FORBIDDEN});
    (this->*handler)(request, answer);
  });
}

void AdminDesk::register_on(Service& service) {
  on(service, "AddMember", &AdminDesk::add_member);
  on(service, "ListMembers", &AdminDesk::list_members);
  on(service, "SetRole", &AdminDesk::set_role);
  on(service, "ResetMember", &AdminDesk::reset_member);
  on(service, "MakeToken", &AdminDesk::make_token);
  on(service, "Invite", &AdminDesk::invite);
  on(service, "OpenTopic", &AdminDesk::open_topic);
  on(service, "ChangeTopic", &AdminDesk::change_topic);
  on(service, "Import", &AdminDesk::import);
  on(service, "Export", &AdminDesk::export_page);
  on(service, "Verify", &AdminDesk::verify);
  on(service, "VerifyAudit", &AdminDesk::verify_audit);
  on(service, "ListAudit", &AdminDesk::list_audit);
  on(service, "ExportAudit", &AdminDesk::export_audit);
  on(service, "Backup", &AdminDesk::backup);
  on(service, "Status", &AdminDesk::status);
  on(service, "LogStatus", &AdminDesk::log_status);
  on(service, "ForgetNode", &AdminDesk::forget_node);
  on(service, "ReseedLog", &AdminDesk::reseed_log);
  on(service, "ExportFork", &AdminDesk::export_fork);
  house_.register_on(service, [](const Principal& who) {
    return can_do(who, Action::operate) ? Check{} : Check{Fault{v1::FORBIDDEN}};
  });
}

void AdminDesk::slowly(const Answer& answer, std::function<void()> job) {
  if (!lane_.run(std::move(job))) answer.refuse(refusal_of(Fault{v1::BUSY}, 1'000));
}

void AdminDesk::export_page(const v1::ExportRequest& request, const Answer& answer) {
  slowly(answer, [this, request, answer] { answer.give(plenum::export_page(store_.view(), request)); });
}

void AdminDesk::verify(const v1::VerifyRequest&, const Answer& answer) {
  slowly(answer, [this, answer] {
    const auto found = replay(store_);
    v1::VerifyReply reply;
    reply.set_sound(found.fault.empty());
    reply.set_fault(found.fault);
    reply.set_events(found.events);
    reply.set_batches(found.batches);
    reply.set_log_hash(to_hex(found.tail.hash));
    reply.set_state_digest(found.live_digest);
    reply.set_replayed_digest(found.replayed_digest);
    if (const auto community = store_.view().get(key::Community{})) {
      reply.set_topics(community->topics());
      reply.set_threads(community->threads());
      reply.set_posts(community->posts());
      reply.set_authors(community->authors());
      reply.set_members(community->members());
    }
    answer.give(std::move(reply));
  });
}

void AdminDesk::backup(const v1::BackupRequest& request, const Answer& answer) {
  slowly(answer, [this, request, answer] {
    v1::BackupReply reply;
    if (const auto refusal = make_backup(store_, request.directory(), chance_.now_ms(), reply)) {
      return answer.refuse(*refusal);
    }
    answer.give(std::move(reply));
  });
}

void AdminDesk::status(const v1::StatusRequest&, const Answer& answer) {
  answer.give(status_());
}

}  // namespace plenum
