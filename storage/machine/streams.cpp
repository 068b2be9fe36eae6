#include "storage/machine/streams.h"

namespace plenum {

std::uint64_t stream_head(const View& view, const StreamId& stream) {
  const auto head = view.get(key::StreamHead{stream});
  return head ? head->offset() : 0;
}

void add_to_stream(State& state, const StreamId& stream, const log::StreamEntryRecord& entry) {
  log::StreamHeadRecord head;
  head.set_offset(stream_head(state, stream) + 1);
  state.put(key::StreamHead{stream}, head);
  state.put(key::StreamEntry{stream, head.offset()}, entry);
  state.added(stream, head.offset(), entry);
}

}  // namespace plenum
