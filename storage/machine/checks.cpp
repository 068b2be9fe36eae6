#include "storage/machine/checks.h"

#include "proto/limits.h"
#include "storage/machine/text.h"

namespace plenum {

namespace {

using v1::RefusalCode;

Check refuse(RefusalCode code, const char* field = "") {
  return Fault{code, field};
}

Check check_open_for_writing(const View& view, const Principal& who, const log::ThreadRecord& thread) {
  if (thread.locked() && !can_do(who, Action::write_in_locked)) return refuse(v1::THREAD_LOCKED);
  const auto topic = view.get(key::Topic{TopicId{thread.topic()}});
  if (topic && topic->archived()) return refuse(v1::TOPIC_ARCHIVED);
  return {};
}

// Of faults that are looked for together, the one that comes first in RefusalCode.
Check first_of(std::initializer_list<Check> faults) {
  Check first;
  for (const auto& fault : faults) {
    if (fault && (!first || fault->code < first->code)) first = fault;
  }
  return first;
}

Check check_problem(std::string_view problem) {
  if (count_characters(problem) > limits::problem_characters_max) return refuse(v1::BODY_TOO_LONG, "problem");
  return {};
}

std::optional<log::ThreadRecord> visible_thread(const View& view, const Principal& who, ThreadId id) {
  auto thread = view.get(key::Thread{id});
  if (thread && !can_see(who, *thread)) thread.reset();
  return thread;
}

std::optional<log::PostRecord> visible_post(const View& view, const Principal& who, PostId id) {
  auto post = view.get(key::Post{id});
  if (post && (!can_see(who, *post) || post->erased())) post.reset();
  return post;
}

// A post that stands, in a thread that takes words: what editing and reacting need alike.
Check check_standing_post(const View& view, const Principal& who, PostId id, std::optional<log::PostRecord>& post) {
  post = visible_post(view, who, id);
  if (!post) return refuse(v1::NOT_FOUND, "post_id");
  const auto thread = visible_thread(view, who, ThreadId{post->thread()});
  if (!thread) return refuse(v1::NOT_FOUND, "post_id");
  return check_open_for_writing(view, who, *thread);
}

// Whether the quoted words stand in the parent is the gateway's to say, which knows how it is shown.
Check check_reply(const View& view, const Principal& who, ThreadId thread, PostId reply_to, std::string_view quote) {
  if (!reply_to) return quote.empty() ? Check{} : refuse(v1::QUOTE_NOT_FOUND, "quote");
  const auto parent = visible_post(view, who, reply_to);
  if (!parent) return refuse(v1::NOT_FOUND, "reply_to");
  if (parent->deleted()) return refuse(v1::POST_DELETED, "reply_to");
  if (ThreadId{parent->thread()} != thread) return refuse(v1::REPLY_ELSEWHERE, "reply_to");
  return {};
}

// The author's own, and what the chair took away only the chair gives back.
bool may_restore(const Principal& who, const log::PostRecord& post) {
  if (can_do(who, Action::restore_any_post)) return true;
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

Check check_lock_thread(const View& view, const Principal& who, ThreadId id, bool locked) {
  if (auto fault = check_may(who, Action::lock_thread)) return fault;
  const auto thread = visible_thread(view, who, id);
  if (!thread) return refuse(v1::NOT_FOUND, "thread_id");
  if (thread->locked() == locked) return refuse(v1::NOTHING_CHANGED);
  return {};
}

Check check_write_post(const View& view, const Principal& who, ThreadId id, std::string_view source, PostId reply_to,
                       std::string_view quote) {
  if (auto fault = check_may(who, Action::write)) return fault;
  if (auto fault = check_source(source)) return fault;
  if (count_characters(quote) > limits::quote_characters_max) return refuse(v1::BODY_TOO_LONG, "quote");
  const auto thread = visible_thread(view, who, id);
  if (!thread) return refuse(v1::NOT_FOUND, "thread_id");
  return first_of({check_open_for_writing(view, who, *thread), check_reply(view, who, id, reply_to, quote)});
}

Check check_edit_post(const View& view, const Principal& who, PostId id, std::string_view source) {
  if (auto fault = check_may(who, Action::edit_own_post)) return fault;
  if (auto fault = check_source(source)) return fault;
  std::optional<log::PostRecord> post;
  if (auto fault = check_standing_post(view, who, id, post)) return fault;
  if (MemberId{post->author()} != who.member) return refuse(v1::NOT_AUTHOR);
  if (post->deleted()) return refuse(v1::POST_DELETED);
  if (post->source() == source) return refuse(v1::NOTHING_CHANGED);
  return {};
}

Check check_delete_post(const View& view, const Principal& who, PostId id) {
  if (auto fault = check_may(who, Action::delete_own_post)) return fault;
  const auto post = visible_post(view, who, id);
  if (!post) return refuse(v1::NOT_FOUND, "post_id");
  const bool own = MemberId{post->author()} == who.member;
  if (!own && !can_do(who, Action::delete_any_post)) return refuse(v1::NOT_AUTHOR);
  if (post->deleted()) return refuse(v1::POST_DELETED);
  return {};
}

Check check_restore_post(const View& view, const Principal& who, PostId id) {
  if (auto fault = check_may(who, Action::restore_own_post)) return fault;
  const auto post = visible_post(view, who, id);
  if (!post) return refuse(v1::NOT_FOUND, "post_id");
  if (!may_restore(who, *post)) return refuse(v1::NOT_AUTHOR);
  if (!post->deleted()) return refuse(v1::POST_NOT_DELETED);
  return {};
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
  return {};
}

Check check_remove_reaction(const View& view, const Principal& who, PostId id, std::string_view emoji) {
  if (auto fault = check_may(who, Action::write)) return fault;
  if (auto fault = check_emoji(emoji)) return fault;
  const auto post = visible_post(view, who, id);
  if (!post) return refuse(v1::NOT_FOUND, "post_id");
  if (post->deleted()) return refuse(v1::POST_DELETED);
  if (!view.get(key::Reaction{id, std::string(emoji), who.member})) return refuse(v1::NO_REACTION);
  return {};
}

Check check_watch_thread(const View& view, const Principal& who, ThreadId id, v1::Watch watch) {
  if (auto fault = check_may(who, Action::write)) return fault;
  if (watch != v1::NORMAL && watch != v1::FOLLOWED && watch != v1::MUTED) return refuse(v1::FIELD_INVALID, "watch");
  if (!visible_thread(view, who, id)) return refuse(v1::NOT_FOUND, "thread_id");
  const auto record = view.get(key::Watch{who.member, id});
  if ((record ? record->watch() : v1::NORMAL) == watch) return refuse(v1::NOTHING_CHANGED);
  return {};
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
