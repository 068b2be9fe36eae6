#include "storage/machine/reading.h"

#include <algorithm>
#include <limits>

namespace plenum {

namespace {

constexpr Place after_all = std::numeric_limits<Place>::max();

// The greatest place in these arrangements; `until` 0: in all that came after `since`.
Place place_within(const log::CursorRegister& cursor, std::uint32_t since, std::uint32_t until) {
  Place place = since == 0 ? cursor.place() : 0;
  for (const auto& later : cursor.later()) {
    const bool within = later.arrangement() >= since && (until == 0 || later.arrangement() < until);
    if (within) place = std::max<Place>(place, later.place());
  }
  return place;
}

// Whether posts came here from elsewhere. Where none did, one place says all.
bool is_arranged(const log::ThreadRecord& thread) {
  return thread.arrived() > 0 || thread.split_from() != 0;
}

log::ThreadPostRecord parsed(std::string_view value) {
  log::ThreadPostRecord row;
  row.ParseFromArray(value.data(), static_cast<int>(value.size()));
  return row;
}

}  // namespace

bool advance(log::CursorRegister& cursor, std::uint32_t arrangement, Place place) {
  if (arrangement == 0) {
    if (place <= cursor.place()) return false;
    cursor.set_place(place);
    return true;
  }
  for (auto& later : *cursor.mutable_later()) {
    if (later.arrangement() != arrangement) continue;
    if (place <= later.place()) return false;
    later.set_place(place);
    return true;
  }
  auto& later = *cursor.add_later();
  later.set_arrangement(arrangement);
  later.set_place(place);
  return true;
}

Reader::Reader(const View& view, CursorOf cursor_of, MemberId member, Place joined)
    : view_(view), cursor_of_(std::move(cursor_of)), member_(member), joined_(joined) {}

const log::CursorRegister& Reader::cursor(ThreadId thread) {
  const auto found = cursors_.find(thread);
  return found != cursors_.end() ? found->second : cursors_.emplace(thread, cursor_of_(thread)).first->second;
}

bool Reader::is_read(ThreadId thread, const log::ThreadPostRecord& row, Place place) {
  if (place <= joined_ || place <= place_within(cursor(thread), row.since(), 0)) return true;
  return std::any_of(row.stays().begin(), row.stays().end(), [&](const log::Stay& stay) {
    return place <= place_within(cursor(ThreadId{stay.thread()}), stay.since(), stay.until());
  });
}

// Whatever stands at or before it is read, wherever it came from.
Place Reader::floor(ThreadId id, const log::ThreadRecord& thread) {
  return std::max(joined_, place_within(cursor(id), thread.arrived(), 0));
}

// Nobody has to read their own.
Reader::Unread Reader::count(ThreadId id, const log::ThreadRecord& thread, std::uint32_t most) {
  const auto from = floor(id, thread);
  const bool arranged = is_arranged(thread);
  Unread unread{from, 0, false};
  if (thread.last_place() <= from) return unread;
  view_.scan(key::ThreadPost{id, from + 1}, key::ThreadPost{id, after_all},
             [&](const key::Any& key, std::string_view value) {
               const auto row = parsed(value);
               const auto place = std::get<key::ThreadPost>(key).place;
               if (row.author() == member_.value || (arranged && is_read(id, row, place))) return true;
               if (unread.posts++ == 0 && arranged) unread.cursor = place - 1;
               return unread.posts < most;
             });
  if (arranged && unread.posts == 0) unread.cursor = thread.last_place();
  return unread;
}

bool Reader::is_mentioned(ThreadId thread, Place after, bool arranged) {
  bool found = false;
  view_.scan(key::Mention{member_, thread, after + 1}, key::Mention{member_, thread, after_all},
             [&](const key::Any& key, std::string_view) {
               const auto place = std::get<key::Mention>(key).place;
               const auto row = arranged ? view_.get(key::ThreadPost{thread, place}) : std::nullopt;
               found = !row || !is_read(thread, *row, place);
               return !found;
             });
  return found;
}

Reader::Unread Reader::unread(ThreadId id, const log::ThreadRecord& thread, std::uint32_t most) {
  auto unread = count(id, thread, most);
  if (unread.posts > 0) unread.mentioned = is_mentioned(id, unread.cursor, is_arranged(thread));
  return unread;
}

bool Reader::has_unread(ThreadId id, const log::ThreadRecord& thread) {
  return count(id, thread, 1).posts > 0;
}

Place Reader::read_up_to(ThreadId id, const log::ThreadRecord& thread) {
  return is_arranged(thread) ? count(id, thread, 1).cursor : floor(id, thread);
}

v1::Watch watch_of(const View& view, MemberId member, ThreadId id, const log::ThreadRecord& thread) {
  if (const auto own = view.get(key::Watch{member, id})) return own->watch();
  if (thread.split_from() == 0) return v1::NORMAL;
  const ThreadId from{thread.split_from()};
  const auto before = view.get(key::Thread{from});
  return before ? watch_of(view, member, from, *before) : v1::NORMAL;
}

}  // namespace plenum
