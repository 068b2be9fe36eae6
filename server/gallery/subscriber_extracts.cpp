// What a company takes of what it reads, and what became of it.
#include <limits>

#include <sodium.h>

#include "proto/extract_digest.h"
#include "server/gallery/extract.h"
#include "server/gallery/extract_forms.h"
#include "server/gallery/meter.h"
#include "server/gallery/subscriber.h"
#include "server/node/company_writers.h"
#include "storage/machine/seat_day.h"

namespace plenum {

namespace {

constexpr std::uint32_t page_default = 50;
constexpr std::uint32_t page_max = 200;
constexpr int exported_at_once_max = 1'000;

std::uint32_t within(std::uint32_t wished) {
  return wished == 0 ? page_default : std::min(wished, page_max);
}

std::string sixteen_random_bytes() {
  std::string bytes(16, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

TopicId topic_named(const SubscriberCall& call, std::string_view id) {
  const auto* grant = call.grant_of(id);
  return grant == nullptr ? TopicId{} : grant->topic;
}

/// What is asked for, as it reads now; nothing: some of it is not to be had.
std::optional<std::vector<v1::Extract>> drafted(const SubscriberCall& call, const v1::TakeExtractsRequest& request,
                                                std::vector<Taking>& takings) {
  std::vector<v1::Extract> extracts;
  for (const auto& wanted : request.wanted()) {
    const auto topic = topic_named(call, wanted.topic());
    const auto licence = licence_to_take(call.view, call.company(), topic, call.now_ms);
    if (!licence) return {};
    const auto entry = call.voice->ids().meant(wanted.post());
    auto extract = entry ? extract_now(call.view, *call.voice, {topic, licence->second}, *entry) : std::nullopt;
    if (!extract) return {};
    const auto share = sixteen_random_bytes();
    extract->set_id(sixteen_random_bytes());
    extract->set_salt(salt_of(*call.voice, extract->id(), share));
    extract->set_digest(digest_of(*extract));
    takings.push_back({{topic, *entry, extract->version()},
                       extract->id(),
                       extract->digest(),
                       share,
                       extract->company(),
                       extract->topic(),
                       extract->scope()});
    extracts.push_back(*std::move(extract));
  }
  return extracts;
}

// Whether there is a licence at all is the company's own affair; what is not there is not told apart.
bool may_take_any(const SubscriberCall& call) {
  const auto& grants = call.observer.listening.grants;
  return std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
    return licence_to_take(call.view, call.company(), grant.topic, call.now_ms).has_value();
  });
}

// The log refuses it; that it was wanted is for the host to know.
void look_at_budget(const SubscriberCall& call, int wanted) {
  const auto taken = seat_day_of(call.view, call.observer.seat, call.now_ms).exported();
  const auto allowed = budget_of(call.view, call.company(), call.now_ms).exports;
  const auto in_all = taken + static_cast<std::uint32_t>(wanted);
  if (in_all > allowed) call.meter.exports_spent(call.observer, in_all, allowed);
}

void take(const SubscriberCall& call, const v1::TakeExtractsRequest& request) {
  if (!may_take_any(call)) return call.answer.refuse(OwnFault{OwnRefusal::no_exports});
  if (static_cast<std::size_t>(request.wanted_size()) > extracts_at_once_max)
    return call.answer.refuse(OwnFault{OwnRefusal::too_many, "wanted"});
  std::vector<Taking> takings;
  auto extracts = drafted(call, request, takings);
  if (!extracts) return call.answer.refuse();
  look_at_budget(call, request.wanted_size());
  const auto taken = std::make_shared<Taken>();
  call.wish(take_extracts(call.sitting(), std::move(takings), taken),
            [taken, extracts = *std::move(extracts)](const v1::Outcome&, const SubscriberAnswer& answer) {
              v1::TakeExtractsReply reply;
              auto before = taken->before.empty() ? std::string(extract_hash_bytes, '\0') : taken->before;
              auto number = taken->first;
              for (std::size_t i = 0; i < extracts.size(); ++i) {
                auto& extract = *reply.add_extracts() = extracts[i];
                extract.set_number(number++);
                extract.set_taken_at_ms(taken->at_ms);
                extract.set_until_ms(taken->until_ms[i]);
                extract.set_before(before);
                extract.set_state(v1::EXTRACT_STANDS);
                extract.set_hash(before = hash_of(extract));
              }
              answer.give(reply);
            });
}

void list(const SubscriberCall& call, const v1::ListExtractsRequest& request) {
  constexpr auto newest = std::numeric_limits<std::uint64_t>::max();
  const auto below = request.before() == 0 ? newest : request.before();
  const auto limit = static_cast<int>(within(request.limit()));
  v1::ListExtractsReply reply;
  call.view.scan_back(key::Verbatim{call.company(), 0}, key::Verbatim{call.company(), below},
                      [&](const key::Any& at, std::string_view bytes) {
                        if (reply.extracts_size() == limit) {
                          reply.set_more(true);
                          return false;
                        }
                        log::VerbatimRecord record;
                        if (record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
                          *reply.add_extracts() = read_again(call.view, *call.voice, call.company(),
                                                             std::get<key::Verbatim>(at).number, record, call.now_ms);
                        return true;
                      });
  call.answer.give(reply);
}

/// Those that are named, each the company's own; without names all that stand. Nothing: one is not theirs.
std::optional<std::vector<v1::Extract>> chosen(const SubscriberCall& call, const v1::ExportExtractsRequest& request) {
  std::vector<v1::Extract> extracts;
  for (const auto& id : request.ids()) {
    const auto where = call.view.get(key::VerbatimId{id});
    if (!where || CompanyId{where->company()} != call.company()) return {};
    const auto record = call.view.get(key::Verbatim{call.company(), where->number()});
    if (!record) return {};
    extracts.push_back(read_again(call.view, *call.voice, call.company(), where->number(), *record, call.now_ms));
  }
  if (request.ids_size() > 0) return extracts;
  constexpr auto last = std::numeric_limits<std::uint64_t>::max();
  call.view.scan(key::Verbatim{call.company(), 0}, key::Verbatim{call.company(), last},
                 [&](const key::Any& at, std::string_view bytes) {
                   log::VerbatimRecord record;
                   if (!record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return true;
                   auto extract = read_again(call.view, *call.voice, call.company(), std::get<key::Verbatim>(at).number,
                                             record, call.now_ms);
                   if (extract.state() == v1::EXTRACT_STANDS) extracts.push_back(std::move(extract));
                   return extracts.size() <= static_cast<std::size_t>(exported_at_once_max);
                 });
  return extracts;
}

void export_extracts(const SubscriberCall& call, const v1::ExportExtractsRequest& request) {
  if (const auto fault = check_exports_rest(call.view, call.company(), call.now_ms)) return call.answer.refuse(*fault);
  if (request.format() < v1::EXTRACT_JSON || request.format() > v1::EXTRACT_PAGE)
    return call.answer.refuse(OwnFault{OwnRefusal::field_invalid, "format"});
  if (request.ids_size() > exported_at_once_max) return call.answer.refuse(OwnFault{OwnRefusal::too_many, "ids"});
  const auto extracts = chosen(call, request);
  if (!extracts) return call.answer.refuse();
  if (extracts->size() > static_cast<std::size_t>(exported_at_once_max))
    return call.answer.refuse(OwnFault{OwnRefusal::too_many, "ids"});
  const ExportHead head{call.observer.listening.name, call.voice->wording().notice(), call.now_ms};
  call.answer.give(exported(*extracts, request.format(), head));
}

v1::ExtractState told(log::EntryState state) {
  switch (state) {
    case log::ENTRY_ERASED:
      return v1::EXTRACT_ERASED;
    case log::ENTRY_WITHDRAWN:
      return v1::EXTRACT_WITHDRAWN;
    default:
      return v1::EXTRACT_EDITED;
  }
}

void list_notices(const SubscriberCall& call, const v1::ListNoticesRequest& request) {
  const auto company = call.view.get(key::Company{call.company()});
  const auto limit = within(request.limit());
  v1::ListNoticesReply reply;
  reply.set_acknowledged(company ? company->notices_acknowledged() : 0);
  const auto notices = company ? company->notices() : 0;
  for (auto number = request.after(); number < notices; ++number) {
    if (static_cast<std::uint32_t>(reply.notices_size()) == limit) {
      reply.set_more(true);
      break;
    }
    const auto record = call.view.get(key::Notice{call.company(), number + 1});
    if (!record) continue;
    auto& notice = *reply.add_notices();
    notice.set_number(number + 1);
    notice.set_state(told(record->state()));
    notice.set_at_ms(record->at_ms());
    for (const auto of : record->numbers()) {
      if (const auto verbatim = call.view.get(key::Verbatim{call.company(), of})) notice.add_extracts(verbatim->id());
    }
  }
  call.answer.give(reply);
}

void acknowledge(const SubscriberCall& call, const v1::AcknowledgeNoticesRequest& request) {
  call.wish<v1::AcknowledgeNoticesReply>(acknowledge_notices(call.sitting(), request.upto()));
}

}  // namespace

SubscriberMethods subscriber_extract_methods() {
  return {subscriber_method("TakeExtracts", take), subscriber_method("ListExtracts", list),
          subscriber_method("ExportExtracts", export_extracts), subscriber_method("ListNotices", list_notices),
          subscriber_method("AcknowledgeNotices", acknowledge)};
}

}  // namespace plenum
