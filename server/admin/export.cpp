#include "server/admin/export.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "server/projection/member_projection.h"

namespace plenum {

namespace {

constexpr std::uint32_t posts_max = 1'000;
constexpr std::size_t words_bytes_max = 4 << 20;
constexpr std::uint32_t threads_looked_at_max = 2'000;
constexpr std::uint64_t beyond = std::numeric_limits<std::uint64_t>::max();

/// Fills one page; lives for one call.
class Page {
public:
  Page(const View& view, const v1::ExportRequest& request)
      : view_(view),
        source_(request.source()),
        limit_(request.limit() == 0 ? posts_max : std::min(request.limit(), posts_max)) {}

  v1::ExportReply fill(ThreadId thread, Place after) {
    if (!thread) add_topics();
    if (!thread && source_.empty()) reply_.set_posts_waiting(count_waiting());
    view_.scan(key::Thread{thread}, key::Thread{ThreadId{beyond}}, [&](const key::Any& key, std::string_view bytes) {
      const auto id = std::get<key::Thread>(key).thread;
      const bool begins = id != thread || after == 0;
      return add_thread(id, bytes, begins ? 0 : after);
    });
    return std::move(reply_);
  }

private:
  bool is_wanted(const log::Origin& origin) const { return origin.origin().starts_with(source_); }

  void add_topics() {
    view_.scan(key::Topic{TopicId{}}, key::Topic{TopicId{beyond}}, [&](const key::Any& key, std::string_view bytes) {
      log::TopicRecord record;
      record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
      if (!is_wanted(record.origin())) return true;
      auto& exported = *reply_.add_topics();
      *exported.mutable_topic() = project_topic(view_, std::get<key::Topic>(key).topic, record);
      if (!record.has_origin()) return true;
      exported.mutable_origin()->set_origin(record.origin().origin());
      exported.mutable_origin()->set_digest_name(record.origin().digest_name());
      return true;
    });
  }

  std::uint64_t count_waiting() const {
    std::uint64_t waiting = 0;
    view_.scan(key::Held{TopicId{}, 0, PostId{}}, key::Held{TopicId{beyond}, 0, PostId{}},
               [&](const key::Any&, std::string_view) { return ++waiting > 0; });
    return waiting;
  }

  // False: the page is full.
  bool add_thread(ThreadId id, std::string_view bytes, Place after) {
    if (++looked_at_ > threads_looked_at_max || is_full()) return go_on_at(id, after);
    log::ThreadRecord record;
    record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
    if (!is_wanted(record.origin())) return true;
    if (after == 0) describe(id, record);
    bool whole = true;
    view_.scan(key::ThreadPost{id, after + 1}, key::ThreadPost{id, beyond},
               [&](const key::Any& key, std::string_view v) {
                 if (is_full()) return whole = go_on_at(id, last_place_ == 0 ? after : last_place_);
                 log::IdRecord post;
                 post.ParseFromArray(v.data(), static_cast<int>(v.size()));
                 last_place_ = std::get<key::ThreadPost>(key).place;
                 add_post(PostId{post.id()});
                 return true;
               });
    last_place_ = 0;
    return whole;
  }

  bool is_full() const {
    return static_cast<std::uint32_t>(reply_.posts_size()) >= limit_ || words_bytes_ >= words_bytes_max;
  }

  bool go_on_at(ThreadId thread, Place after) {
    reply_.set_more(true);
    reply_.set_next_thread_id(thread.value);
    reply_.set_next_place(after);
    return false;
  }

  void describe(ThreadId id, const log::ThreadRecord& record) {
    auto& exported = *reply_.add_threads();
    auto& thread = *exported.mutable_thread();
    thread.set_id(id.value);
    thread.set_topic_id(record.topic());
    thread.set_title(record.title());
    *thread.mutable_opened_by() = member(record.opened_by());
    thread.set_opened_at_ms(record.opened_at_ms());
    thread.set_version(record.version());
    thread.set_posts(record.posts());
    thread.set_last_post_at_ms(record.last_post_at_ms());
    thread.set_last_place(record.last_place());
    thread.set_locked(record.locked());
    if (!record.has_origin()) return;
    exported.mutable_origin()->set_origin(record.origin().origin());
    exported.mutable_origin()->set_digest_name(record.origin().digest_name());
  }

