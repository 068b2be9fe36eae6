// What the chair lays over a post, and beside it.
#include "storage/machine/enter.h"
#include "storage/machine/gallery.h"
#include "storage/machine/tell.h"
#include "storage/machine/thanks.h"

namespace plenum {

void apply_post_hidden(const Happening& h, const log::PostHidden& fact, State& state) {
  const PostId id{fact.post()};
  auto* post = state.change(key::Post{id});
  if (post == nullptr || post->hidden() == fact.hidden()) return;
  if (fact.hidden()) unmark_mentions(*post, state);
  ThanksKept thanks(state, *post);
  post->set_hidden(fact.hidden());
  thanks.settle(*post);
  post->set_hidden_by(fact.hidden() ? h.event.author() : 0);
  post->set_cover_reason(fact.hidden() ? std::string(h.personal(log::REASON).value_or("")) : std::string());
  post->set_version(post->version() + 1);
  if (!fact.hidden()) mark_mentions(*post, state);
  if (fact.hidden()) leave_gallery(h, *post, false, state);
  amend(state, key::Member{MemberId{post->author()}},
        [&](auto& member) { member.set_posts_hidden(member.posts_hidden() + (fact.hidden() ? 1 : -1)); });
  if (fact.hidden() && fact.by_reports())
    amend(state, key::Report{id}, [](auto& report) { report.set_hid_the_post(true); });
  tell_of_post(h, *post, id, state);
  tell_author_of_post(h, *post, id, state);
}

// A note is no post: no count, place or number of the thread's moves.
void apply_note_written(const Happening& h, const log::NoteWritten& fact, State& state) {
  const ThreadId thread{fact.thread()};
  const auto record = state.get(key::Thread{thread});
  if (!record) return;
  log::NoteRecord note;
  note.set_thread(fact.thread());
  note.set_post(fact.post());
  note.set_by(h.event.author());
  note.set_at_ms(h.event.time_ms());
  note.set_source(h.personal_as<log::PostText>(log::BODY).source());
  state.put(key::Note{thread, NoteId{fact.note()}}, note);
  log::StaffNews news;
  news.set_notes_of(fact.thread());
  tell_staff(h, TopicId{record->topic()}, news, state);
}

void apply_note_removed(const Happening& h, const log::NoteRemoved& fact, State& state) {
  const ThreadId thread{fact.thread()};
  auto* note = state.change(key::Note{thread, NoteId{fact.note()}});
  const auto record = state.get(key::Thread{thread});
  if (note == nullptr || !record) return;
  note->set_removed(true);
  note->clear_source();
  log::StaffNews news;
  news.set_notes_of(fact.thread());
  tell_staff(h, TopicId{record->topic()}, news, state);
}

void apply_chair_settings_changed(const Happening& h, const log::ChairSettingsChanged& fact, State& state) {
  amend(state, key::Community{}, [&](auto& community) { *community.mutable_chair() = fact.settings(); });
  log::StaffNews news;
  news.set_settings(true);
  tell_desk(h, news, state);
}

}  // namespace plenum
