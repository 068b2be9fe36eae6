// What a company keeps of its searches, how far their finds were told, and the weeks as they were counted.
#include <algorithm>

#include "storage/machine/gallery.h"
#include "storage/machine/licences.h"
#include "storage/machine/nouns.h"
#include "storage/machine/streams.h"
#include "storage/machine/trend_weeks.h"

namespace plenum {

namespace {

constexpr std::int64_t first_monday_ms = 4LL * 24 * 3'600'000;  // 1970-01-05

void raise(log::SavedSearchRecord& search, const log::FeedPlace& place) {
  for (auto& told : *search.mutable_told()) {
    if (told.topic() != place.topic() || told.embargo() != place.embargo()) continue;
    told.set_offset(std::max(told.offset(), place.offset()));
    return;
  }
  *search.add_told() = place;
}

// A search that is new is told of from now on: what stands there already was never asked for.
void begin_here(log::SavedSearchRecord& search, const View& view) {
  for (const auto& [id, licence] : licences_of(view, CompanyId{search.company()})) {
    for (const auto& licensed : licence.topics()) {
      log::FeedPlace place;
      place.set_topic(licensed.topic());
      place.set_embargo(licence.embargo());
      const auto feed = StreamId::of_gallery(TopicId{licensed.topic()}, static_cast<std::uint8_t>(licence.embargo()));
      place.set_offset(stream_head(view, feed));
      raise(search, place);
    }
  }
}

}  // namespace

std::int64_t monday_of(std::int64_t time_ms) {
  const auto since = (time_ms - first_monday_ms) % week_length_ms;
  return time_ms - (since < 0 ? since + week_length_ms : since);
}

std::int64_t tick_of(std::int64_t week_ms, v1::EmbargoClass embargo) {
  return week_ms + week_length_ms + embargo_ms(embargo);
}

void apply_saved_search_kept(const Happening& h, const log::SavedSearchKept& fact, State& state) {
  const SearchId id{fact.search()};
  auto search = state.get(key::SavedSearch{id}).value_or(log::SavedSearchRecord());
  const auto words = h.personal_as<log::SearchWords>(log::SEARCH);
  if (search.company() == 0) {
    search.set_company(fact.company());
    begin_here(search, state);
  }
  search.set_seat(fact.seat());
  search.set_name(words.name());
  search.set_words(words.words());
  search.set_topic(fact.topic());
  search.set_alert(fact.alert());
  state.put(key::SavedSearch{id}, search);
  state.put(key::SearchOf{CompanyId{fact.company()}, SeatId{fact.seat()}, id}, log::MarkRecord{});
}

void drop_search(SearchId id, State& state) {
  const auto search = state.get(key::SavedSearch{id});
  if (!search) return;
  state.erase(key::SavedSearch{id});
  state.erase(key::SearchOf{CompanyId{search->company()}, SeatId{search->seat()}, id});
}

void apply_saved_search_dropped(const Happening&, const log::SavedSearchDropped& fact, State& state) {
  drop_search(SearchId{fact.search()}, state);
}

void apply_hook_set(const Happening& h, const log::HookSet& fact, State& state) {
  amend(state, key::Company{CompanyId{fact.company()}}, [&](auto& company) {
    company.set_hook(std::string(h.personal(log::HOOK).value_or("")));
    company.set_hook_version(fact.version());
  });
}

void apply_alerts_given(const Happening& h, const log::AlertsGiven& fact, State& state) {
  amend(state, key::SavedSearch{SearchId{fact.search()}}, [&](auto& search) {
    for (const auto& place : fact.upto()) raise(search, place);
    if (fact.found() > 0) search.set_told_at_ms(h.event.time_ms());
  });
}

void apply_trends_fixed(const Happening& h, const log::TrendsFixed& fact, State& state) {
  log::TrendWeekRecord week;
  week.set_posts(fact.posts());
  week.set_authors(fact.authors());
  *week.mutable_terms() = fact.terms();
  week.set_fixed_at_ms(h.event.time_ms());
  state.put(key::TrendWeek{TopicId{fact.topic()}, static_cast<std::uint8_t>(fact.embargo()), fact.week_ms()}, week);
}

}  // namespace plenum
