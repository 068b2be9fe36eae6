#include "storage/machine/streams.h"

namespace plenum {

std::uint64_t stream_head(const View& view, const StreamId& stream) {
  const auto head = view.get(key::StreamHead{stream});
  return head ? head->offset() : 0;
}

void add_to_stream(State& state, const StreamId& stream, const log::StreamEntryRecord& entry) {
  const key::StreamHead key{stream};
  auto* head = state.change(key);
  if (head == nullptr) {
    state.put(key, log::StreamHeadRecord());
    head = state.change(key);
  }
  head->set_offset(head->offset() + 1);
  state.put(key::StreamEntry{stream, head->offset()}, entry);
  state.added(stream, head->offset(), entry);
}

}  // namespace plenum
