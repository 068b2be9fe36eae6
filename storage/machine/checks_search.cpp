#include "storage/machine/checks_search.h"

#include "proto/limits.h"
#include "storage/machine/checking.h"
#include "storage/machine/gallery_feed.h"
#include "storage/machine/licences.h"
#include "storage/machine/text.h"
#include "storage/machine/trend_weeks.h"

namespace plenum {

namespace {

bool is_name(std::string_view name) {
  return !is_blank(name) && !has_control(name) && count_characters(name) <= limits::title_characters_max;
}

std::size_t searches_of(const View& view, CompanyId company, SeatId seat) {
  std::size_t count = 0;
  view.scan(key::SearchOf{company, seat, SearchId{}}, key::SearchOf{company, SeatId{seat.value + 1}, SearchId{}},
            [&](const key::Any&, std::string_view) { return ++count > 0; });
  return count;
}

bool is_licensed(const View& view, CompanyId company, TopicId topic, std::int64_t now_ms) {
  for (const auto& [id, licence] : licences_of(view, company)) {
    if (!stands(licence, now_ms)) continue;
    for (const auto& licensed : licence.topics()) {
      if (licensed.topic() == topic.value) return true;
    }
  }
  return false;
}

std::uint64_t told_of(const log::SavedSearchRecord& search, const log::FeedPlace& place) {
  for (const auto& told : search.told()) {
    if (told.topic() == place.topic() && told.embargo() == place.embargo()) return told.offset();
  }
  return 0;
}

bool is_cell(std::uint64_t k, std::uint32_t posts, std::uint32_t authors) {
  return authors >= k && posts >= authors;
}

// In the order of their bytes, none twice, and none larger than the week.
Check check_terms(const log::TrendsFixed& fact, std::uint64_t k) {
  if (fact.terms_size() > trend_terms_max || (fact.posts() == 0 && fact.terms_size() > 0))
    return refuse(v1::FIELD_INVALID, "terms");
  std::string_view last;
  for (const auto& term : fact.terms()) {
    if (term.term() <= last || !is_cell(k, term.posts(), term.authors()) || term.posts() > fact.posts())
      return refuse(v1::FIELD_INVALID, "terms");
    last = term.term();
  }
  return {};
}

}  // namespace

Check check_keep_search(const View& view, const log::SavedSearchKept& fact, const log::SearchWords& words,
                        std::int64_t now_ms) {
  if (!is_name(words.name())) return refuse(v1::FIELD_INVALID, "name");
  if (is_blank(words.words()) || has_control(words.words()) || words.words().size() > search_words_bytes_max)
    return refuse(v1::FIELD_INVALID, "words");
  if (fact.alert() < v1::ALERT_NONE || fact.alert() > v1::ALERT_HOOK) return refuse(v1::FIELD_INVALID, "alert");
  const CompanyId company{fact.company()};
  if (fact.topic() != 0 && !is_licensed(view, company, TopicId{fact.topic()}, now_ms))
    return refuse(v1::NOT_FOUND, "topic");
  if (fact.search() != 0) return check_drop_search(view, SeatId{fact.seat()}, SearchId{fact.search()});
  return searches_of(view, company, SeatId{fact.seat()}) < searches_of_seat_max ? Check{}
                                                                                : refuse(v1::FIELD_INVALID, "search");
}

Check check_drop_search(const View& view, SeatId seat, SearchId id) {
  const auto search = view.get(key::SavedSearch{id});
  return search && SeatId{search->seat()} == seat ? Check{} : refuse(v1::NOT_FOUND, "search");
}

Check check_set_hook(const View& view, CompanyId id, std::string_view url) {
  const auto company = view.get(key::Company{id});
  if (!company || company->ended()) return refuse(v1::NOT_FOUND, "company");
  if (url.empty()) return company->hook().empty() ? refuse(v1::NOTHING_CHANGED) : Check{};
  return url.size() > hook_bytes_max || has_control(url) ? refuse(v1::FIELD_INVALID, "url") : Check{};
}

Check check_give_alerts(const View& view, const log::AlertsGiven& fact) {
  const auto search = view.get(key::SavedSearch{SearchId{fact.search()}});
  if (!search) return refuse(v1::NOT_FOUND, "search");
  bool goes_on = false;
  for (const auto& place : fact.upto()) {
    const auto told = told_of(*search, place);
    if (place.offset() < told) return refuse(v1::NOTHING_CHANGED);
    goes_on = goes_on || place.offset() > told;
  }
  return goes_on ? Check{} : refuse(v1::NOTHING_CHANGED);
}

Check check_fix_trends(const View& view, const log::TrendsFixed& fact, std::int64_t now_ms) {
  if (fact.week_ms() != monday_of(fact.week_ms()) || now_ms < tick_of(fact.week_ms(), fact.embargo()))
    return refuse(v1::FIELD_INVALID, "week_ms");
  const key::TrendWeek key{TopicId{fact.topic()}, static_cast<std::uint8_t>(fact.embargo()), fact.week_ms()};
  if (view.get(key)) return refuse(v1::NOTHING_CHANGED);
  const auto k = gallery_k(view);
  if ((fact.posts() != 0 || fact.authors() != 0) && !is_cell(k, fact.posts(), fact.authors()))
    return refuse(v1::FIELD_INVALID, "authors");
  return check_terms(fact, k);
}

}  // namespace plenum