  void add_post(PostId id) {
    const auto record = view_.get(key::Post{id});
    if (!record || !is_wanted(record->origin())) return;
    words_bytes_ += record->source().size();
    auto& exported = *reply_.add_posts();
    describe(id, *record, *exported.mutable_post());
    if (record->has_origin()) describe(record->origin(), *exported.mutable_origin());
    for (std::uint32_t i = 0; i < record->edits(); ++i) add_earlier(id, i, exported);
  }

  void describe(PostId id, const log::PostRecord& record, v1::Post& post) {
    post.set_id(id.value);
    post.set_thread_id(record.thread());
    post.set_topic_id(record.topic());
    post.set_place(record.place());
    post.set_version(record.version());
    *post.mutable_author() = member(record.author());
    post.set_written_at_ms(record.written_at_ms());
    post.set_edited_at_ms(record.edited_at_ms());
    post.set_edits(record.edits());
    post.set_deleted(record.deleted());
    post.set_deleted_by(record.deleted_by());
    post.set_format(record.format());
    post.set_source(record.source());
    post.set_visibility(record.visibility());
    *post.mutable_mentions() = record.mentions();
    if (record.reply_to() != 0) post.mutable_reply_to()->set_post_id(record.reply_to());
    if (!record.quote().empty()) post.mutable_reply_to()->set_excerpt(record.quote());
    for (const auto& count : record.reactions()) add_reaction(id, count, post);
  }

  void add_reaction(PostId id, const log::EmojiCount& count, v1::Post& post) {
    auto& reaction = *post.add_reactions();
    reaction.set_emoji(count.emoji());
    reaction.set_count(count.count());
    const key::Reaction from{id, count.emoji(), MemberId{}};
    const key::Reaction below{id, count.emoji(), MemberId{beyond}};
    view_.scan(from, below, [&](const key::Any& key, std::string_view) {
      reaction.add_first()->set_id(std::get<key::Reaction>(key).member.value);
      return true;
    });
  }

  static void describe(const log::Origin& record, v1::ImportedPost& origin) {
    origin.set_origin(record.origin());
    origin.set_original_id(record.original_id());
    origin.set_original_author(record.original_author());
    origin.set_original_time(record.original_time());
    origin.set_id_is_number(record.id_is_number());
    origin.set_time_is_number(record.time_is_number());
  }

  void add_earlier(PostId id, std::uint32_t number, v1::ExportedPost& exported) {
    const auto record = view_.get(key::Revision{id, number});
    if (!record) return;
    words_bytes_ += record->source().size();
    auto& earlier = *exported.add_earlier();
    earlier.set_source(record->source());
    earlier.set_format(record->format());
    earlier.set_at_ms(record->at_ms());
    *earlier.mutable_by() = member(record->by());
  }

  const v1::Member& member(std::uint64_t id) {
    const auto known = members_.find(id);
    return known != members_.end() ? known->second
                                   : members_.emplace(id, project_member(view_, MemberId{id})).first->second;
  }

  const View& view_;
  const std::string source_;
  const std::uint32_t limit_;
  v1::ExportReply reply_;
  std::unordered_map<std::uint64_t, v1::Member> members_;
  std::size_t words_bytes_ = 0;
  std::uint32_t looked_at_ = 0;
  Place last_place_ = 0;
};

}  // namespace

v1::ExportReply export_page(const View& view, const v1::ExportRequest& request) {
  Page page(view, request);
  return page.fill(ThreadId{request.after_thread_id()}, request.after_place());
}

}  // namespace plenum
