#include "server/node/search_writers.h"

#include "server/node/writing.h"
#include "storage/machine/checking.h"
#include "storage/machine/checks_search.h"
#include "storage/machine/gallery.h"
#include "storage/machine/streams.h"
#include "storage/machine/trend_weeks.h"

namespace plenum {

namespace {

Command of_the_house() {
  Command command;
  command.principal = Principal::house();
  return command;
}

// Whether an entry of that week was released behind the place to which it was counted.
bool has_more(const View& view, const log::TrendsFixed& fact, std::uint64_t counted_to) {
  const TopicId topic{fact.topic()};
  const auto embargo = static_cast<std::uint8_t>(fact.embargo());
  const auto feed = StreamId::of_gallery(topic, embargo);
  bool more = false;
  view.scan(key::StreamEntry{feed, counted_to + 1}, key::StreamEntry{feed, stream_head(view, feed) + 1},
            [&](const key::Any& at, std::string_view bytes) {
              log::StreamEntryRecord change;
              if (!change.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return true;
              const auto entry = view.get(key::GalleryEntry{topic, embargo, change.gallery_entry()});
              const bool is_new = entry && entry->order() == std::get<key::StreamEntry>(at).offset;
              more = is_new && monday_of(entry->written_at_ms()) == fact.week_ms();
              return !more;
            });
  return more;
}

OwnCheck own(const Check& fault) {
  if (!fault) return {};
  if (fault->code != v1::FIELD_INVALID) return OwnFault{};
  return OwnFault{OwnRefusal::field_invalid, fault->field};
}

}  // namespace

OwnDecision keep_search(const log::SavedSearchKept& wish, const log::SearchWords& words) {
  return [wish, words](Proposal& p) -> OwnCheck {
    if (auto fault = own(check_keep_search(p.view(), wish, words, p.time_ms()))) return fault;
    auto fact = wish;
    if (fact.search() == 0) fact.set_search(p.fresh<key::SavedSearch, SearchId>().value);
    p.needs_level(gallery_level);
    *p.event().mutable_saved_search_kept() = fact;
    p.personal(log::SEARCH, words);
    p.outcome().set_id(fact.search());
    return {};
  };
}

OwnDecision drop_search(SeatId seat, SearchId search) {
  return [seat, search](Proposal& p) -> OwnCheck {
    if (auto fault = own(check_drop_search(p.view(), seat, search))) return fault;
    p.event().mutable_saved_search_dropped()->set_search(search.value);
    return {};
  };
}

OwnDecision set_hook(const Sitting& who, const std::string& url) {
  return [who, url](Proposal& p) -> OwnCheck {
    if (auto fault = check_keeps_seats(p.view(), who)) return fault;
    const auto company = p.view().get(key::Company{who.company});
    if (url.empty() && company->hook().empty()) return {};  // there is none to take away
    if (auto fault = own(check_set_hook(p.view(), who.company, url))) return fault;
    const auto version = company->hook_version() + 1;
    auto& fact = *p.event().mutable_hook_set();
    fact.set_company(who.company.value);
    fact.set_version(version);
    if (!url.empty()) p.personal(log::HOOK, url);
    p.outcome().set_id(version);
    return {};
  };
}

Command give_alerts(const log::AlertsGiven& fact, const log::SavedSearchRecord& seen) {
  auto command = of_the_house();
  command.decide = [fact, before = seen.SerializeAsString()](Proposal& p) -> Check {
    if (auto fault = check_give_alerts(p.view(), fact)) return fault;
    const auto now = p.view().get(key::SavedSearch{SearchId{fact.search()}})->SerializeAsString();
    if (now != before) return refuse(v1::NOTHING_CHANGED);
    *p.event().mutable_alerts_given() = fact;
    return {};
  };
  return command;
}

Command fix_trends(const log::TrendsFixed& fact, std::uint64_t counted_to) {
  auto command = of_the_house();
  command.decide = [fact, counted_to](Proposal& p) -> Check {
    if (auto fault = check_fix_trends(p.view(), fact, p.time_ms())) return fault;
    if (has_more(p.view(), fact, counted_to)) return refuse(v1::FIELD_INVALID, "posts");
    p.needs_level(gallery_level);
    *p.event().mutable_trends_fixed() = fact;
    return {};
  };
  return command;
}

}  // namespace plenum
