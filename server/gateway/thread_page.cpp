#include <algorithm>
#include <vector>

#include "proto/limits.h"
#include "server/gateway/unread.h"
#include "storage/machine/forward.h"

namespace plenum {

namespace {

// A page is long enough to read for a while; 200 posts of the greatest length would be one answer of 16 MB.
constexpr std::size_t page_bytes_goal = 512 * 1024;

/// Posts of one page, kept in order of place.
class Page {
public:
  Page(const Reads& r, ThreadId thread, v1::ReadThreadReply& reply) : r_(r), thread_(thread), reply_(reply) {}

  void after(Place place, std::uint32_t limit) {
    std::vector<PostId> ids;
    bool more = false;
    r_.view.scan(key::ThreadPost{thread_, place + 1}, key::ThreadPost{thread_, after_all},
                 [&](const key::Any&, std::string_view value) { return take(value, ids, limit, more); });
    auto posts = project(ids, page_bytes_goal, more);
    reply_.set_more_after(more);
    reply_.set_more_before(has_before(place + 1));
    show(posts);
  }

  void before(Place place, std::uint32_t limit) {
    std::vector<PostId> ids;
    bool more = false;
    r_.view.scan_back(key::ThreadPost{thread_, 0}, key::ThreadPost{thread_, place},
                      [&](const key::Any&, std::string_view value) { return take(value, ids, limit, more); });
    auto posts = project(ids, page_bytes_goal, more);
    std::reverse(posts.begin(), posts.end());
    reply_.set_more_before(more);
    reply_.set_more_after(has_at_or_after(place));
    show(posts);
  }

  void around(Place place, std::uint32_t limit) {
    std::vector<PostId> earlier;
    std::vector<PostId> later;
    bool more_before = false;
    bool more_after = false;
    r_.view.scan_back(
        key::ThreadPost{thread_, 0}, key::ThreadPost{thread_, place},
        [&](const key::Any&, std::string_view value) { return take(value, earlier, limit / 2, more_before); });
    const auto rest = limit - static_cast<std::uint32_t>(earlier.size());
    r_.view.scan(key::ThreadPost{thread_, place}, key::ThreadPost{thread_, after_all},
                 [&](const key::Any&, std::string_view value) { return take(value, later, rest, more_after); });
    auto ahead = project(earlier, page_bytes_goal / 2, more_before);
    auto behind = project(later, page_bytes_goal / 2, more_after);
    std::reverse(ahead.begin(), ahead.end());
    reply_.set_more_before(more_before);
    reply_.set_more_after(more_after);
    show(ahead);
    show(behind);
  }

private:
  static bool take(std::string_view value, std::vector<PostId>& ids, std::uint32_t limit, bool& more) {
    if (ids.size() >= limit) {
      more = true;
      return false;
    }
    log::ThreadPostRecord record;
    record.ParseFromArray(value.data(), static_cast<int>(value.size()));
    ids.emplace_back(record.id());
    return true;
  }

  bool has_before(Place place) const {
    bool found = false;
    r_.view.scan_back(key::ThreadPost{thread_, 0}, key::ThreadPost{thread_, place},
                      [&](const key::Any&, std::string_view) {
                        found = true;
                        return false;
                      });
    return found;
  }

  bool has_at_or_after(Place place) const {
    bool found = false;
    r_.view.scan(key::ThreadPost{thread_, place}, key::ThreadPost{thread_, after_all},
                 [&](const key::Any&, std::string_view) {
                   found = true;
                   return false;
                 });
    return found;
  }

  // From the anchor on, until there are bytes enough for one answer; one post at least. `more`: some were left out.
  std::vector<v1::Post> project(const std::vector<PostId>& ids, std::size_t bytes_goal, bool& more) const {
    std::vector<v1::Post> posts;
    std::size_t bytes = 0;
    for (const auto id : ids) {
      if (bytes >= bytes_goal) {
        more = true;
        break;
      }
      const auto post = r_.view.get(key::Post{id});
      if (!post || !can_see(r_.asker, *post)) continue;
      posts.push_back(project_post_for(r_.view, r_.rendered, r_.asker, id, *post));
      bytes += posts.back().ByteSizeLong();
    }
    return posts;
  }

  void show(std::vector<v1::Post>& posts) {
    for (auto& post : posts) *reply_.add_posts() = std::move(post);
  }

