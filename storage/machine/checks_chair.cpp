#include "storage/machine/checks_chair.h"

#include <set>

#include "proto/limits.h"
#include "storage/machine/checking.h"
#include "storage/machine/text.h"

namespace plenum {

namespace {

// 0: the thing is not there, or not to be seen.
Check check_may_in(const Principal& who, Action action, std::uint64_t topic) {
  return check_may_at(who, action, topic != 0 ? std::optional(TopicId{topic}) : std::nullopt);
}

Check check_there(const View& view, const Principal& who, const std::optional<log::ThreadRecord>& thread,
                  const char* field) {
  if (!thread) return refuse(v1::NOT_FOUND, field);
  if (auto fault = check_stands_here(view, who, *thread)) return fault;
  return thread->held() ? refuse(v1::POST_HELD) : Check{};
}

/// A tool on a thread: rights, the form that the caller has looked at, then the thread.
Check check_tool(const View& view, const Principal& who, Action action, std::uint64_t id, const Check& form,
                 std::optional<log::ThreadRecord>& thread, const char* field = "thread_id") {
  thread = visible_thread(view, who, ThreadId{id});
  if (auto fault = check_may_in(who, action, thread ? thread->topic() : 0)) return fault;
  if (form) return form;
  return check_there(view, who, thread, field);
}

/// A tool on a post, likewise.
Check check_post_tool(const View& view, const Principal& who, Action action, std::uint64_t id, const Check& form,
                      std::optional<log::PostRecord>& post) {
  post = visible_post(view, who, PostId{id});
  if (auto fault = check_may_in(who, action, post ? post->topic() : 0)) return fault;
  if (form) return form;
  return post ? Check{} : refuse(v1::NOT_FOUND, "post_id");
}

Check refuse_unchanged(std::uint64_t who) {
  Fault fault{v1::NOTHING_CHANGED};
  fault.who = who;
  return fault;
}

Check check_is(bool fine, const char* field) {
  return fine ? Check{} : refuse(v1::FIELD_INVALID, field);
}

Check check_destination(const View& view, const Principal& who, Action action, TopicId topic, const char* field) {
  const auto record = view.get(key::Topic{topic});
  if (!record || !can_see(who, *record)) return refuse(v1::NOT_FOUND, field);
  if (auto fault = check_may(who, action, topic)) return fault;
  return record->archived() ? refuse(v1::TOPIC_ARCHIVED) : Check{};
}

std::size_t pinned_in(const View& view, TopicId topic) {
  std::size_t count = 0;
  view.scan(key::Pinned{topic, ThreadId{}}, key::Pinned{TopicId{topic.value + 1}, ThreadId{}},
            [&](const key::Any&, std::string_view) { return ++count > 0; });
  return count;
}

Check check_chosen_form(const v1::SplitThreadRequest& r) {
  if (r.post_ids_size() > limits::split_posts_max) return refuse(v1::TOO_MANY_POSTS, "post_ids");
  const std::set<std::uint64_t> distinct(r.post_ids().begin(), r.post_ids().end());
  return check_is(!distinct.empty() && static_cast<int>(distinct.size()) == r.post_ids_size(), "post_ids");
}

// One that has left already is said to be elsewhere, where that may be told.
Check check_chosen(const View& view, const Principal& who, const v1::SplitThreadRequest& r) {
  for (const auto id : r.post_ids()) {
    const auto post = visible_post(view, who, PostId{id});
    if (!post) return refuse(v1::NOT_FOUND, "post_ids");
    if (is_waiting(*post) || post->rejected()) return refuse(v1::POST_HELD, "post_ids");
    if (post->thread() == r.thread_id()) continue;
    Fault fault{v1::NOTHING_CHANGED, "post_ids"};
    fault.moved_to = visible_thread(view, who, ThreadId{post->thread()}) ? post->thread() : 0;
    return fault;
  }
  return {};
}

}  // namespace

Check check_reason(std::string_view reason, bool needed) {
  if (needed && is_blank(reason)) return refuse(v1::REASON_MISSING, "reason");
  if (count_characters(reason) > limits::reason_characters_max) return refuse(v1::REASON_TOO_LONG, "reason");
  return {};
}

Check check_lock_thread(const View& view, const Principal& who, const v1::LockThreadRequest& r) {
  std::optional<log::ThreadRecord> thread;
  const auto form = check_reason(r.reason(), false);
  if (auto fault = check_tool(view, who, Action::lock_thread, r.thread_id(), form, thread)) return fault;
  if (thread->locked() != r.locked()) return {};
  return refuse_unchanged(
      last_to_do(view, ThreadId{r.thread_id()}, v1::AUDIT_THREAD_LOCKED, v1::AUDIT_THREAD_UNLOCKED));
}

Check check_pin_thread(const View& view, const Principal& who, const v1::PinThreadRequest& r, std::int64_t now_ms) {
  std::optional<log::ThreadRecord> thread;
  const auto ends = r.ends_at_ms();
  const bool fine = ends == 0 || (r.pinned() && ends > now_ms && ends <= now_ms + limits::pin_ms_max);
  const auto form = first_of({check_reason(r.reason(), false), check_is(fine, "ends_at_ms")});
  if (auto fault = check_tool(view, who, Action::pin_thread, r.thread_id(), form, thread)) return fault;
  if (thread->pinned() == r.pinned() && thread->pin_ends_at_ms() == ends) {
    return refuse_unchanged(
        last_to_do(view, ThreadId{r.thread_id()}, v1::AUDIT_THREAD_PINNED, v1::AUDIT_THREAD_UNPINNED));
  }
  const bool one_more = r.pinned() && !thread->pinned();
  if (one_more && pinned_in(view, TopicId{thread->topic()}) >= limits::pinned_threads_max)
    return refuse(v1::TOO_MANY_PINNED);
  return {};
}

Check check_set_slow_mode(const View& view, const Principal& who, const v1::SetSlowModeRequest& r) {
  const auto form =
      first_of({check_reason(r.reason(), false), check_is(r.seconds() <= limits::slow_mode_s_max, "seconds"),
                check_is((r.thread_id() != 0) != (r.topic_id() != 0), "topic_id")});
  if (r.topic_id() == 0) {
    std::optional<log::ThreadRecord> thread;
    if (auto fault = check_tool(view, who, Action::set_slow_mode, r.thread_id(), form, thread)) return fault;
    return thread->slow_mode_s() == r.seconds() ? refuse(v1::NOTHING_CHANGED) : Check{};
  }
  const auto topic = view.get(key::Topic{TopicId{r.topic_id()}});
  if (auto fault = check_may_in(who, Action::set_slow_mode, topic ? r.topic_id() : 0)) return fault;
  if (form) return form;
  if (!topic || !can_see(who, *topic)) return refuse(v1::NOT_FOUND, "topic_id");
  return topic->slow_mode_s() == r.seconds() ? refuse(v1::NOTHING_CHANGED) : Check{};
}

Check check_move_thread(const View& view, const Principal& who, const v1::MoveThreadRequest& r) {
  std::optional<log::ThreadRecord> thread;
  const auto form = check_reason(r.reason(), false);
  if (auto fault = check_tool(view, who, Action::move_thread, r.thread_id(), form, thread)) return fault;
  if (thread->topic() == r.topic_id()) {
    return refuse_unchanged(last_to_do(view, ThreadId{r.thread_id()}, v1::AUDIT_THREAD_MOVED, v1::AUDIT_THREAD_MOVED));
  }
  if (auto fault = check_destination(view, who, Action::move_thread, TopicId{r.topic_id()}, "topic_id")) return fault;
  return thread->posts() > limits::moved_posts_max ? refuse(v1::TOO_MANY_POSTS, "thread_id") : Check{};
}

Check check_split_thread(const View& view, const Principal& who, const v1::SplitThreadRequest& r) {
  std::optional<log::ThreadRecord> thread;
  const auto form = first_of({check_reason(r.reason(), false), check_title(r.title()), check_chosen_form(r)});
  if (auto fault = check_tool(view, who, Action::split_thread, r.thread_id(), form, thread)) return fault;
  const TopicId topic{r.topic_id() != 0 ? r.topic_id() : thread->topic()};
  if (auto fault = check_destination(view, who, Action::split_thread, topic, "topic_id")) return fault;
  if (auto fault = check_chosen(view, who, r)) return fault;
  return check_is(static_cast<std::uint32_t>(r.post_ids_size()) < thread->posts(), "post_ids");
}

Check check_merge_threads(const View& view, const Principal& who, const v1::MergeThreadsRequest& r) {
  std::optional<log::ThreadRecord> from;
  std::optional<log::ThreadRecord> into;
  const auto form = check_reason(r.reason(), false);
  if (auto fault = check_tool(view, who, Action::merge_threads, r.from_thread_id(), form, from, "from_thread_id"))
    return fault;
  if (auto fault = check_tool(view, who, Action::merge_threads, r.into_thread_id(), form, into, "into_thread_id"))
    return fault;
  if (r.from_thread_id() == r.into_thread_id()) return refuse(v1::WOULD_LOOP, "into_thread_id");
  return from->posts() > limits::moved_posts_max ? refuse(v1::TOO_MANY_POSTS, "from_thread_id") : Check{};
}

Check check_rename_thread(const View& view, const Principal& who, const v1::RenameThreadRequest& r) {
  std::optional<log::ThreadRecord> thread;
  const auto form = first_of({check_reason(r.reason(), false), check_title(r.title())});
  if (auto fault = check_tool(view, who, Action::rename_thread, r.thread_id(), form, thread)) return fault;
  return thread->title() == r.title() ? refuse(v1::NOTHING_CHANGED) : Check{};
}

Check check_close_thread(const View& view, const Principal& who, const v1::CloseThreadRequest& r) {
  std::optional<log::ThreadRecord> thread;
  const bool known = r.resolution() != v1::RESOLUTION_UNSPECIFIED && v1::Resolution_IsValid(r.resolution());
  const bool fits = count_characters(r.words()) <= limits::resolution_characters_max;
  const auto form = first_of({check_reason(r.reason(), false), fits ? Check{} : refuse(v1::BODY_TOO_LONG, "words"),
                              check_is(known, "resolution")});
  if (auto fault = check_tool(view, who, Action::close_thread, r.thread_id(), form, thread)) return fault;
  return thread->closed() ? refuse_unchanged(thread->closed_by()) : Check{};
}

Check check_reopen_thread(const View& view, const Principal& who, const v1::ReopenThreadRequest& r) {
  std::optional<log::ThreadRecord> thread;
  const auto form = check_reason(r.reason(), false);
  if (auto fault = check_tool(view, who, Action::close_thread, r.thread_id(), form, thread)) return fault;
  if (thread->closed()) return {};
  return refuse_unchanged(
      last_to_do(view, ThreadId{r.thread_id()}, v1::AUDIT_THREAD_REOPENED, v1::AUDIT_THREAD_REOPENED));
}

Check check_archive_thread(const View& view, const Principal& who, const v1::ArchiveThreadRequest& r) {
  std::optional<log::ThreadRecord> thread;
  const auto form = check_reason(r.reason(), false);
  if (auto fault = check_tool(view, who, Action::archive_thread, r.thread_id(), form, thread)) return fault;
  if (thread->archived() != r.archived()) return {};
  return refuse_unchanged(
      last_to_do(view, ThreadId{r.thread_id()}, v1::AUDIT_THREAD_ARCHIVED, v1::AUDIT_THREAD_UNARCHIVED));
}

Check check_keep_thread(const View& view, const Principal& who, const v1::KeepThreadRequest& r) {
  std::optional<log::ThreadRecord> thread;
  if (auto fault = check_tool(view, who, Action::keep_thread, r.thread_id(), {}, thread)) return fault;
  if (!thread->members_only()) return {};
  return refuse_unchanged(last_to_do(view, ThreadId{r.thread_id()}, v1::AUDIT_THREAD_KEPT, v1::AUDIT_THREAD_KEPT));
}

Check check_hide_post(const View& view, const Principal& who, const v1::HidePostRequest& r) {
  std::optional<log::PostRecord> post;
  const auto form = check_reason(r.reason(), r.hidden());
  if (auto fault = check_post_tool(view, who, Action::hide_post, r.post_id(), form, post)) return fault;
  if (post->deleted()) return refuse(v1::POST_DELETED);
  if (auto fault = check_rank(view, who, *post)) return fault;
  if (post->held() != v1::HOLD_CAUSE_UNSPECIFIED) return refuse(v1::POST_HELD);
  if (post->hidden() != r.hidden()) return {};
  if (post->hidden()) return refuse_unchanged(post->hidden_by());
  return refuse_unchanged(last_to_do(view, ThreadId{post->thread()}, v1::AUDIT_POST_UNHIDDEN, v1::AUDIT_POST_UNHIDDEN,
                                     PostId{r.post_id()}));
}

Check check_remove_post(const View& view, const Principal& who, const v1::RemovePostRequest& r) {
  std::optional<log::PostRecord> post;
  const auto form = check_reason(r.reason(), true);
  if (auto fault = check_post_tool(view, who, Action::delete_any_post, r.post_id(), form, post)) return fault;
  if (post->deleted()) {
    Fault fault{v1::POST_DELETED};
    fault.who = post->deleted_by();
    return fault;
  }
  if (auto fault = check_rank(view, who, *post)) return fault;
  return post->held() != v1::HOLD_CAUSE_UNSPECIFIED ? refuse(v1::POST_HELD) : Check{};
}

Check check_put_post_back(const View& view, const Principal& who, const v1::PutPostBackRequest& r) {
  std::optional<log::PostRecord> post;
  const auto form = check_reason(r.reason(), false);
  if (auto fault = check_post_tool(view, who, Action::restore_any_post, r.post_id(), form, post)) return fault;
  if (!post->deleted()) return refuse(v1::POST_NOT_DELETED);
  if (auto fault = check_rank(view, who, *post)) return fault;
  return post->held() != v1::HOLD_CAUSE_UNSPECIFIED ? refuse(v1::POST_HELD) : Check{};
}

Check check_edit_any_post(const View& view, const Principal& who, const v1::EditAnyPostRequest& r) {
  std::optional<log::PostRecord> post;
  const auto form = first_of({check_source(r.source()), check_reason(r.reason(), true)});
  if (auto fault = check_post_tool(view, who, Action::edit_any_post, r.post_id(), form, post)) return fault;
  if (post->deleted()) return refuse(v1::POST_DELETED);
  if (post->source() == r.source()) return refuse_unchanged(post->edited_by());
  if (auto fault = check_rank(view, who, *post)) return fault;
  return post->held() != v1::HOLD_CAUSE_UNSPECIFIED ? refuse(v1::POST_HELD) : Check{};
}

Check check_decide_held_post(const View& view, const Principal& who, const v1::DecideHeldPostRequest& r) {
  std::optional<log::PostRecord> post;
  const auto form = check_reason(r.reason(), !r.approved());
  if (auto fault = check_post_tool(view, who, Action::decide_held_post, r.post_id(), form, post)) return fault;
  if (MemberId{post->author()} == who.member) return refuse(v1::OUTRANKED);
  if (is_waiting(*post)) return {};
  Fault fault{v1::POST_NOT_HELD};
  fault.who =
      last_to_do(view, ThreadId{post->thread()}, v1::AUDIT_POST_APPROVED, v1::AUDIT_POST_REJECTED, PostId{r.post_id()});
  return fault;
}

Check check_write_note(const View& view, const Principal& who, const v1::WriteNoteRequest& r) {
  const auto thread = visible_thread(view, who, ThreadId{r.thread_id()});
  if (auto fault = check_may_in(who, Action::write_note, thread ? thread->topic() : 0)) return fault;
  if (auto fault = check_source(r.source())) return fault;
  if (!thread) return refuse(v1::NOT_FOUND, "thread_id");
  const auto post = visible_post(view, who, PostId{r.post_id()});
  if (r.post_id() != 0 && (!post || post->thread() != r.thread_id())) return refuse(v1::NOT_FOUND, "post_id");
  return check_stands_here(view, who, *thread);
}

Check check_remove_note(const View& view, const Principal& who, const v1::RemoveNoteRequest& r) {
  const auto thread = visible_thread(view, who, ThreadId{r.thread_id()});
  if (auto fault = check_may_in(who, Action::write_note, thread ? thread->topic() : 0)) return fault;
  const auto note = view.get(key::Note{ThreadId{r.thread_id()}, NoteId{r.note_id()}});
  if (!thread || !note) return refuse(v1::NOT_FOUND, "note_id");
  if (!note->removed()) return {};
  return refuse_unchanged(last_to_do(view, ThreadId{r.thread_id()}, v1::AUDIT_NOTE_REMOVED, v1::AUDIT_NOTE_REMOVED));
}

Check check_change_chair_settings(const View& view, const Principal& who, const v1::ChangeChairSettingsRequest& r) {
  if (auto fault = check_may(who, Action::change_chair_settings)) return fault;
  const auto& s = r.settings();
  const auto form = first_of({check_reason(r.reason(), false),
                              check_is(s.newcomer_posts() <= limits::newcomer_posts_max, "newcomer_posts"),
                              check_is(s.auto_hide_reports() <= limits::auto_hide_reports_max, "auto_hide_reports")});
  if (form) return form;
  const auto community = view.get(key::Community{});
  const bool same = community && community->chair().SerializeAsString() == s.SerializeAsString();
  return same ? refuse(v1::NOTHING_CHANGED) : Check{};
}

}  // namespace plenum
