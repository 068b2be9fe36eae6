#include <algorithm>
#include <vector>

#include "storage/machine/assert.h"
#include "storage/machine/enter.h"
#include "storage/machine/gallery.h"
#include "storage/machine/place.h"
#include "storage/machine/register.h"
#include "storage/machine/tell.h"
#include "storage/machine/thanks.h"

namespace plenum {

namespace {

void tell_the_mentioned(const Happening& h, const log::PostRecord& post, PostId id, State& state) {
  for (const auto member : post.mentions()) {
    if (member == post.author()) continue;
    auto entry = entry_of(h);
    entry.set_mentioned_in(id.value);
    add_to_stream(state, StreamId::of_member(MemberId{member}), entry);
  }
}

// The thread's head and its place in the topic's list.
void move_thread(const log::PostRecord& post, PostId id, log::ThreadRecord& thread, State& state) {
  const ThreadId thread_id{post.thread()};
  const TopicId topic{post.topic()};
  state.erase(key::Activity{topic, thread.activity(), thread_id});
  thread.set_posts(thread.posts() + 1);
  thread.set_last_place(post.place());
  if (thread.first_post() == 0) thread.set_first_post(id.value);
  if (post.written_at_ms() >= thread.last_post_at_ms()) {
    thread.set_last_post_at_ms(post.written_at_ms());
    thread.set_last_post_by(post.author());
    thread.set_activity((static_cast<std::uint64_t>(post.written_at_ms()) << 16) | (post.place() & 0xFFFF));
  }
  state.put(key::Activity{topic, thread.activity(), thread_id}, log::MarkRecord{});
}

// Says whether the topic is in slow mode, since its record is at hand.
bool count_post(const log::PostRecord& post, State& state) {
  bool first_of_author = false;
  bool slow = false;
  amend(state, key::Member{MemberId{post.author()}}, [&](auto& member) {
    first_of_author = member.posts() == 0;
    member.set_posts(member.posts() + 1);
  });
  amend(state, key::Topic{TopicId{post.topic()}}, [&](auto& topic) {
    slow = topic.slow_mode_s() > 0;
    topic.set_posts(topic.posts() + 1);
    topic.set_last_post_at_ms(std::max(topic.last_post_at_ms(), post.written_at_ms()));
  });
  amend(state, key::Community{}, [&](auto& community) {
    community.set_posts(community.posts() + 1);
    community.set_last_place(post.place());
    if (first_of_author) community.set_authors(community.authors() + 1);
  });
  return slow;
}

void drop_reactions(PostId id, State& state) {
  std::vector<key::Reaction> rows;
  state.scan(key::Reaction{id, "", MemberId{}}, key::Reaction{PostId{id.value + 1}, "", MemberId{}},
             [&](const key::Any& key, std::string_view) {
               rows.push_back(std::get<key::Reaction>(key));
               return true;
             });
  for (const auto& row : rows) state.erase(row);
}

void count_removed(const log::PostRecord& post, int by, State& state) {
  amend(state, key::Member{MemberId{post.author()}},
        [&](auto& member) { member.set_posts_removed(member.posts_removed() + static_cast<std::uint32_t>(by)); });
}

void remove_by_chair(const Happening& h, log::PostRecord& post, PostId id, State& state) {
  post.set_cover_reason(std::string(h.personal(log::REASON).value_or("")));
  count_removed(post, 1, state);
  tell_author_of_post(h, post, id, state);
}

}  // namespace

// Erasing strips payloads from the log too, so a replay meets this post as erased from its first line on. Both must
// end in one state: every fact moves versions, counts and streams alike whether the words are still there or not;
// only the words and what is derived from them (mentions, revisions, reactions) differ, and PostErased sweeps those.
void mark_mentions(const log::PostRecord& post, State& state) {
  if (post.erased() || post.deleted() || post.hidden() || post.held() != v1::HOLD_CAUSE_UNSPECIFIED) return;
  for (const auto member : post.mentions()) {
    state.put(key::Mention{MemberId{member}, ThreadId{post.thread()}, post.place()}, log::MarkRecord{});
  }
}

void unmark_mentions(const log::PostRecord& post, State& state) {
  for (const auto member : post.mentions()) {
    state.erase(key::Mention{MemberId{member}, ThreadId{post.thread()}, post.place()});
  }
}

log::PostRecord post_of(const Happening& h, const log::PostWritten& fact, TopicId topic) {
  log::PostRecord post;
  post.set_thread(fact.thread());
  post.set_topic(topic.value);
  post.set_version(1);
  post.set_author(fact.author());
  post.set_written_at_ms(fact.written_at_ms());
  post.set_edited_at_ms(fact.edited_at_ms());
  post.set_reply_to(fact.reply_to());
  post.set_format(fact.format());
  post.set_visibility(fact.visibility());
  *post.mutable_mentions() = fact.mentions();
  *post.mutable_word_rules() = fact.word_rules();
  post.set_erased(!h.personal(log::BODY));
  auto text = h.personal_as<log::PostText>(log::BODY);
  post.set_source(std::move(*text.mutable_source()));
  post.set_quote(std::move(*text.mutable_quote()));
  if (h.personal(log::ORIGIN)) *post.mutable_origin() = h.personal_as<log::Origin>(log::ORIGIN);
  return post;
}

void keep_pace(const Happening& h, const log::PostRecord& post, State& state) {
  log::PaceRecord pace;
  pace.set_at_ms(h.event.time_ms());
  state.put(key::Pace{ThreadId{post.thread()}, MemberId{post.author()}}, pace);
}

void enter_thread(const Happening& h, const log::PostRecord& post, PostId id, log::ThreadRecord& thread, State& state) {
  log::ThreadPostRecord in_thread;
  in_thread.set_id(id.value);
  in_thread.set_author(post.author());
  state.put(key::ThreadPost{ThreadId{post.thread()}, post.place()}, in_thread);
  move_thread(post, id, thread, state);
  const bool slow = count_post(post, state);
  if (slow || thread.slow_mode_s() > 0) keep_pace(h, post, state);
  mark_mentions(post, state);
  tell_of_post(h, post, id, state);
  tell_the_mentioned(h, post, id, state);
}

void apply_post_written(const Happening& h, const log::PostWritten& fact, State& state) {
  const PostId id{fact.post()};
  auto* thread = state.change(key::Thread{ThreadId{fact.thread()}});
  PLENUM_ASSERT(thread != nullptr, "a post in a thread that was never opened");
  if (fact.held() != v1::HOLD_CAUSE_UNSPECIFIED) return hold_post(h, fact, *thread, state);
  auto post = post_of(h, fact, TopicId{thread->topic()});
  post.set_place(next_place(*state.change(key::Community{}), h.event.time_ms()));
  if (fact.has_gallery()) enter_gallery(h, fact.gallery(), post, id, *thread, state);
  state.put(key::Post{id}, post);
  if (!fact.origin_key().empty()) {
    log::IdRecord self;
    self.set_id(id.value);
    state.put(key::Origin{fact.origin_key()}, self);
  }
  enter_thread(h, post, id, *thread, state);
}

void apply_post_edited(const Happening& h, const log::PostEdited& fact, State& state) {
  const PostId id{fact.post()};
  auto post = state.get(key::Post{id});
  if (!post) return;
  if (!h.personal(log::BODY)) post->set_erased(true);
  log::RevisionRecord before;
  before.set_source(post->source());
  before.set_format(post->format());
  before.set_at_ms(post->edited_at_ms() != 0 ? post->edited_at_ms() : post->written_at_ms());
  before.set_by(post->edited_by() != 0 ? post->edited_by() : post->author());
  state.put(key::Revision{id, post->edits()}, before);

  unmark_mentions(*post, state);
  *post->mutable_mentions() = fact.mentions();
  post->set_source(post->erased() ? std::string() : h.personal_as<log::PostText>(log::BODY).source());
  post->set_format(v1::MARKDOWN);
  post->set_edited_at_ms(fact.edited_at_ms() != 0 ? fact.edited_at_ms() : h.event.time_ms());
  post->set_edits(post->edits() + 1);
  post->set_edited_by(h.event.author() != 0 && fact.by() != post->author() ? fact.by() : 0);
  *post->mutable_word_rules() = fact.word_rules();
  post->set_version(post->version() + 1);
  mark_mentions(*post, state);
  change_in_gallery(h, *post, state);
  state.put(key::Post{id}, *post);
  tell_of_post(h, *post, id, state);
}

void apply_post_deleted(const Happening& h, const log::PostDeleted& fact, State& state) {
  const PostId id{fact.post()};
  auto post = state.get(key::Post{id});
  if (!post || post->deleted()) return;
  ThanksKept thanks(state, *post);
  unmark_mentions(*post, state);
  if (is_waiting(*post)) stop_waiting(*post, id, state);
  post->set_deleted(true);
  post->set_deleted_by(fact.by());
  leave_gallery(h, *post, false, state);
  if (fact.by() != post->author()) remove_by_chair(h, *post, id, state);
  post->set_version(post->version() + 1);
  thanks.settle(*post);
  state.put(key::Post{id}, *post);
  tell_of_post(h, *post, id, state);
}

void apply_post_restored(const Happening& h, const log::PostRestored& fact, State& state) {
  const PostId id{fact.post()};
  auto post = state.get(key::Post{id});
  if (!post || !post->deleted()) return;
  ThanksKept thanks(state, *post);
  if (post->deleted_by() != post->author()) {
    count_removed(*post, -1, state);
    if (!post->hidden()) post->clear_cover_reason();
  }
  post->set_deleted(false);
  post->clear_deleted_by();
  post->set_version(post->version() + 1);
  mark_mentions(*post, state);
  thanks.settle(*post);
  state.put(key::Post{id}, *post);
  tell_of_post(h, *post, id, state);
}

void apply_post_erased(const Happening& h, const log::PostErased& fact, State& state) {
  const PostId id{fact.post()};
  auto post = state.get(key::Post{id});
  if (!post) return;
  ThanksKept thanks(state, *post);
  unmark_mentions(*post, state);
  if (is_waiting(*post)) stop_waiting(*post, id, state);
  for (std::uint32_t number = 0; number < post->edits(); ++number) state.erase(key::Revision{id, number});
  drop_reactions(id, state);
  post->set_erased(true);
  post->set_deleted(true);
  post->set_version(post->version() + 1);
  post->clear_source();
  post->clear_quote();
  post->clear_mentions();
  post->clear_reactions();
  post->clear_origin();
  leave_gallery(h, *post, true, state);
  forget_readings(*post, id, state);
  thanks.settle(*post);
  state.put(key::Post{id}, *post);
  tell_of_post(h, *post, id, state);
}

}  // namespace plenum
