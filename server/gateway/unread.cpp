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

Place read_up_to(const Reads& r, ThreadId id, const log::ThreadRecord& thread, Place joined) {
  auto own = r.registers.cursor(r.asker.member, id);
  if (own == 0 && thread.split_from() != 0) {
    own = std::min(r.registers.cursor(r.asker.member, ThreadId{thread.split_from()}), thread.split_place());
  }
  return std::max(own, joined);
}

// A thread split off has no cursor of one's own until here; from now on the old one says nothing of it any more.
void keep_cursors_of_splits(Registers& registers, MemberId member, ThreadId id, const log::ThreadRecord& thread,
                            const View& view) {
  if (thread.split_into_size() == 0) return;
  const auto had = registers.cursor(member, id);
  for (const auto split : thread.split_into()) {
    const ThreadId into{split};
    const auto record = view.get(key::Thread{into});
    if (record && registers.cursor(member, into) == 0)
      registers.move_cursor(member, into, std::max<Place>(1, std::min(had, record->split_place())));
  }
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
  const auto cursor = read_up_to(r, id, thread, joined_place(r));
  reading.set_cursor(cursor);
  reading.set_watch(watch_of(r, id));
  if (thread.last_place() > cursor) {
    reading.set_unread(count_unread(r, id, cursor, limits::unread_max));
    reading.set_mentioned(is_mentioned(r, id, cursor));
  }
  return reading;
}

}  // namespace plenum
