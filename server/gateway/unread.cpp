#include "server/gateway/unread.h"

#include <algorithm>

#include "proto/limits.h"

namespace plenum {

std::uint32_t page_size(std::uint32_t wished, std::uint32_t usual, std::uint32_t most) {
  return wished == 0 ? usual : std::min(wished, most);
}

// What was written before somebody joined is not unread for them.
Place joined_place(const Reads& r) {
  const auto member = r.view.get(key::Member{r.asker.member});
  return member ? member->joined_place() : 0;
}

Reader reader_of(const Reads& r, Place joined) {
  const auto cursor_of = [&r](ThreadId thread) { return r.registers.cursor(r.asker.member, thread); };
  return {r.view, cursor_of, r.asker.member, joined};
}

v1::Reading read_reading(const Reads& r, ThreadId id, const log::ThreadRecord& thread) {
  v1::Reading reading;
  const auto unread = reader_of(r, joined_place(r)).unread(id, thread, limits::unread_max);
  reading.set_cursor(unread.cursor);
  reading.set_unread(unread.posts);
  reading.set_mentioned(unread.mentioned);
  reading.set_watch(watch_of(r.view, r.asker.member, id, thread));
  reading.set_arrangement(thread.arrangement());
  return reading;
}

}  // namespace plenum
