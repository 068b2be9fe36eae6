// What the chair does, as minutes.
#include "tests/support/storage/meeting.h"

namespace plenum::testing {

namespace {

std::vector<Meeting::Words> because(const std::string& reason) {
  return reason.empty() ? std::vector<Meeting::Words>{} : std::vector<Meeting::Words>{{log::REASON, reason}};
}

std::string note_text(const std::string& source) {
  log::PostText text;
  text.set_source(source);
  return text.SerializeAsString();
}

}  // namespace

void Meeting::settles(const v1::ChairSettings& settings) {
  log::Event e;
  *e.mutable_chair_settings_changed()->mutable_settings() = settings;
  happens(e);
}

void Meeting::pins(MemberId by, ThreadId id, bool pinned, std::int64_t ends_at_ms) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_thread_pinned()->set_thread(id.value);
  e.mutable_thread_pinned()->set_pinned(pinned);
  e.mutable_thread_pinned()->set_ends_at_ms(ends_at_ms);
  happens(e);
}

void Meeting::slows(MemberId by, ThreadId thread, TopicId topic, std::uint32_t seconds) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_slow_mode_set()->set_thread(thread.value);
  e.mutable_slow_mode_set()->set_topic(topic.value);
  e.mutable_slow_mode_set()->set_seconds(seconds);
  happens(e);
}

void Meeting::moves(MemberId by, ThreadId id, TopicId topic, const std::string& reason) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_thread_moved()->set_thread(id.value);
  e.mutable_thread_moved()->set_topic(topic.value);
  happens(e, because(reason));
}

void Meeting::splits(MemberId by, ThreadId id, const std::vector<PostId>& posts, ThreadId into, TopicId topic,
                     const std::string& title) {
  log::Event e;
  e.set_author(by.value);
  auto& fact = *e.mutable_thread_split();
  fact.set_thread(id.value);
  for (const auto post : posts) fact.add_posts(post.value);
  fact.set_into(into.value);
  fact.set_topic(topic.value);
  happens(e, {{log::TITLE, title}});
}

void Meeting::merges(MemberId by, ThreadId from, ThreadId into) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_threads_merged()->set_from(from.value);
  e.mutable_threads_merged()->set_into(into.value);
  happens(e);
}

void Meeting::renames(MemberId by, ThreadId id, const std::string& title) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_thread_renamed()->set_thread(id.value);
  const auto thread = state_.get(key::Thread{id});
  std::vector<Words> words = {{log::TITLE, title}, {log::BEFORE, thread->title()}};
  if (!thread->gallery().empty()) words.push_back({log::GALLERY_TEXT, "~" + title});
  happens(e, std::move(words));
}

void Meeting::closes(MemberId by, ThreadId id, bool closed, v1::Resolution resolution, const std::string& words) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_thread_closed()->set_thread(id.value);
  e.mutable_thread_closed()->set_closed(closed);
  e.mutable_thread_closed()->set_resolution(closed ? resolution : v1::RESOLUTION_UNSPECIFIED);
  happens(e, closed ? std::vector<Words>{{log::ANSWER, words}} : std::vector<Words>{});
}

void Meeting::archives(MemberId by, ThreadId id, bool archived) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_thread_archived()->set_thread(id.value);
  e.mutable_thread_archived()->set_archived(archived);
  happens(e);
}

void Meeting::hides(MemberId by, PostId id, bool hidden, const std::string& reason) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_post_hidden()->set_post(id.value);
  e.mutable_post_hidden()->set_hidden(hidden);
  happens(e, because(reason));
}

void Meeting::removes(MemberId by, PostId id, const std::string& reason) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_post_deleted()->set_post(id.value);
  e.mutable_post_deleted()->set_by(by.value);
  happens(e, because(reason));
}

void Meeting::edits_for(MemberId by, PostId id, const std::string& source) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_post_edited()->set_post(id.value);
  e.mutable_post_edited()->set_by(by.value);
  auto words = redacted(id, source);
  words.push_back({log::BODY, note_text(source)});
  words.push_back({log::REASON, "A name stood there."});
  happens(e, std::move(words));
}

void Meeting::opens_held(MemberId by, ThreadId id, TopicId topic, PostId post, const std::string& source) {
  log::Event e;
  auto& fact = *e.mutable_thread_opened();
  fact.set_thread(id.value);
  fact.set_topic(topic.value);
  fact.set_opened_by(by.value);
  fact.set_opened_at_ms(now_ms);
  fact.set_held(true);
  happens(e, {{log::TITLE, "Held"}});
  writes_held(by, post, id, source);
}

void Meeting::writes_held(MemberId by, PostId id, ThreadId thread, const std::string& source,
                          std::vector<MemberId> mentions) {
  log::Event e;
  auto& fact = *e.mutable_post_written();
  fact.set_post(id.value);
  fact.set_thread(thread.value);
  fact.set_author(by.value);
  fact.set_format(v1::MARKDOWN);
  fact.set_visibility(is_observed(thread) ? v1::OBSERVED : v1::MEMBERS_ONLY);
  fact.set_written_at_ms(now_ms);
  fact.set_held(v1::HOLD_NEWCOMER);
  for (const auto member : mentions) fact.add_mentions(member.value);
  happens(e, {{log::BODY, note_text(source)}});
}

void Meeting::decides(MemberId by, PostId id, bool approved, const std::string& reason) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_held_post_decided()->set_post(id.value);
  e.mutable_held_post_decided()->set_approved(approved);
  auto words = because(reason);
  const auto post = state_.get(key::Post{id});
  if (approved && post && post->visibility() == v1::OBSERVED && is_observed(ThreadId{post->thread()})) {
    const ThreadId thread{post->thread()};
    auto& mark = *e.mutable_held_post_decided()->mutable_gallery();
    for (auto& slot : enters(mark, MemberId{post->author()}, thread, id, post->source()))
      words.push_back(std::move(slot));
  }
  happens(e, std::move(words));
}

void Meeting::notes(MemberId by, NoteId id, ThreadId thread, const std::string& source) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_note_written()->set_note(id.value);
  e.mutable_note_written()->set_thread(thread.value);
  happens(e, {{log::BODY, note_text(source)}});
}

void Meeting::drops_note(MemberId by, NoteId id, ThreadId thread) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_note_removed()->set_note(id.value);
  e.mutable_note_removed()->set_thread(thread.value);
  happens(e);
}

}  // namespace plenum::testing
