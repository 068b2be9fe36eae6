// The chair's part of a random run: whatever the checks allow to one of the chair.
#include "storage/machine/checks_chair.h"
#include "tests/support/storage/history.h"

namespace plenum::testing {

MemberId History::chair() {
  for (const auto member : members_) {
    const auto record = meeting_.state().get(key::Member{member});
    if (record->role() >= v1::MODERATOR && record->standing() == v1::STANDING_UNSPECIFIED) return member;
  }
  return members_.front();
}

void History::about_the_chair() {
  if (meeting_.state().get(key::Community{})->feature_level() < 2) return meeting_.raises_level(2);
  switch (random_.below(5)) {
    case 0:
      return chair_on_thread();
    case 1:
      return chair_on_post();
    case 2:
      return about_reports();
    case 3:
      return about_people();
    default:
      return chair_on_moves();
  }
}

void History::chair_on_thread() {
  const auto& state = meeting_.state();
  const auto by = chair();
  const auto thread = random_.pick(threads_);
  switch (random_.below(6)) {
    case 0: {
      v1::PinThreadRequest r;
      r.set_thread_id(thread.value);
      r.set_pinned(random_.one_in(2));
      if (r.pinned() && random_.one_in(2))
        r.set_ends_at_ms(meeting_.now_ms + 1 + static_cast<std::int64_t>(random_.below(30)));
      if (!check_pin_thread(state, who(by), r, meeting_.now_ms)) meeting_.pins(by, thread, r.pinned(), r.ends_at_ms());
      return;
    }
    case 1: {
      v1::SetSlowModeRequest r;
      r.set_thread_id(random_.one_in(2) ? thread.value : 0);
      r.set_topic_id(r.thread_id() != 0 ? 0 : random_.pick(topics_).value);
      r.set_seconds(random_.one_in(2) ? 0 : 1);
      if (!check_set_slow_mode(state, who(by), r))
        meeting_.slows(by, ThreadId{r.thread_id()}, TopicId{r.topic_id()}, r.seconds());
      return;
    }
    case 2: {
      v1::RenameThreadRequest r;
      r.set_thread_id(thread.value);
      r.set_title("Renamed " + words());
      if (!check_rename_thread(state, who(by), r)) meeting_.renames(by, thread, r.title());
      return;
    }
    case 3: {
      const auto record = state.get(key::Thread{thread});
      if (record->held() || record->moved_to() != 0) return;
      if (record->archived()) return meeting_.archives(by, thread, false);
      return record->closed() ? meeting_.closes(by, thread, false) : meeting_.closes(by, thread, random_.one_in(3));
    }
    case 4: {
      v1::ArchiveThreadRequest r;
      r.set_thread_id(thread.value);
      r.set_archived(random_.one_in(3));
      if (!check_archive_thread(state, who(by), r)) meeting_.archives(by, thread, r.archived());
      return;
    }
    default: {
      if (!notes_.empty() && random_.one_in(3)) {
        const auto at = random_.pick(notes_);
        v1::RemoveNoteRequest r;
        r.set_thread_id(at.first.value);
        r.set_note_id(at.second.value);
        if (!check_remove_note(state, who(by), r)) meeting_.drops_note(by, at.second, at.first);
        return;
      }
      v1::WriteNoteRequest r;
      r.set_thread_id(thread.value);
      r.set_source(words());
      if (check_write_note(state, who(by), r)) return;
      notes_.emplace_back(thread, NoteId{random_.next() | 1});
      meeting_.notes(by, notes_.back().second, thread, r.source());
    }
  }
}

void History::chair_on_post() {
  const auto& state = meeting_.state();
  const auto by = chair();
  const auto post = random_.pick(posts_);
  switch (random_.below(5)) {
    case 0: {
      v1::HidePostRequest r;
      r.set_post_id(post.value);
      r.set_hidden(!random_.one_in(2));
      r.set_reason("Because.");
      if (!check_hide_post(state, who(by), r)) meeting_.hides(by, post, r.hidden(), r.reason());
      return;
    }
    case 1: {
      v1::RemovePostRequest r;
      r.set_post_id(post.value);
      r.set_reason("Because.");
      if (!check_remove_post(state, who(by), r)) meeting_.removes(by, post, r.reason());
      return;
    }
    case 2: {
      v1::EditAnyPostRequest r;
      r.set_post_id(post.value);
      r.set_source(words());
      r.set_reason("Because.");
      if (!check_edit_any_post(state, who(by), r)) meeting_.edits_for(by, post, r.source());
      return;
    }
    case 3: {
      v1::ChairSettings settings;
      settings.set_newcomer_posts(static_cast<std::uint32_t>(random_.below(4)));
      return meeting_.settles(settings);
    }
    default:
      return about_held();
  }
}

void History::about_held() {
  const auto& state = meeting_.state();
  const auto author = somebody();
  if (random_.one_in(2)) {
    for (const auto id : posts_) {
      if (!is_waiting(*state.get(key::Post{id}))) continue;
      return meeting_.decides(chair(), id, !random_.one_in(3), "Because.");
    }
  }
  const auto topic = random_.pick(topics_);
  if (random_.one_in(3)) {
    if (check_open_thread(state, who(author), topic, "A title", "Words.")) return;
    const auto thread = fresh(threads_);
    return meeting_.opens_held(author, thread, topic, fresh(posts_), words());
  }
  const auto thread = random_.pick(threads_);
  if (check_write_post(state, who(author), thread, "Words.", {}, "", meeting_.now_ms)) return;
  meeting_.writes_held(author, fresh(posts_), thread, words(), mentions());
}

void History::chair_on_moves() {
  const auto& state = meeting_.state();
  const auto by = chair();
  const auto thread = random_.pick(threads_);
  switch (random_.below(3)) {
    case 0: {
      v1::MoveThreadRequest r;
      r.set_thread_id(thread.value);
      r.set_topic_id(random_.pick(topics_).value);
      if (!check_move_thread(state, who(by), r)) meeting_.moves(by, thread, TopicId{r.topic_id()});
      return;
    }
    case 1: {
      v1::MergeThreadsRequest r;
      r.set_from_thread_id(thread.value);
      r.set_into_thread_id(random_.pick(threads_).value);
      if (!check_merge_threads(state, who(by), r)) meeting_.merges(by, thread, ThreadId{r.into_thread_id()});
      return;
    }
    default:
      return splits_off(by, thread);
  }
}

void History::splits_off(MemberId by, ThreadId thread) {
  const auto& state = meeting_.state();
  v1::SplitThreadRequest r;
  r.set_thread_id(thread.value);
  r.set_title("Split off");
  r.set_topic_id(random_.pick(topics_).value);
  std::vector<PostId> chosen;
  state.scan(key::ThreadPost{thread, 0}, key::ThreadPost{ThreadId{thread.value + 1}, 0},
             [&](const key::Any&, std::string_view value) {
               log::ThreadPostRecord row;
               row.ParseFromArray(value.data(), static_cast<int>(value.size()));
               const auto post = state.get(key::Post{PostId{row.id()}});
               if (random_.one_in(2) && !post->erased()) {
                 chosen.emplace_back(row.id());
                 r.add_post_ids(row.id());
               }
               return true;
             });
  if (check_split_thread(state, who(by), r)) return;
  meeting_.splits(by, thread, chosen, fresh(threads_), TopicId{r.topic_id()}, r.title());
}

}  // namespace plenum::testing
