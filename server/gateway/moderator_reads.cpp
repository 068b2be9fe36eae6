#include "server/gateway/moderator_reads.h"

#include <algorithm>

#include "proto/limits.h"
#include "server/gateway/unread.h"

namespace plenum {

namespace {

constexpr std::uint32_t held_posts_default = 50;
constexpr std::uint32_t held_posts_max = 200;

std::vector<TopicId> topics_to_look_in(const Reads& r, std::uint64_t wished) {
  std::vector<TopicId> topics;
  r.view.scan(key::Topic{TopicId{wished}}, key::Topic{TopicId{wished == 0 ? after_all : wished + 1}},
              [&](const key::Any& key, std::string_view) {
                const auto id = std::get<key::Topic>(key).topic;
                if (can_do(r.asker, Action::decide_held_post, id)) topics.push_back(id);
                return true;
              });
  return topics;
}

v1::HeldPost show_held(const Reads& r, PostId id, const log::PostRecord& post) {
  v1::HeldPost shown;
  *shown.mutable_post() = project_post_with_words(r.view, r.rendered, id, post);
  shown.set_cause(post.held());
  for (const auto rule : post.word_rules()) shown.add_word_rule_ids(rule);
  if (const auto thread = r.view.get(key::Thread{ThreadId{post.thread()}})) shown.set_thread_title(thread->title());
  if (const auto author = r.view.get(key::Member{MemberId{post.author()}}))
    shown.set_posts_of_author(static_cast<std::uint32_t>(author->posts()));
  return shown;
}

v1::StaffNote show_note(const Reads& r, NoteId id, const log::NoteRecord& record) {
  v1::StaffNote note;
  note.set_id(id.value);
  note.set_thread_id(record.thread());
  note.set_post_id(record.post());
  *note.mutable_by() = project_member(r.view, MemberId{record.by()});
  note.set_at_ms(record.at_ms());
  note.set_source(record.source());
  note.set_html(render_source(r.view, v1::MARKDOWN, record.source()));
  return note;
}

}  // namespace

Read<v1::ListHeldPostsReply> read_held_posts(const Reads& r, const v1::ListHeldPostsRequest& request) {
  const TopicId wished{request.topic_id()};
  const bool is_there = wished && r.view.get(key::Topic{wished});
  if (auto fault = check_may_at(r.asker, Action::decide_held_post, is_there ? std::optional(wished) : std::nullopt))
    return *fault;
  if (wished && !is_there) return Fault{v1::NOT_FOUND, "topic_id"};
  const auto topics = topics_to_look_in(r, wished.value);
  std::vector<key::Held> waiting;
  for (const auto topic : topics) {
    r.view.scan(key::Held{topic, 0, PostId{}}, key::Held{TopicId{topic.value + 1}, 0, PostId{}},
                [&](const key::Any& key, std::string_view) {
                  waiting.push_back(std::get<key::Held>(key));
                  return true;
                });
  }
  std::sort(waiting.begin(), waiting.end(),
            [](const auto& a, const auto& b) { return std::tie(a.since_ms, a.post) < std::tie(b.since_ms, b.post); });
  auto next = waiting.begin();
  if (request.after_post_id() != 0) {
    const auto after = r.view.get(key::Post{PostId{request.after_post_id()}});
    if (!after || !can_see(r.asker, *after)) return Fault{v1::NOT_FOUND, "after_post_id"};
    const auto at = std::make_pair(after->written_at_ms(), PostId{request.after_post_id()});
    next = std::find_if(waiting.begin(), waiting.end(),
                        [&](const auto& held) { return std::make_pair(held.since_ms, held.post) > at; });
  }
  v1::ListHeldPostsReply reply;
  const auto limit = page_size(request.limit(), held_posts_default, held_posts_max);
  for (; next != waiting.end() && static_cast<std::uint32_t>(reply.posts_size()) < limit; ++next) {
    const auto post = r.view.get(key::Post{next->post});
    if (post && can_see_words(r.asker, *post)) *reply.add_posts() = show_held(r, next->post, *post);
  }
  reply.set_more(next != waiting.end());
  return reply;
}

Read<v1::ReadCoveredPostReply> read_covered_post(const Reads& r, const v1::ReadCoveredPostRequest& request) {
  const PostId id{request.post_id()};
  const auto post = r.view.get(key::Post{id});
  const bool seen = post && can_see(r.asker, *post);
  if (auto fault =
          check_may_at(r.asker, Action::read_deleted, seen ? std::optional(TopicId{post->topic()}) : std::nullopt))
    return *fault;
  if (!seen || !can_see_words(r.asker, *post)) return Fault{v1::NOT_FOUND, "post_id"};
  v1::ReadCoveredPostReply reply;
  *reply.mutable_post() = project_post_with_words(r.view, r.rendered, id, *post);
  reply.set_reason(post->cover_reason());
  const auto by = post->hidden() ? post->hidden_by() : post->deleted_by();
  if (by != 0) *reply.mutable_covered_by() = project_member(r.view, MemberId{by});
  return reply;
}

Read<v1::ListNotesReply> read_notes(const Reads& r, const v1::ListNotesRequest& request) {
  const ThreadId id{request.thread_id()};
  const auto thread = r.view.get(key::Thread{id});
  const bool seen = thread && can_see(r.asker, *thread);
  if (auto fault =
          check_may_at(r.asker, Action::read_staff, seen ? std::optional(TopicId{thread->topic()}) : std::nullopt))
    return *fault;
  if (!seen) return Fault{v1::NOT_FOUND, "thread_id"};
  v1::ListNotesReply reply;
  r.view.scan(key::Note{id, NoteId{}}, key::Note{ThreadId{id.value + 1}, NoteId{}},
              [&](const key::Any& key, std::string_view value) {
                log::NoteRecord note;
                note.ParseFromArray(value.data(), static_cast<int>(value.size()));
                if (!note.removed()) *reply.add_notes() = show_note(r, std::get<key::Note>(key).note, note);
                return true;
              });
  auto& notes = *reply.mutable_notes();
  std::sort(notes.begin(), notes.end(), [](const auto& a, const auto& b) { return a.at_ms() < b.at_ms(); });
  const auto most = static_cast<int>(limits::notes_of_thread_max);
  if (notes.size() > most) notes.DeleteSubrange(0, notes.size() - most);
  return reply;
}

Read<v1::GetChairSettingsReply> read_chair_settings(const Reads& r) {
  if (auto fault = check_may(r.asker, Action::see_people)) return *fault;
  v1::GetChairSettingsReply reply;
  if (const auto community = r.view.get(key::Community{})) *reply.mutable_settings() = community->chair();
  return reply;
}

}  // namespace plenum
