#include <algorithm>
#include <limits>
#include <map>

#include "server/gallery/reads_more.h"
#include "storage/machine/gallery_feed.h"
#include "storage/machine/trend_weeks.h"

// Trends: rows that were counted once, as they stand. Nothing is counted here, so nothing can be compared.
namespace plenum {

namespace {

constexpr std::uint32_t weeks_default = 26;
constexpr std::uint32_t weeks_max = 104;
constexpr int rising_max = 20;
constexpr std::size_t usual_weeks = 8;

struct Week {
  std::int64_t at_ms;
  log::TrendWeekRecord record;
};

// The last so many weeks that began under the licence: of those before it nothing was theirs.
std::vector<Week> weeks_of(const View& view, const Grant& grant, std::uint32_t count) {
  std::vector<Week> weeks;
  view.scan_back(key::TrendWeek{grant.topic, grant.embargo, grant.from_ms},
                 key::TrendWeek{grant.topic, grant.embargo, std::numeric_limits<std::int64_t>::max()},
                 [&](const key::Any& key, std::string_view bytes) {
                   Week week{std::get<key::TrendWeek>(key).week_ms, {}};
                   if (week.record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) weeks.push_back(week);
                   return weeks.size() < count;
                 });
  std::reverse(weeks.begin(), weeks.end());
  return weeks;
}

v1::ObservedWeek project_week(const ObserverReads& r, const Grant& grant, const Week& week, bool with_terms) {
  v1::ObservedWeek shown;
  shown.set_topic(r.voice.topic(grant.topic));
  shown.set_week_ms(week.at_ms);
  shown.set_posts(week.record.posts());
  shown.set_authors(week.record.authors());
  for (const auto& term : week.record.terms()) {
    if (!with_terms) break;
    auto& one = *shown.add_terms();
    one.set_term(term.term());
    one.set_posts(term.posts());
    one.set_authors(term.authors());
  }
  return shown;
}

// Posts of the last week against those of the weeks before it; a term that was not told of in a week counts as none.
void add_rising(const std::vector<Week>& weeks, v1::ReadTrendsReply& reply) {
  if (weeks.size() < 2) return;
  const auto& last = weeks.back().record;
  const auto before = std::min(usual_weeks, weeks.size() - 1);
  std::map<std::string, double> usual;
  for (std::size_t i = weeks.size() - 1 - before; i + 1 < weeks.size(); ++i) {
    for (const auto& term : weeks[i].record.terms()) usual[term.term()] += term.posts();
  }
  std::vector<v1::RisingTerm> rising;
  for (const auto& term : last.terms()) {
    v1::RisingTerm one;
    one.set_term(term.term());
    one.set_posts(term.posts());
    one.set_usual(usual[term.term()] / static_cast<double>(before));
    if (one.posts() > one.usual()) rising.push_back(one);
  }
  const auto steepness = [](const v1::RisingTerm& term) { return (term.posts() + 1.0) / (term.usual() + 1.0); };
  std::sort(rising.begin(), rising.end(), [&](const auto& a, const auto& b) {
    const auto steeper = steepness(a) - steepness(b);
    return steeper != 0 ? steeper > 0 : a.term() < b.term();
  });
  for (const auto& term : rising) {
    if (reply.rising_size() == rising_max) break;
    *reply.add_rising() = term;
  }
}

void add_topic(const ObserverReads& r, const Grant& grant, std::uint32_t count, bool with_terms,
               v1::ReadTrendsReply& reply) {
  const auto weeks = weeks_of(r.view, grant, std::max<std::uint32_t>(count, usual_weeks + 1));
  const auto skipped = weeks.size() > count ? weeks.size() - count : 0;
  for (std::size_t i = skipped; i < weeks.size(); ++i) {
    if (weeks[i].record.posts() > 0) *reply.add_weeks() = project_week(r, grant, weeks[i], with_terms);
  }
  if (with_terms) add_rising(weeks, reply);
  if (weeks.empty()) return;
  const auto tick_ms = tick_of(weeks.back().at_ms, static_cast<v1::EmbargoClass>(grant.embargo));
  reply.set_counted_at_ms(std::max(reply.counted_at_ms(), tick_ms));
}

}  // namespace

ObserverAnswer read_trends(const ObserverReads& r, const v1::ReadTrendsRequest& request) {
  const auto* only = request.topic().empty() ? nullptr : r.grant_of(request.topic());
  if (request.weeks() > weeks_max || (only == nullptr && !request.topic().empty())) return nullptr;
  const auto count = request.weeks() == 0 ? weeks_default : request.weeks();
  auto reply = std::make_unique<v1::ReadTrendsReply>();
  for (const auto& grant : r.observer.listening.grants) {
    if (only == nullptr || only->topic == grant.topic) add_topic(r, grant, count, only != nullptr, *reply);
  }
  std::sort(reply->mutable_weeks()->pointer_begin(), reply->mutable_weeks()->pointer_end(),
            [](const auto* a, const auto* b) {
              return a->week_ms() != b->week_ms() ? a->week_ms() < b->week_ms() : a->topic() < b->topic();
            });
  reply->set_k(static_cast<std::uint32_t>(gallery_k(r.view)));
  return reply;
}

}  // namespace plenum
