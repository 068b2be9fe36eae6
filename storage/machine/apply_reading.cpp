// Who read what: each node tells once a minute what one company saw there, and it becomes the members' register and the
// seats' days.
#include <algorithm>
#include <vector>

#include "storage/machine/gallery_feed.h"
#include "storage/machine/register.h"
#include "storage/machine/seat_day.h"

namespace plenum {

namespace {

void add_to_day(const log::SeatReading& reading, std::uint32_t day, State& state) {
  auto& used = made(state, key::SeatDay{SeatId{reading.seat()}, day});
  used.set_read(used.read() + reading.entries());
  used.set_exported(used.exported() + reading.exported());
  for (const auto place : reading.places()) {
    const auto& known = used.places();
    if (known.size() >= places_of_day_max) break;
    if (std::find(known.begin(), known.end(), place) == known.end()) used.add_places(place);
  }
}

/// One company in one minute, in one way.
struct Told {
  CompanyId company;
  std::int64_t minute_ms;
  v1::ReadingKind kind;
};

// Two nodes may tell of the same minute: it counts once. False: it was known.
bool note_reader(const Told& told, PostId post, State& state) {
  auto& reading = made(state, key::ReadingOf{post, told.company, static_cast<std::uint8_t>(told.kind)});
  if (reading.minutes() > 0 && reading.last_ms() == told.minute_ms) return false;
  const bool first = reading.minutes() == 0;
  reading.set_first_ms(first ? told.minute_ms : std::min(reading.first_ms(), told.minute_ms));
  reading.set_last_ms(std::max(reading.last_ms(), told.minute_ms));
  reading.set_minutes(reading.minutes() + 1);
  return true;
}

void note_minute(const Told& told, MemberId member, PostId post, State& state) {
  auto& row =
      made(state, key::RegisterMinute{member, told.minute_ms, told.company, static_cast<std::uint8_t>(told.kind)});
  const auto& posts = row.posts();
  if (std::find(posts.begin(), posts.end(), post.value) != posts.end()) return;
  if (posts.size() < register_posts_max) row.add_posts(post.value);
  row.set_count(row.count() + 1);
}

// Whether its words are still there must not matter: a replay of a log from which they were erased goes the same way.
void note(const Told& told, const std::string& entry, State& state) {
  const auto found = state.get(key::EntryPost{entry});
  if (!found) return;
  const PostId id{found->id()};
  const auto post = state.get(key::Post{id});
  if (post && note_reader(told, id, state)) note_minute(told, MemberId{post->author()}, id, state);
}

constexpr std::int64_t ms_of_minute = 60'000;

}  // namespace

void note_reading(CompanyId company, v1::ReadingKind kind, std::int64_t at_ms, const std::string& entry, State& state) {
  note({company, at_ms - at_ms % ms_of_minute, kind}, entry, state);
}

void remember_post_of_entry(const std::string& entry, PostId post, State& state) {
  log::IdRecord record;
  record.set_id(post.value);
  state.put(key::EntryPost{entry}, record);
}

void forget_readings(const log::PostRecord& post, PostId id, State& state) {
  if (!post.has_gallery()) return;
  state.erase(key::EntryPost{post.gallery().entry()});
  std::vector<key::ReadingOf> rows;
  state.scan(key::ReadingOf{id, CompanyId{}, 0}, key::ReadingOf{PostId{id.value + 1}, CompanyId{}, 0},
             [&](const key::Any& key, std::string_view) {
               rows.push_back(std::get<key::ReadingOf>(key));
               return true;
             });
  for (const auto& row : rows) state.erase(row);
}

void apply_gallery_read(const Happening&, const log::GalleryRead& fact, State& state) {
  for (const auto& reading : fact.seats()) add_to_day(reading, utc_day_of(fact.minute_ms()), state);
  for (const auto& read : fact.read()) {
    const Told told{CompanyId{fact.company()}, fact.minute_ms(), read.kind()};
    for (const auto& entry : read.entries()) note(told, entry, state);
  }
}

}  // namespace plenum
