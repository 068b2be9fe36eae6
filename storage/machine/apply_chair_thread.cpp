// What the chair does to a thread where it stands.
#include "storage/machine/deadlines.h"
#include "storage/machine/gallery.h"
#include "storage/machine/tell.h"

namespace plenum {

namespace {

template <class Change>
void change_thread(const Happening& h, std::uint64_t thread, State& state, Change change) {
  const ThreadId id{thread};
  auto* record = state.change(key::Thread{id});
  if (record == nullptr) return;
  change(*record);
  record->set_version(record->version() + 1);
  tell_of_thread(h, *record, id, state);
}

void pin(log::ThreadRecord& record, ThreadId id, std::int64_t ends_at_ms, State& state) {
  record.set_pinned(true);
  record.set_pin_ends_at_ms(ends_at_ms);
  set_deadline(state, ends_at_ms, log::PIN_ENDS, big_endian(id.value));
  state.put(key::Pinned{TopicId{record.topic()}, id}, log::MarkRecord{});
}

}  // namespace

void unpin(log::ThreadRecord& record, ThreadId id, State& state) {
  if (!record.pinned()) return;
  drop_deadline(state, record.pin_ends_at_ms(), log::PIN_ENDS, big_endian(id.value));
  state.erase(key::Pinned{TopicId{record.topic()}, id});
  record.clear_pinned();
  record.clear_pin_ends_at_ms();
}

void apply_thread_locked(const Happening& h, const log::ThreadLocked& fact, State& state) {
  change_thread(h, fact.thread(), state, [&](auto& record) { record.set_locked(fact.locked()); });
}

void apply_thread_pinned(const Happening& h, const log::ThreadPinned& fact, State& state) {
  change_thread(h, fact.thread(), state, [&](auto& record) {
    unpin(record, ThreadId{fact.thread()}, state);
    if (fact.pinned()) pin(record, ThreadId{fact.thread()}, fact.ends_at_ms(), state);
  });
}

void end_pin(const Happening& h, const std::string& thread, State& state) {
  const ThreadId id{from_big_endian(thread)};
  change_thread(h, id.value, state, [&](auto& record) { unpin(record, id, state); });
}

void apply_slow_mode_set(const Happening& h, const log::SlowModeSet& fact, State& state) {
  if (fact.thread() != 0) {
    return change_thread(h, fact.thread(), state, [&](auto& record) { record.set_slow_mode_s(fact.seconds()); });
  }
  const TopicId topic{fact.topic()};
  auto* record = state.change(key::Topic{topic});
  if (record == nullptr) return;
  record->set_slow_mode_s(fact.seconds());
  record->set_version(record->version() + 1);
  tell_of_topic(h, topic, state);
}

void apply_thread_renamed(const Happening& h, const log::ThreadRenamed& fact, State& state) {
  change_thread(h, fact.thread(), state, [&](auto& record) {
    record.set_title(std::string(h.personal(log::TITLE).value_or("")));
    rename_in_gallery(h, record, state);
  });
}

void apply_thread_closed(const Happening& h, const log::ThreadClosed& fact, State& state) {
  change_thread(h, fact.thread(), state, [&](auto& record) {
    record.set_closed(fact.closed());
    record.set_resolution(fact.resolution());
    record.set_resolution_words(std::string(h.personal(log::ANSWER).value_or("")));
    record.set_closed_by(fact.closed() ? h.event.author() : 0);
  });
}

void apply_thread_archived(const Happening& h, const log::ThreadArchived& fact, State& state) {
  change_thread(h, fact.thread(), state, [&](auto& record) { record.set_archived(fact.archived()); });
}

}  // namespace plenum
