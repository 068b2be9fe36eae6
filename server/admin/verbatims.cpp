#include "server/admin/verbatims.h"

#include "proto/verbatim.pb.h"
#include "storage/machine/verbatims.h"

namespace plenum {

namespace {

// Extracts keep the names that they were handed out with.
void tell_names(const View& view, CompanyId id, const log::VerbatimRecord& record, v1::FoundVerbatim& found) {
  const auto company = view.get(key::Company{id});
  const auto topic = view.get(key::Topic{TopicId{record.topic()}});
  if (company && company->name() != record.company_name()) found.set_company_now(company->name());
  if (topic && topic->title() != record.topic_title()) found.set_topic_now(topic->title());
}

v1::CheckVerbatimsReply checked(const View& view, const v1::CheckVerbatimsRequest& request, std::int64_t now_ms) {
  v1::CheckVerbatimsReply reply;
  for (const auto& shown : request.verbatims()) {
    auto& found = *reply.add_found();
    const auto where = view.get(key::VerbatimId{shown.id()});
    if (!where) continue;
    const auto record = view.get(key::Verbatim{CompanyId{where->company()}, where->number()});
    if (!record) continue;
    found.set_same(record->hash() == shown.hash());
    found.set_state(state_of_extract(view, *record, now_ms));
    tell_names(view, CompanyId{where->company()}, *record, found);
  }
  return reply;
}

}  // namespace

void serve_verbatims(Service& service, const Store& store, std::function<std::int64_t()> now_ms) {
  service.on<v1::CheckVerbatimsRequest>(
      "CheckVerbatims", [&store, now_ms = std::move(now_ms)](const Caller& caller, const auto& request, Answer answer) {
        if (!can_do(caller.principal, Action::operate)) return answer.refuse(Fault{v1::FORBIDDEN});
        answer.give(checked(store.view(), request, now_ms()));
      });
}

}  // namespace plenum
