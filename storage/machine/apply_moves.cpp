// Posts that change their thread, threads that change their topic. Ids, places and visibility stay; whoever reads the
// old address is led on.
#include <algorithm>
#include <vector>

#include "storage/machine/enter.h"
#include "storage/machine/gallery.h"
#include "storage/machine/tell.h"

namespace plenum {

namespace {

struct Row {
  Place place;
  log::ThreadPostRecord record;
};

std::vector<Row> rows_of(const State& state, ThreadId thread) {
  std::vector<Row> rows;
  state.scan(key::ThreadPost{thread, 0}, key::ThreadPost{ThreadId{thread.value + 1}, 0},
             [&](const key::Any& key, std::string_view value) {
               auto& row = rows.emplace_back();
               row.place = std::get<key::ThreadPost>(key).place;
               row.record.ParseFromArray(value.data(), static_cast<int>(value.size()));
               return true;
             });
  return rows;
}

// Where it stood is remembered with it: whoever had read it there has read it here. `until`: the arrangement of the old
// thread without it.
Row moved_on(Row row, ThreadId from, std::uint32_t until, std::uint32_t since) {
  auto& stay = *row.record.add_stays();
  stay.set_thread(from.value);
  stay.set_since(row.record.since());
  stay.set_until(until);
  row.record.set_since(since);
  return row;
}

// Posts that wait in this thread have no row in it.
std::vector<key::Held> waiting_in(const State& state, TopicId topic, ThreadId thread) {
  std::vector<key::Held> found;
  state.scan(key::Held{topic, 0, PostId{}}, key::Held{TopicId{topic.value + 1}, 0, PostId{}},
             [&](const key::Any& key, std::string_view) {
               found.push_back(std::get<key::Held>(key));
               return true;
             });
  std::erase_if(found, [&](const auto& held) {
    const auto post = state.get(key::Post{held.post});
    return !post || post->thread() != thread.value;
  });
  return found;
}

void carry_waiting(State& state, const key::Held& held, ThreadId into, TopicId topic) {
  auto* post = state.change(key::Post{held.post});
  const MemberId author{post->author()};
  state.erase(held);
  state.erase(key::HeldOf{author, ThreadId{post->thread()}, held.post});
  if (post->topic() != topic.value) post->set_visibility(v1::MEMBERS_ONLY);  // its author was told of other listeners
  post->set_thread(into.value);
  post->set_topic(topic.value);
  post->set_version(post->version() + 1);
  state.put(key::Held{topic, held.since_ms, held.post}, log::MarkRecord{});
  state.put(key::HeldOf{author, into, held.post}, log::MarkRecord{});
}

void carry_notes(State& state, ThreadId from, ThreadId into) {
  std::vector<std::pair<NoteId, log::NoteRecord>> notes;
  state.scan(key::Note{from, NoteId{}}, key::Note{ThreadId{from.value + 1}, NoteId{}},
             [&](const key::Any& key, std::string_view value) {
               auto& [id, note] = notes.emplace_back();
               id = std::get<key::Note>(key).note;
               note.ParseFromArray(value.data(), static_cast<int>(value.size()));
               return true;
             });
  for (auto& [id, note] : notes) {
    state.erase(key::Note{from, id});
    note.set_thread(into.value);
    state.put(key::Note{into, id}, note);
  }
}

void carry_post(const Happening& h, State& state, const Row& row, ThreadId into, TopicId topic) {
  auto* post = state.change(key::Post{PostId{row.record.id()}});
  if (post == nullptr) return;
  const bool stays = post->thread() == into.value;
  if (post->topic() != topic.value) leave_gallery(h, *post, false, state);
  if (!stays) {
    state.erase(key::ThreadPost{ThreadId{post->thread()}, row.place});
    unmark_mentions(*post, state);
  }
  post->set_thread(into.value);
  post->set_topic(topic.value);
  post->set_version(post->version() + 1);
  if (stays) return;
  state.put(key::ThreadPost{into, row.place}, row.record);
  mark_mentions(*post, state);
}

std::uint64_t activity_of(std::int64_t at_ms, Place place) {
  return (static_cast<std::uint64_t>(at_ms) << 16) | (place & 0xFFFF);
}

// The first row, or the last: a long thread is not walked for them.
std::optional<Row> end_of(const State& state, ThreadId thread, bool last) {
  std::optional<Row> row;
  const auto take = [&](const key::Any& key, std::string_view value) {
    row.emplace().place = std::get<key::ThreadPost>(key).place;
    row->record.ParseFromArray(value.data(), static_cast<int>(value.size()));
    return false;
  };
  const key::ThreadPost from{thread, 0};
  const key::ThreadPost below{ThreadId{thread.value + 1}, 0};
  if (last) {
    state.scan_back(from, below, take);
  } else {
    state.scan(from, below, take);
  }
  return row;
}

// The head of a thread as its rows say, after so many posts came or went.
void count_again(log::ThreadRecord& thread, ThreadId id, std::int64_t came, State& state) {
  const TopicId topic{thread.topic()};
  state.erase(key::Activity{topic, thread.activity(), id});
  const auto first = end_of(state, id, false);
  thread.set_posts(thread.posts() + static_cast<std::uint32_t>(came));
  thread.set_first_post(first ? first->record.id() : 0);
  if (const auto row = end_of(state, id, true)) {
    const auto last = state.get(key::Post{PostId{row->record.id()}});
    thread.set_last_place(std::max(thread.last_place(), row->place));
    thread.set_last_post_at_ms(last->written_at_ms());
    thread.set_last_post_by(last->author());
    thread.set_activity(activity_of(last->written_at_ms(), row->place));
  }
  state.put(key::Activity{topic, thread.activity(), id}, log::MarkRecord{});
}

// The topic's latest post, as its liveliest thread says.
std::int64_t last_post_in(const State& state, TopicId topic) {
  std::int64_t at_ms = 0;
  state.scan_back(key::Activity{topic, 0, ThreadId{}}, key::Activity{TopicId{topic.value + 1}, 0, ThreadId{}},
                  [&](const key::Any& key, std::string_view) {
                    const auto thread = state.get(key::Thread{std::get<key::Activity>(key).thread});
                    at_ms = thread ? thread->last_post_at_ms() : 0;
                    return false;
                  });
  return at_ms;
}

void count_in_topic(State& state, TopicId topic, int threads, std::int64_t posts) {
  const auto at_ms = last_post_in(state, topic);
  amend(state, key::Topic{topic}, [&](auto& record) {
    record.set_threads(record.threads() + static_cast<std::uint32_t>(threads));
    record.set_posts(record.posts() + static_cast<std::uint32_t>(posts));
    record.set_last_post_at_ms(at_ms);
  });
}

void tell_left(const Happening& h, TopicId topic, ThreadId thread, State& state) {
  auto entry = entry_of(h);
  entry.set_thread_left(thread.value);  // names no destination: who may see it is told there
  add_to_stream(state, StreamId::of_members(topic), entry);
}

void tell_arrived(const Happening& h, TopicId topic, ThreadId thread, State& state) {
  auto entry = entry_of(h);
  entry.set_thread_arrived(thread.value);
  add_to_stream(state, StreamId::of_members(topic), entry);
}

void tell_gone(const Happening& h, TopicId topic, ThreadId thread, std::uint64_t post, State& state) {
  auto entry = entry_of(h);
  entry.mutable_post_gone()->set_post(post);
  entry.mutable_post_gone()->set_thread(thread.value);
  add_to_stream(state, StreamId::of_members(topic), entry);
}

log::ThreadRecord split_off(const Happening& h, const log::ThreadSplit& fact, const log::ThreadRecord& from,
                            const State& state) {
  const auto first = state.get(key::Post{PostId{fact.posts(0)}});
  log::ThreadRecord thread;
  thread.set_topic(fact.topic());
  thread.set_title(std::string(h.personal(log::TITLE).value_or("")));
  thread.set_opened_by(first ? first->author() : from.opened_by());
  thread.set_opened_at_ms(first ? first->written_at_ms() : h.event.time_ms());
  thread.set_version(1);
  thread.set_members_only(from.members_only());
  thread.set_split_from(fact.thread());
  return thread;
}

}  // namespace

void apply_thread_moved(const Happening& h, const log::ThreadMoved& fact, State& state) {
  const ThreadId id{fact.thread()};
  const TopicId topic{fact.topic()};
  auto* thread = state.change(key::Thread{id});
  if (thread == nullptr || thread->topic() == topic.value) return;
  const TopicId old{thread->topic()};
  for (const auto& held : waiting_in(state, old, id)) carry_waiting(state, held, id, topic);
  for (const auto& row : rows_of(state, id)) carry_post(h, state, row, id, topic);
  unpin(*thread, id, state);  // it was pinned there
  state.erase(key::Activity{old, thread->activity(), id});
  state.put(key::Activity{topic, thread->activity(), id}, log::MarkRecord{});
  thread->set_topic(topic.value);
  thread->clear_gallery();  // nobody who listened there follows it here
  thread->clear_gallery_title();
  thread->set_version(thread->version() + 1);
  count_in_topic(state, old, -1, -static_cast<std::int64_t>(thread->posts()));
  count_in_topic(state, topic, 1, thread->posts());
  tell_left(h, old, id, state);
  tell_arrived(h, topic, id, state);
}

void apply_thread_split(const Happening& h, const log::ThreadSplit& fact, State& state) {
  const ThreadId id{fact.thread()};
  const ThreadId into{fact.into()};
  const TopicId topic{fact.topic()};
  auto* from = state.change(key::Thread{id});
  if (from == nullptr || fact.posts_size() == 0) return;
  const TopicId old{from->topic()};
  auto fresh = split_off(h, fact, *from, state);
  from->set_arrangement(from->arrangement() + 1);
  std::int64_t carried = 0;
  for (const auto post : fact.posts()) {
    const auto record = state.get(key::Post{PostId{post}});
    const auto row = record ? state.get(key::ThreadPost{id, record->place()}) : std::nullopt;
    if (!row || row->id() != post) continue;
    carry_post(h, state, moved_on({record->place(), *row}, id, from->arrangement(), 0), into, topic);
    tell_gone(h, old, id, post, state);
    ++carried;
  }
  count_again(fresh, into, carried, state);
  state.put(key::Thread{into}, fresh);
  count_again(*from, id, -carried, state);
  from->add_split_into(into.value);
  from->set_version(from->version() + 1);
  amend(state, key::Community{}, [](auto& community) { community.set_threads(community.threads() + 1); });
  count_in_topic(state, old, 0, -carried);
  count_in_topic(state, topic, 1, carried);
  tell_of_thread(h, *from, id, state);
  tell_arrived(h, topic, into, state);
}

void apply_threads_merged(const Happening& h, const log::ThreadsMerged& fact, State& state) {
  const ThreadId from_id{fact.from()};
  const ThreadId into_id{fact.into()};
  auto* from = state.change(key::Thread{from_id});
  auto* into = state.change(key::Thread{into_id});
  if (from == nullptr || into == nullptr || from == into) return;
  const TopicId old{from->topic()};
  const TopicId topic{into->topic()};
  for (const auto& held : waiting_in(state, old, from_id)) carry_waiting(state, held, into_id, topic);
  into->set_arrangement(into->arrangement() + 1);
  into->set_arrived(into->arrangement());
  for (const auto& row : rows_of(state, from_id))
    carry_post(h, state, moved_on(row, from_id, 0, into->arrangement()), into_id, topic);
  carry_notes(state, from_id, into_id);
  const auto carried = static_cast<std::int64_t>(from->posts());
  unpin(*from, from_id, state);
  state.erase(key::Activity{old, from->activity(), from_id});
  from->set_posts(0);
  from->set_first_post(0);
  from->set_moved_to(into_id.value);
  from->set_version(from->version() + 1);
  count_again(*into, into_id, carried, state);
  into->set_members_only(into->members_only() || from->members_only());
  into->set_version(into->version() + 1);
  amend(state, key::Community{}, [](auto& community) { community.set_threads(community.threads() - 1); });
  count_in_topic(state, old, -1, -carried);
  count_in_topic(state, topic, 0, carried);
  tell_left(h, old, from_id, state);
  tell_arrived(h, topic, into_id, state);
}

}  // namespace plenum
