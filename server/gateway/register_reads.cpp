#include "server/gateway/register_reads.h"

#include <algorithm>
#include <limits>
#include <map>

#include "storage/machine/register.h"

namespace plenum {

namespace {

// Who may take one's words out may know who read them: also who may do nothing else any more.
constexpr auto gallery_say = Action::withdraw_own_post;
constexpr std::uint32_t entries_default = 50;
constexpr std::uint32_t entries_max = 200;
constexpr std::uint32_t weeks_ago_max = 52;
constexpr int looked_at_max = 100'000;  // of a week's rows
constexpr std::int64_t ms_of_week = 7 * ms_of_day;
constexpr std::int64_t first_monday_ms = 4 * ms_of_day;  // 1970-01-05

/// A company is called what it is called now.
class Companies {
public:
  explicit Companies(const View& view) : view_(view) {}
  const std::string& name(CompanyId id) {
    const auto [known, is_new] = names_.try_emplace(id);
    if (is_new) {
      if (const auto company = view_.get(key::Company{id})) known->second = company->name();
    }
    return known->second;
  }

private:
  const View& view_;
  std::map<CompanyId, std::string> names_;
};

v1::RegisterEntry entry_of(const View& view, Companies& companies, const key::RegisterMinute& at,
                           const log::RegisterRecord& record) {
  v1::RegisterEntry entry;
  entry.set_company(companies.name(at.company));
  entry.set_kind(static_cast<v1::ReadingKind>(at.kind));
  entry.set_minute_ms(at.minute_ms);
  entry.set_posts(record.count());
  for (const auto id : record.posts()) {
    const auto post = view.get(key::Post{PostId{id}});
    if (post && !post->erased()) entry.add_post_ids(id);
  }
  return entry;
}

}  // namespace

// A page ends with a minute, so that the next one begins before it and leaves nothing out.
Read<v1::ListRegisterReply> read_register(const Reads& r, const v1::ListRegisterRequest& request) {
  if (auto fault = check_may(r.asker, gallery_say)) return *fault;
  if (request.before_ms() < 0) return Fault{v1::FIELD_INVALID, "before_ms"};
  const auto limit = request.limit() == 0 ? entries_default : std::min(request.limit(), entries_max);
  const auto below = request.before_ms() == 0 ? std::numeric_limits<std::int64_t>::max() : request.before_ms();
  v1::ListRegisterReply reply;
  Companies companies(r.view);
  std::int64_t minute_ms = 0;
  r.view.scan_back(key::RegisterMinute{r.asker.member, 0, CompanyId{}, 0},
                   key::RegisterMinute{r.asker.member, below, CompanyId{}, 0},
                   [&](const key::Any& key, std::string_view bytes) {
                     const auto& at = std::get<key::RegisterMinute>(key);
                     const bool full = static_cast<std::uint32_t>(reply.entries_size()) >= limit;
                     if (full && at.minute_ms != minute_ms) {
                       reply.set_more(true);
                       return false;
                     }
                     minute_ms = at.minute_ms;
                     log::RegisterRecord record;
                     record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
                     *reply.add_entries() = entry_of(r.view, companies, at, record);
                     return true;
                   });
  return reply;
}

Read<v1::ListReadersReply> read_readers(const Reads& r, const v1::ListReadersRequest& request) {
  if (auto fault = check_may(r.asker, gallery_say)) return *fault;
  const PostId id{request.post_id()};
  const auto post = r.view.get(key::Post{id});
  const bool own = post && MemberId{post->author()} == r.asker.member;
  if (!own) return Fault{post && can_see(r.asker, *post) ? v1::NOT_AUTHOR : v1::NOT_FOUND, "post_id"};
  v1::ListReadersReply reply;
  Companies companies(r.view);
  r.view.scan(key::ReadingOf{id, CompanyId{}, 0}, key::ReadingOf{PostId{id.value + 1}, CompanyId{}, 0},
              [&](const key::Any& key, std::string_view bytes) {
                const auto& at = std::get<key::ReadingOf>(key);
                log::ReadingRecord record;
                record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
                auto& reader = *reply.add_readers();
                reader.set_company(companies.name(at.company));
                reader.set_kind(static_cast<v1::ReadingKind>(at.kind));
                reader.set_first_ms(record.first_ms());
                reader.set_last_ms(record.last_ms());
                return true;
              });
  return reply;
}

Read<v1::GetListeningWeekReply> read_listening_week(const Reads& r, const v1::GetListeningWeekRequest& request,
                                                    std::int64_t now_ms) {
  if (auto fault = check_may(r.asker, gallery_say)) return *fault;
  if (request.weeks_ago() > weeks_ago_max) return Fault{v1::FIELD_INVALID, "weeks_ago"};
  const auto week_ms = now_ms - (now_ms - first_monday_ms) % ms_of_week - request.weeks_ago() * ms_of_week;
  v1::GetListeningWeekReply reply;
  reply.set_week_ms(week_ms);
  std::map<CompanyId, v1::CompanyWeek> weeks;
  int looked_at = 0;
  r.view.scan(key::RegisterMinute{r.asker.member, week_ms, CompanyId{}, 0},
              key::RegisterMinute{r.asker.member, week_ms + ms_of_week, CompanyId{}, 0},
              [&](const key::Any& key, std::string_view) {
                const auto& at = std::get<key::RegisterMinute>(key);
                auto& week = weeks[at.company];
                if (at.kind == v1::READING_READ) week.set_read(week.read() + 1);
                if (at.kind == v1::READING_FOUND) week.set_found(week.found() + 1);
                if (at.kind == v1::READING_EXPORTED) week.set_exported(week.exported() + 1);
                return ++looked_at < looked_at_max;
              });
  Companies companies(r.view);
  for (auto& [company, week] : weeks) {
    week.set_company(companies.name(company));
    *reply.add_companies() = std::move(week);
  }
  return reply;
}

}  // namespace plenum
