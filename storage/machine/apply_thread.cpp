#include "storage/machine/enter.h"
#include "storage/machine/reading.h"
#include "storage/machine/tell.h"

namespace plenum {

namespace {

void remember_origin(const std::string& origin_key, std::uint64_t id, State& state) {
  if (origin_key.empty()) return;
  log::IdRecord self;
  self.set_id(id);
  state.put(key::Origin{origin_key}, self);
}

void keep_watch(const key::Watch& key, v1::Watch watch, bool said, State& state) {
  if (watch == v1::NORMAL && !said) return state.erase(key);
  log::WatchRecord record;
  record.set_watch(watch);
  state.put(key, record);
}

// What was split off before this goes on as it was watched until now.
void leave_to_the_split_off(MemberId member, const log::ThreadRecord& thread, v1::Watch before, State& state) {
  for (const auto into : thread.split_into()) {
    const key::Watch own{member, ThreadId{into}};
    if (!state.get(own)) keep_watch(own, before, true, state);
  }
}

}  // namespace

void apply_topic_opened(const Happening& h, const log::TopicOpened& fact, State& state) {
  log::TopicRecord record;
  record.set_title(fact.title());
  record.set_problem(fact.problem());
  record.set_version(1);
  if (h.personal(log::ORIGIN)) *record.mutable_origin() = h.personal_as<log::Origin>(log::ORIGIN);
  state.put(key::Topic{TopicId{fact.topic()}}, record);
  remember_origin(fact.origin_key(), fact.topic(), state);
  amend(state, key::Community{}, [](auto& community) { community.set_topics(community.topics() + 1); });
  tell_of_topic(h, TopicId{fact.topic()}, state);
}

void apply_topic_changed(const Happening& h, const log::TopicChanged& fact, State& state) {
  amend(state, key::Topic{TopicId{fact.topic()}}, [&](auto& topic) {
    topic.set_title(fact.title());
    topic.set_problem(fact.problem());
    topic.set_archived(fact.archived());
    topic.set_version(topic.version() + 1);
  });
  tell_of_topic(h, TopicId{fact.topic()}, state);
}

void apply_thread_opened(const Happening& h, const log::ThreadOpened& fact, State& state) {
  const TopicId topic{fact.topic()};
  log::ThreadRecord record;
  record.set_topic(topic.value);
  record.set_title(std::string(h.personal(log::TITLE).value_or("")));
  record.set_opened_by(fact.opened_by());
  record.set_opened_at_ms(fact.opened_at_ms());
  record.set_version(1);
  record.set_activity(static_cast<std::uint64_t>(fact.opened_at_ms()) << 16);
  if (h.personal(log::ORIGIN)) *record.mutable_origin() = h.personal_as<log::Origin>(log::ORIGIN);
  record.set_held(fact.held());
  record.set_members_only(fact.members_only());
  if (!fact.gallery_thread().empty()) {
    record.set_gallery(fact.gallery_thread());
    record.set_gallery_title(std::string(h.personal(log::GALLERY_TEXT).value_or("")));
  }
  record.set_request(fact.request());
  state.put(key::Thread{ThreadId{fact.thread()}}, record);
  if (fact.request() != 0) publish_request(h, RequestId{fact.request()}, ThreadId{fact.thread()}, state);
  remember_origin(fact.origin_key(), fact.thread(), state);
  if (!fact.held()) show_thread(h, record, ThreadId{fact.thread()}, state);
}

void show_thread(const Happening& h, const log::ThreadRecord& thread, ThreadId id, State& state) {
  const TopicId topic{thread.topic()};
  state.put(key::Activity{topic, thread.activity(), id}, log::MarkRecord{});
  amend(state, key::Topic{topic}, [](auto& t) { t.set_threads(t.threads() + 1); });
  amend(state, key::Community{}, [](auto& community) { community.set_threads(community.threads() + 1); });
  tell_of_thread(h, thread, id, state);
}

void apply_thread_watched(const Happening& h, const log::ThreadWatched& fact, State& state) {
  const MemberId member{fact.by()};
  const ThreadId id{fact.thread()};
  const auto thread = state.get(key::Thread{id});
  if (thread) leave_to_the_split_off(member, *thread, watch_of(state, member, id, *thread), state);
  const bool inherits = thread && thread->split_from() != 0;
  keep_watch({member, id}, fact.watch(), inherits, state);
  auto entry = entry_of(h);
  entry.mutable_watch()->set_thread(fact.thread());
  entry.mutable_watch()->set_watch(fact.watch());
  add_to_stream(state, StreamId::of_member(member), entry);
}

}  // namespace plenum
