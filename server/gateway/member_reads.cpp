#include "server/gateway/member_reads.h"

#include <algorithm>
#include <limits>
#include <set>

#include "proto/limits.h"
#include "server/gateway/unread.h"

namespace plenum {

namespace {

constexpr std::uint32_t revisions_shown_max = 100;  // of a post
constexpr std::size_t threads_looked_at_max = 300;  // per topic, when unread threads are counted

/// Visits the topic's threads, the most recently active first.
template <class Visit>
void walk_threads(const Reads& r, TopicId topic, std::uint64_t below_activity, ThreadId below_thread, Visit visit) {
  r.view.scan_back(key::Activity{topic, 0, ThreadId{}}, key::Activity{topic, below_activity, below_thread},
                   [&](const key::Any& key, std::string_view) {
                     const auto id = std::get<key::Activity>(key).thread;
                     const auto thread = r.view.get(key::Thread{id});
                     return !thread || !can_see(r.asker, *thread) || visit(id, *thread);
                   });
}

std::uint32_t count_unread_threads(const Reads& r, TopicId topic, Place joined) {
  std::uint32_t unread = 0;
  std::size_t looked_at = 0;
  walk_threads(r, topic, after_all, ThreadId{after_all}, [&](ThreadId id, const log::ThreadRecord& thread) {
    const bool is_new = reader_of(r, joined).has_unread(id, thread);
    if (is_new && watch_of(r.view, r.asker.member, id, thread) != v1::MUTED) ++unread;
    return unread < limits::unread_max && ++looked_at < threads_looked_at_max;
  });
  return unread;
}

void add_pinned(const Reads& r, TopicId topic, v1::ListThreadsReply& reply) {
  r.view.scan(key::Pinned{topic, ThreadId{}}, key::Pinned{TopicId{topic.value + 1}, ThreadId{}},
              [&](const key::Any& key, std::string_view) {
                const auto id = std::get<key::Pinned>(key).thread;
                const auto thread = r.view.get(key::Thread{id});
                if (!thread || !can_see(r.asker, *thread)) return true;
                auto& entry = *reply.add_pinned();
                *entry.mutable_thread() = project_thread(r.view, id, *thread);
                *entry.mutable_reading() = read_reading(r, id, *thread);
                return true;
              });
}

}  // namespace

Read<v1::ListTopicsReply> read_topics(const Reads& r) {
  v1::ListTopicsReply reply;
  const auto joined = joined_place(r);
  r.view.scan(key::Topic{TopicId{0}}, key::Topic{TopicId{after_all}}, [&](const key::Any& key, std::string_view value) {
    log::TopicRecord topic;
    topic.ParseFromArray(value.data(), static_cast<int>(value.size()));
    if (!can_see(r.asker, topic)) return true;
    const auto id = std::get<key::Topic>(key).topic;
    auto& entry = *reply.add_topics();
    *entry.mutable_topic() = project_topic(r.view, id, topic);
    entry.set_unread_threads(count_unread_threads(r, id, joined));
    return true;
  });
  std::sort(reply.mutable_topics()->begin(), reply.mutable_topics()->end(),
            [](const auto& a, const auto& b) { return a.topic().title() < b.topic().title(); });
  return reply;
}

Read<v1::ListThreadsReply> read_threads(const Reads& r, const v1::ListThreadsRequest& request) {
  const TopicId id{request.topic_id()};
  const auto topic = r.view.get(key::Topic{id});
  if (!topic || !can_see(r.asker, *topic)) return Fault{v1::NOT_FOUND, "topic_id"};
  std::uint64_t below = after_all;
  ThreadId below_thread{after_all};
  if (request.before_thread_id() != 0) {
    below_thread = ThreadId{request.before_thread_id()};
    const auto last = r.view.get(key::Thread{below_thread});
    if (!last || !can_see(r.asker, *last) || last->topic() != id.value) return Fault{v1::NOT_FOUND, "before_thread_id"};
    below = last->activity();
  }
  v1::ListThreadsReply reply;
  *reply.mutable_topic() = project_topic(r.view, id, *topic);
  if (request.before_thread_id() == 0) add_pinned(r, id, reply);
  const auto limit = page_size(request.limit(), limits::page_threads_default, limits::page_threads_max);
  walk_threads(r, id, below, below_thread, [&](ThreadId thread_id, const log::ThreadRecord& thread) {
    if (static_cast<std::uint32_t>(reply.threads_size()) == limit) {
      reply.set_more(true);
      return false;
    }
    auto& entry = *reply.add_threads();
    *entry.mutable_thread() = project_thread(r.view, thread_id, thread);
    *entry.mutable_reading() = read_reading(r, thread_id, thread);
    return true;
  });
  return reply;
}

Read<v1::GetPostReply> read_post(const Reads& r, const v1::GetPostRequest& request) {
  const PostId id{request.post_id()};
  const auto post = r.view.get(key::Post{id});
  if (!post || !can_see(r.asker, *post)) return Fault{v1::NOT_FOUND, "post_id"};
  v1::GetPostReply reply;
  *reply.mutable_post() = project_post_for(r.view, r.rendered, r.asker, id, *post);
  return reply;
}

Read<v1::ListRevisionsReply> read_revisions(const Reads& r, const v1::ListRevisionsRequest& request) {
  const PostId id{request.post_id()};
  const auto post = r.view.get(key::Post{id});
  if (!post || !can_see_words(r.asker, *post)) return Fault{v1::NOT_FOUND, "post_id"};
  v1::ListRevisionsReply reply;
  const auto add = [&](v1::Format format, const std::string& source, std::int64_t at_ms, std::uint64_t by) {
    auto& revision = *reply.add_revisions();
    revision.set_format(format);
    revision.set_source(source);
    revision.set_html(render_source(r.view, format, source));
    revision.set_at_ms(at_ms);
    *revision.mutable_by() = project_member(r.view, MemberId{by});
  };
  // The newest: whoever edits a post ten thousand times must not make the others read them all.
  const auto earlier = std::min<std::uint32_t>(post->edits(), revisions_shown_max - 1);
  r.view.scan(key::Revision{id, post->edits() - earlier}, key::Revision{id, post->edits()},
              [&](const key::Any&, std::string_view value) {
                log::RevisionRecord record;
                record.ParseFromArray(value.data(), static_cast<int>(value.size()));
                add(record.format(), record.source(), record.at_ms(), record.by());
                return true;
              });
  add(post->format(), post->source(), std::max(post->edited_at_ms(), post->written_at_ms()),
      post->edited_by() != 0 ? post->edited_by() : post->author());
  return reply;
}

Read<v1::FindMembersReply> find_members(const Reads& r, const v1::FindMembersRequest& request,
                                        const std::string& folded_prefix) {
  const auto limit = page_size(request.limit(), 8, limits::members_found_max);
  v1::FindMembersReply reply;
  std::set<std::uint64_t> shown;
  const auto offer = [&](MemberId id, const log::MemberRecord& member) {
    if (member.erased() || !shown.insert(id.value).second) return;
    if (static_cast<std::uint32_t>(reply.members_size()) < limit) *reply.add_members() = project_member(r.view, id);
  };
  // Those who speak in the thread first: the last two hundred posts tell.
  const ThreadId thread{request.thread_id()};
  const auto spoken_in = r.view.get(key::Thread{thread});
  const bool visible = spoken_in && can_see(r.asker, *spoken_in);
  std::size_t looked_at = 0;
  r.view.scan_back(key::ThreadPost{thread, 0}, key::ThreadPost{thread, visible ? after_all : 0},
                   [&](const key::Any&, std::string_view value) {
                     log::ThreadPostRecord post;
                     post.ParseFromArray(value.data(), static_cast<int>(value.size()));
                     const auto member = r.view.get(key::Member{MemberId{post.author()}});
                     if (member && member->profile().folded().starts_with(folded_prefix))
                       offer(MemberId{post.author()}, *member);
                     return ++looked_at < 200;
                   });
  r.view.scan(key::Handle{folded_prefix}, key::Handle{folded_prefix + "\xFF"},
              [&](const key::Any&, std::string_view value) {
                log::IdRecord id;
                id.ParseFromArray(value.data(), static_cast<int>(value.size()));
                const auto member = r.view.get(key::Member{MemberId{id.id()}});
                if (member) offer(MemberId{id.id()}, *member);
                return static_cast<std::uint32_t>(reply.members_size()) < limit;
              });
  return reply;
}

Read<v1::GetMembersReply> read_members(const Reads& r, const v1::GetMembersRequest& request) {
  v1::GetMembersReply reply;
  if (request.ids_size() > 200) return Fault{v1::TOO_LARGE, "ids"};
  for (const auto id : request.ids()) {
    if (r.view.get(key::Member{MemberId{id}})) *reply.add_members() = project_member(r.view, MemberId{id});
  }
  return reply;
}

}  // namespace plenum
