#include "storage/machine/forward.h"

namespace plenum {

namespace {

// No chain is a ring, since a thread that moved on is never merged into; the limit is for a state that lies.
constexpr int hops_max = 1'000;

}  // namespace

std::optional<ThreadId> find_forwarded(const View& view, const Principal& who, ThreadId id) {
  for (int hop = 0; hop < hops_max; ++hop) {
    const auto thread = view.get(key::Thread{id});
    if (!thread || !can_see(who, *thread)) return {};
    if (thread->moved_to() == 0) return id;
    id = ThreadId{thread->moved_to()};
  }
  return {};
}

}  // namespace plenum
