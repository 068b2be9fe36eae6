#include "storage/machine/tell.h"

namespace plenum {

void tell_of_thread(const Happening& h, const log::ThreadRecord& thread, ThreadId id, State& state) {
  if (thread.held()) return;  // its post is told to those who may see it
  auto entry = entry_of(h);
  entry.set_thread(id.value);
  add_to_stream(state, StreamId::of_members(TopicId{thread.topic()}), entry);
}

void tell_of_topic(const Happening& h, TopicId topic, State& state) {
  auto entry = entry_of(h);
  entry.set_topic(topic.value);
  add_to_stream(state, StreamId::of_community(), entry);
}

void tell_of_post(const Happening& h, const log::PostRecord& post, PostId id, State& state) {
  if (post.held() != v1::HOLD_CAUSE_UNSPECIFIED) {
    tell_author_of_post(h, post, id, state);
    return tell_of_held(h, TopicId{post.topic()}, id, state);
  }
  auto entry = entry_of(h);
  entry.set_post(id.value);
  add_to_stream(state, StreamId::of_members(TopicId{post.topic()}), entry);
}

void tell_author_of_post(const Happening& h, const log::PostRecord& post, PostId id, State& state) {
  auto entry = entry_of(h);
  entry.set_post(id.value);
  add_to_stream(state, StreamId::of_member(MemberId{post.author()}), entry);
}

void tell_staff(const Happening& h, TopicId topic, const log::StaffNews& news, State& state) {
  auto entry = entry_of(h);
  *entry.mutable_staff() = news;
  add_to_stream(state, StreamId::of_staff(topic), entry);
}

void tell_desk(const Happening& h, const log::StaffNews& news, State& state) {
  auto entry = entry_of(h);
  *entry.mutable_staff() = news;
  add_to_stream(state, StreamId::of_desk(), entry);
}

void tell_of_held(const Happening& h, TopicId topic, PostId post, State& state) {
  log::StaffNews news;
  news.set_held(post.value);
  tell_staff(h, topic, news, state);
  tell_desk(h, news, state);
}

void tell_rights(const Happening& h, MemberId member, State& state) {
  auto entry = entry_of(h);
  entry.set_rights_changed(true);
  add_to_stream(state, StreamId::of_member(member), entry);
}

}  // namespace plenum
