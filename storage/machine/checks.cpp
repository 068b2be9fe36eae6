#include "storage/machine/checks.h"

#include <algorithm>

#include "proto/limits.h"
#include "storage/machine/checking.h"
#include "storage/machine/checks_chair.h"
#include "storage/machine/reading.h"
#include "storage/machine/text.h"

namespace plenum {

namespace {

Check check_open_for_writing(const View& view, const Principal& who, const log::ThreadRecord& thread,
                             const std::optional<log::TopicRecord>& topic) {
  const bool chair = can_do(who, Action::write_in_locked, TopicId{thread.topic()});
  if (thread.locked() && !chair) return refuse(v1::THREAD_LOCKED);
  if (topic && topic->archived()) return refuse(v1::TOPIC_ARCHIVED);
  if (auto fault = check_stands_here(view, who, thread)) return fault;
  if (thread.closed() && !chair) return refuse(v1::THREAD_CLOSED);
  if (thread.archived()) return refuse(v1::THREAD_ARCHIVED);
  return thread.held() ? refuse(v1::POST_HELD) : Check{};
}

// Slow mode: event times are compared, and the chair does not wait.
Check check_pace(const View& view, const Principal& who, ThreadId id, const log::ThreadRecord& thread,
                 const std::optional<log::TopicRecord>& topic, std::int64_t now_ms) {
  const auto seconds = std::max(thread.slow_mode_s(), topic ? topic->slow_mode_s() : 0);
  if (seconds == 0 || can_do(who, Action::write_without_pace, TopicId{thread.topic()})) return {};
  const auto last = view.get(key::Pace{id, who.member});
  const auto next_ms = last ? last->at_ms() + std::int64_t{seconds} * 1'000 : now_ms;
  if (next_ms <= now_ms) return {};
  Fault fault{v1::SLOW_MODE};
  fault.retry_after_ms = static_cast<std::uint32_t>(next_ms - now_ms);
  return fault;
}

Check check_problem(std::string_view problem) {
  if (count_characters(problem) > limits::problem_characters_max) return refuse(v1::BODY_TOO_LONG, "problem");
  return {};
}

// A post that stands, in a thread that takes words: what editing and reacting need alike.
Check check_standing_post(const View& view, const Principal& who, PostId id, std::optional<log::PostRecord>& post) {
  post = visible_post(view, who, id);
  if (!post) return refuse(v1::NOT_FOUND, "post_id");
  const auto thread = visible_thread(view, who, ThreadId{post->thread()});
  if (!thread) return refuse(v1::NOT_FOUND, "post_id");
  return check_open_for_writing(view, who, *thread, view.get(key::Topic{TopicId{thread->topic()}}));
}

// Under a cover nothing changes but the cover.
Check check_uncovered(const log::PostRecord& post, const char* field = "") {
  if (post.deleted()) return refuse(v1::POST_DELETED, field);
  if (post.hidden()) return refuse(v1::POST_HIDDEN, field);
  return post.held() != v1::HOLD_CAUSE_UNSPECIFIED ? refuse(v1::POST_HELD, field) : Check{};
}

// Whether the quoted words stand in the parent is the gateway's to say, which knows how it is shown.
Check check_reply(const View& view, const Principal& who, ThreadId thread, PostId reply_to, std::string_view quote) {
  if (!reply_to) return quote.empty() ? Check{} : refuse(v1::QUOTE_NOT_FOUND, "quote");
  const auto parent = visible_post(view, who, reply_to);
  if (!parent) return refuse(v1::NOT_FOUND, "reply_to");
  const bool here = ThreadId{parent->thread()} == thread;
  return first_of({check_uncovered(*parent, "reply_to"), here ? Check{} : refuse(v1::REPLY_ELSEWHERE, "reply_to")});
}

// The author's own, and what the chair took away only the chair gives back.
bool may_restore(const Principal& who, const log::PostRecord& post) {
  if (can_do(who, Action::restore_any_post, TopicId{post.topic()})) return true;
  return MemberId{post.author()} == who.member && (!post.deleted() || post.deleted_by() == post.author());
}

}  // namespace

Check check_title(std::string_view title) {
  if (is_blank(title)) return refuse(v1::TITLE_EMPTY, "title");
  if (count_characters(title) > limits::title_characters_max) return refuse(v1::TITLE_TOO_LONG, "title");
  if (has_control(title)) return refuse(v1::FIELD_INVALID, "title");
  return {};
}

Check check_source(std::string_view source) {
  if (is_blank(source)) return refuse(v1::BODY_EMPTY, "source");
  if (source.size() > limits::body_source_bytes_max) return refuse(v1::BODY_TOO_LONG, "source");
  return {};
}

Check check_emoji(std::string_view emoji) {
  const bool form =
      !emoji.empty() && emoji.size() <= limits::emoji_bytes_max && !has_control(emoji) && !is_blank(emoji);
  return form ? Check{} : refuse(v1::EMOJI_INVALID, "emoji");
}

Check check_handle(std::string_view handle) {
  const auto length = count_characters(handle);
  const bool form = length >= limits::handle_characters_min && length <= limits::handle_characters_max &&
                    !has_control(handle) && handle.find_first_of(" \t@:/?#[]()<>\"'\\`") == std::string_view::npos;
  return form ? Check{} : refuse(v1::HANDLE_INVALID, "handle");
}

Check check_profile(std::string_view value, const char* field) {
  if (count_characters(value) > limits::profile_characters_max) return refuse(v1::PROFILE_TOO_LONG, field);
  if (has_control(value)) return refuse(v1::FIELD_INVALID, field);
  return {};
}

Check check_open_topic(const View&, const Principal& who, std::string_view title, std::string_view problem) {
  if (auto fault = check_may(who, Action::open_topic)) return fault;
  return first_of({check_title(title), check_problem(problem)});
}

Check check_change_topic(const View& view, const Principal& who, TopicId id, std::string_view title,
                         std::string_view problem) {
  if (auto fault = check_may(who, Action::change_topic)) return fault;
  if (auto fault = first_of({title.empty() ? Check{} : check_title(title), check_problem(problem)})) return fault;
  const auto topic = view.get(key::Topic{id});
  if (!topic || !can_see(who, *topic)) return refuse(v1::NOT_FOUND, "topic_id");
  return {};
}

Check check_open_thread(const View& view, const Principal& who, TopicId id, std::string_view title,
                        std::string_view source) {
  if (auto fault = check_may(who, Action::write)) return fault;
  if (auto fault = first_of({check_title(title), check_source(source)})) return fault;
  const auto topic = view.get(key::Topic{id});
  if (!topic || !can_see(who, *topic)) return refuse(v1::NOT_FOUND, "topic_id");
  if (topic->archived()) return refuse(v1::TOPIC_ARCHIVED);
  return {};
}

Check check_write_post(const View& view, const Principal& who, ThreadId id, std::string_view source, PostId reply_to,
                       std::string_view quote, std::int64_t now_ms) {
  if (auto fault = check_may(who, Action::write)) return fault;
  if (auto fault = check_source(source)) return fault;
  if (count_characters(quote) > limits::quote_characters_max) return refuse(v1::BODY_TOO_LONG, "quote");
  const auto thread = visible_thread(view, who, id);
  if (!thread) return refuse(v1::NOT_FOUND, "thread_id");
  const auto topic = view.get(key::Topic{TopicId{thread->topic()}});
  return first_of({check_open_for_writing(view, who, *thread, topic), check_reply(view, who, id, reply_to, quote),
                   check_pace(view, who, id, *thread, topic, now_ms)});
}

Check check_edit_post(const View& view, const Principal& who, PostId id, std::string_view source) {
  if (auto fault = check_may(who, Action::edit_own_post)) return fault;
  if (auto fault = check_source(source)) return fault;
  std::optional<log::PostRecord> post;
  if (auto fault = check_standing_post(view, who, id, post)) return fault;
  if (MemberId{post->author()} != who.member) return refuse(v1::NOT_AUTHOR);
  if (post->deleted()) return refuse(v1::POST_DELETED);
  if (post->source() == source) return refuse(v1::NOTHING_CHANGED);
  return check_uncovered(*post);
}

Check check_delete_post(const View& view, const Principal& who, PostId id, std::string_view reason) {
  if (auto fault = check_may(who, Action::delete_own_post)) return fault;
  if (auto fault = check_reason(reason, false)) return fault;
  const auto post = visible_post(view, who, id);
  if (!post) return refuse(v1::NOT_FOUND, "post_id");
  const bool own = MemberId{post->author()} == who.member;
  if (!own && !can_do(who, Action::delete_any_post, TopicId{post->topic()})) return refuse(v1::NOT_AUTHOR);
  if (auto fault = check_reason(reason, !own)) return fault;
  if (post->deleted()) return refuse(v1::POST_DELETED);
  return check_rank(view, who, *post);
}

Check check_restore_post(const View& view, const Principal& who, PostId id) {
  if (auto fault = check_may(who, Action::restore_own_post)) return fault;
  const auto post = visible_post(view, who, id);
  if (!post) return refuse(v1::NOT_FOUND, "post_id");
  if (!may_restore(who, *post)) return refuse(v1::NOT_AUTHOR);
  if (!post->deleted()) return refuse(v1::POST_NOT_DELETED);
  if (post->held() != v1::HOLD_CAUSE_UNSPECIFIED) return refuse(v1::POST_HELD);  // taken back, it waits no longer
  return check_rank(view, who, *post);
}

Check check_add_reaction(const View& view, const Principal& who, PostId id, std::string_view emoji) {
  if (auto fault = check_may(who, Action::write)) return fault;
  if (auto fault = check_emoji(emoji)) return fault;
  std::optional<log::PostRecord> post;
  if (auto fault = check_standing_post(view, who, id, post)) return fault;
  if (post->deleted()) return refuse(v1::POST_DELETED);
  bool known = false;
  for (const auto& count : post->reactions()) known = known || count.emoji() == emoji;
  const auto distinct = static_cast<std::size_t>(post->reactions_size());
  if (!known && distinct >= limits::emoji_per_post_max) return refuse(v1::TOO_MANY_REACTIONS);
  if (view.get(key::Reaction{id, std::string(emoji), who.member})) return refuse(v1::NOTHING_CHANGED);
  return check_uncovered(*post);
}

Check check_remove_reaction(const View& view, const Principal& who, PostId id, std::string_view emoji) {
  if (auto fault = check_may(who, Action::write)) return fault;
  if (auto fault = check_emoji(emoji)) return fault;
  const auto post = visible_post(view, who, id);
  if (!post) return refuse(v1::NOT_FOUND, "post_id");
  if (post->deleted()) return refuse(v1::POST_DELETED);
  if (!view.get(key::Reaction{id, std::string(emoji), who.member})) return refuse(v1::NO_REACTION);
  return check_uncovered(*post);
}

Check check_watch_thread(const View& view, const Principal& who, ThreadId id, v1::Watch watch) {
  if (auto fault = check_may(who, Action::watch)) return fault;
  if (watch != v1::NORMAL && watch != v1::FOLLOWED && watch != v1::MUTED) return refuse(v1::FIELD_INVALID, "watch");
  const auto thread = visible_thread(view, who, id);
  if (!thread) return refuse(v1::NOT_FOUND, "thread_id");
  if (auto fault = check_stands_here(view, who, *thread)) return fault;
  return watch_of(view, who.member, id, *thread) == watch ? refuse(v1::NOTHING_CHANGED) : Check{};
}

Check check_set_role(const View& view, const Principal& who, MemberId id, v1::Role role) {
  if (auto fault = check_may(who, Action::manage_members)) return fault;
  if (role != v1::MEMBER && role != v1::MODERATOR && role != v1::ADMIN) return refuse(v1::FIELD_INVALID, "role");
  const auto member = view.get(key::Member{id});
  if (!member) return refuse(v1::NOT_FOUND, "handle");
  if (member->role() == role) return refuse(v1::NOTHING_CHANGED);
  const auto community = view.get(key::Community{});
  if (member->role() == v1::ADMIN && community && community->admins() <= 1) return refuse(v1::LAST_ADMIN);
  return {};
}

}  // namespace plenum
