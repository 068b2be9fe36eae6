#include "storage/machine/checking.h"

#include "storage/machine/forward.h"

namespace plenum {

namespace {

constexpr int entries_looked_at_max = 50;

}  // namespace

Check first_of(std::initializer_list<Check> faults) {
  Check first;
  for (const auto& fault : faults) {
    if (fault && (!first || fault->code < first->code)) first = fault;
  }
  return first;
}

std::optional<log::ThreadRecord> visible_thread(const View& view, const Principal& who, ThreadId id) {
  auto thread = view.get(key::Thread{id});
  if (thread && !can_see(who, *thread)) thread.reset();
  if (thread && thread->moved_to() != 0 && !find_forwarded(view, who, id)) thread.reset();
  return thread;
}

std::optional<log::PostRecord> visible_post(const View& view, const Principal& who, PostId id) {
  auto post = view.get(key::Post{id});
  if (post && (!can_see(who, *post) || post->erased())) post.reset();
  return post;
}

Check check_stands_here(const View& view, const Principal& who, const log::ThreadRecord& thread) {
  if (thread.moved_to() == 0) return {};
  Fault fault{v1::THREAD_MOVED};
  const auto now = find_forwarded(view, who, ThreadId{thread.moved_to()});
  fault.moved_to = now ? now->value : 0;
  return fault;
}

Check check_rank(const View& view, const Principal& who, const log::PostRecord& post) {
  const MemberId author{post.author()};
  if (author == who.member) return {};
  const auto member = view.get(key::Member{author});
  return !member || can_act_on_post_of(who, author, member->role()) ? Check{} : refuse(v1::OUTRANKED);
}

std::uint64_t last_to_do(const View& view, ThreadId thread, v1::AuditAction one, v1::AuditAction other, PostId post) {
  std::uint64_t who = 0;
  int looked_at = 0;
  view.scan_back(key::AuditAbout{key::AuditNoun::thread, thread.value, 0},
                 key::AuditAbout{key::AuditNoun::thread, thread.value + 1, 0},
                 [&](const key::Any& key, std::string_view) {
                   const auto entry = view.get(key::Audit{std::get<key::AuditAbout>(key).number});
                   const bool fits = entry && (entry->action() == one || entry->action() == other) &&
                                     (!post || entry->post() == post.value);
                   if (fits) who = entry->by();
                   return !fits && ++looked_at < entries_looked_at_max;
                 });
  return who;
}

}  // namespace plenum
