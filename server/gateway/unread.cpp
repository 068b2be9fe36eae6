#include "server/gateway/unread.h"

#include <algorithm>

#include "proto/limits.h"

namespace plenum {

namespace {

bool is_mentioned(const Reads& r, ThreadId thread, Place after) {
  bool found = false;
  r.view.scan(key::Mention{r.asker.member, thread, after + 1}, key::Mention{r.asker.member, thread, after_all},
              [&](const key::Any&, std::string_view) {
                found = true;
                return false;
              });
  return found;
}

}  // namespace

std::uint32_t page_size(std::uint32_t wished, std::uint32_t usual, std::uint32_t most) {
  return wished == 0 ? usual : std::min(wished, most);
}

// What was written before somebody joined is not unread for them.
Place joined_place(const Reads& r) {
  const auto member = r.view.get(key::Member{r.asker.member});
  return member ? member->joined_place() : 0;
}

Place read_up_to(const Reads& r, ThreadId thread, Place joined) {
  return std::max(r.registers.cursor(r.asker.member, thread), joined);
}

v1::Watch watch_of(const Reads& r, ThreadId thread) {
  const auto record = r.view.get(key::Watch{r.asker.member, thread});
  return record ? record->watch() : v1::NORMAL;
}

// Posts by others after the place: nobody has to read their own.
std::uint32_t count_unread(const Reads& r, ThreadId thread, Place after, std::uint32_t most) {
  std::uint32_t count = 0;
  r.view.scan(key::ThreadPost{thread, after + 1}, key::ThreadPost{thread, after_all},
              [&](const key::Any&, std::string_view value) {
                log::ThreadPostRecord post;
                post.ParseFromArray(value.data(), static_cast<int>(value.size()));
                if (post.author() != r.asker.member.value) ++count;
                return count < most;
              });
  return count;
}

v1::Reading read_reading(const Reads& r, ThreadId id, const log::ThreadRecord& thread) {
  v1::Reading reading;
  const auto cursor = read_up_to(r, id, joined_place(r));
  reading.set_cursor(cursor);
  reading.set_watch(watch_of(r, id));
  if (thread.last_place() > cursor) {
    reading.set_unread(count_unread(r, id, cursor, limits::unread_max));
    reading.set_mentioned(is_mentioned(r, id, cursor));
  }
  return reading;
}

}  // namespace plenum
