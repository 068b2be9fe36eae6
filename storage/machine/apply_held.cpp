// Posts that wait for approval.
#include "storage/machine/enter.h"
#include "storage/machine/gallery.h"
#include "storage/machine/place.h"
#include "storage/machine/tell.h"

namespace plenum {

namespace {

void approve(const Happening& h, const log::HeldPostDecided& fact, log::PostRecord post, PostId id, State& state) {
  const ThreadId thread_id{post.thread()};
  auto* thread = state.change(key::Thread{thread_id});
  if (thread == nullptr) return;
  post.clear_held();
  post.set_place(next_place(*state.change(key::Community{}), h.event.time_ms()));
  post.set_written_at_ms(h.event.time_ms());  // so that places and times go one way
  post.set_version(post.version() + 1);
  if (fact.has_gallery()) enter_gallery(h, fact.gallery(), post, id, *thread, state);
  state.put(key::Post{id}, post);
  if (thread->held()) {
    thread->set_held(false);
    thread->set_version(thread->version() + 1);
    thread->set_activity(static_cast<std::uint64_t>(h.event.time_ms()) << 16);
    show_thread(h, *thread, thread_id, state);
  }
  enter_thread(h, post, id, *thread, state);
}

void reject(const Happening& h, log::PostRecord post, PostId id, State& state) {
  post.set_rejected(true);
  post.set_cover_reason(std::string(h.personal(log::REASON).value_or("")));
  post.set_version(post.version() + 1);
  state.put(key::Post{id}, post);
}

}  // namespace

void hold_post(const Happening& h, const log::PostWritten& fact, const log::ThreadRecord& thread, State& state) {
  const PostId id{fact.post()};
  auto post = post_of(h, fact, TopicId{thread.topic()});
  post.set_held(fact.held());
  post.set_held_at(h.offset);
  state.put(key::Post{id}, post);
  state.put(key::Held{TopicId{post.topic()}, post.written_at_ms(), id}, log::MarkRecord{});
  state.put(key::HeldOf{MemberId{post.author()}, ThreadId{post.thread()}, id}, log::MarkRecord{});
  amend(state, key::Member{MemberId{post.author()}}, [](auto& m) { m.set_posts_held(m.posts_held() + 1); });
  const auto topic = state.get(key::Topic{TopicId{post.topic()}});
  if (thread.slow_mode_s() > 0 || (topic && topic->slow_mode_s() > 0)) keep_pace(h, post, state);
  tell_of_post(h, post, id, state);
}

void stop_waiting(const log::PostRecord& post, PostId id, State& state) {
  const MemberId author{post.author()};
  state.erase(key::Held{TopicId{post.topic()}, post.written_at_ms(), id});
  state.erase(key::HeldOf{author, ThreadId{post.thread()}, id});
  amend(state, key::Member{author}, [](auto& m) { m.set_posts_held(m.posts_held() - 1); });
}

void apply_held_post_decided(const Happening& h, const log::HeldPostDecided& fact, State& state) {
  const PostId id{fact.post()};
  const auto post = state.get(key::Post{id});
  if (!post || !is_waiting(*post)) return;
  stop_waiting(*post, id, state);
  if (fact.approved()) {
    approve(h, fact, *post, id, state);
  } else {
    reject(h, *post, id, state);
  }
  tell_author_of_post(h, *post, id, state);
  tell_of_held(h, TopicId{post->topic()}, id, state);
}

}  // namespace plenum