  const Reads& r_;
  const ThreadId thread_;
  v1::ReadThreadReply& reply_;
};

// From where a page without an anchor starts: the first unread post in sight, with a little before it.
void show_from_unread(const Reads& r, ThreadId id, const log::ThreadRecord& thread, std::uint32_t limit, Page& page) {
  const auto cursor = reader_of(r, joined_place(r)).read_up_to(id, thread);
  if (cursor >= thread.last_place()) return page.before(after_all, limit);
  page.around(cursor + 1, limit);
}

// How many posts stand before the first of the page. Counted from the nearer end would need an index that moves with
// every split; a walk over keys is quick enough for threads people read (2,000 keys: under a millisecond).
std::uint32_t index_of(const Reads& r, ThreadId thread, const v1::ReadThreadReply& reply) {
  if (reply.posts_size() == 0 || !reply.more_before()) return 0;
  std::uint32_t index = 0;
  r.view.scan(key::ThreadPost{thread, 0}, key::ThreadPost{thread, reply.posts(0).place()},
              [&](const key::Any&, std::string_view) { return ++index, true; });
  return index;
}

// The old address leads on: of a thread that became part of another to that one, of a post that was moved to where it
// stands now; for those who may see it there. The reply's thread says where one has come.
std::variant<ThreadId, Fault> where_to_read(const Reads& r, const v1::ReadThreadRequest& request) {
  const auto now = find_forwarded(r.view, r.asker, ThreadId{request.thread_id()});
  if (!now) return Fault{v1::NOT_FOUND, "thread_id"};
  if (request.anchor_case() != v1::ReadThreadRequest::kAroundPost) return *now;
  const auto post = r.view.get(key::Post{PostId{request.around_post()}});
  const bool stands = post && can_see(r.asker, *post) && post->place() != 0;
  if (!stands) return Fault{v1::NOT_FOUND, "around_post"};
  if (post->thread() == now->value) return *now;
  const auto elsewhere = find_forwarded(r.view, r.asker, ThreadId{post->thread()});
  if (!elsewhere) return Fault{v1::NOT_FOUND, "around_post"};
  return *elsewhere;
}

void add_own_held(const Reads& r, ThreadId thread, v1::ReadThreadReply& reply) {
  const key::HeldOf from{r.asker.member, thread, PostId{}};
  const key::HeldOf below{r.asker.member, ThreadId{thread.value + 1}, PostId{}};
  r.view.scan(from, below, [&](const key::Any& key, std::string_view) {
    const auto id = std::get<key::HeldOf>(key).post;
    const auto post = r.view.get(key::Post{id});
    if (post && can_see(r.asker, *post)) *reply.add_held() = project_post_for(r.view, r.rendered, r.asker, id, *post);
    return true;
  });
  std::sort(reply.mutable_held()->begin(), reply.mutable_held()->end(),
            [](const auto& a, const auto& b) { return a.written_at_ms() < b.written_at_ms(); });
}

}  // namespace

Read<v1::ReadThreadReply> read_thread(const Reads& r, const v1::ReadThreadRequest& request) {
  const auto found = where_to_read(r, request);
  if (const auto* fault = std::get_if<Fault>(&found)) return *fault;
  const auto id = std::get<ThreadId>(found);
  const auto thread = r.view.get(key::Thread{id});
  v1::ReadThreadReply reply;
  *reply.mutable_entry()->mutable_thread() = project_thread(r.view, id, *thread);
  *reply.mutable_entry()->mutable_reading() = read_reading(r, id, *thread);
  const auto limit = page_size(request.limit(), limits::page_posts_default, limits::page_posts_max);
  Page page(r, id, reply);
  switch (request.anchor_case()) {
    case v1::ReadThreadRequest::kAfterPlace:
      page.after(std::min(request.after_place(), after_all - 2), limit);
      break;
    case v1::ReadThreadRequest::kBeforePlace:
      page.before(std::max<Place>(request.before_place(), 1), limit);
      break;
    case v1::ReadThreadRequest::kFromStart:
      page.after(0, limit);
      break;
    case v1::ReadThreadRequest::kFromEnd:
      page.before(after_all, limit);
      break;
    case v1::ReadThreadRequest::kAroundPost: {
      const auto post = r.view.get(key::Post{PostId{request.around_post()}});
      page.around(post->place(), limit);
      break;
    }
    case v1::ReadThreadRequest::ANCHOR_NOT_SET:
      show_from_unread(r, id, *thread, limit, page);
  }
  reply.set_index_of_first(index_of(r, id, reply));
  add_own_held(r, id, reply);
  return reply;
}

}  // namespace plenum
