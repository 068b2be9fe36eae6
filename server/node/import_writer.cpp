#include "server/node/import_writer.h"

#include <charconv>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "proto/limits.h"
#include "storage/log/chain.h"

namespace plenum {

namespace {

constexpr std::string_view member_prefix = "member:";

// "member:17" names somebody who is a member here already.
std::optional<MemberId> member_of(std::string_view origin) {
  if (!origin.starts_with(member_prefix)) return {};
  origin.remove_prefix(member_prefix.size());
  MemberId member;
  const auto [end, error] = std::from_chars(origin.data(), origin.data() + origin.size(), member.value);
  return error == std::errc() && end == origin.data() + origin.size() ? std::optional(member) : std::nullopt;
}

/// One batch on its way in. Ids that this batch makes are not in the state yet, so they are kept here.
class Import {
public:
  Import(Proposal& proposal, const v1::ImportRequest& request, v1::ImportReply& tally, const std::string& salt)
      : p_(proposal), tally_(tally), salt_(salt) {
    for (const auto& entry : request.entries()) {
      if (entry.has_post()) coming_.insert(entry.post().origin());
    }
  }

  void take(const v1::ImportEntry& entry) {
    switch (entry.entry_case()) {
      case v1::ImportEntry::kMember:
        return take(entry.member());
      case v1::ImportEntry::kTopic:
        return take(entry.topic());
      case v1::ImportEntry::kThread:
        return take(entry.thread());
      case v1::ImportEntry::kPost:
        return take(entry.post());
      case v1::ImportEntry::ENTRY_NOT_SET:
        return refuse("", "An entry is empty.");
    }
  }

private:
  struct Found {
    std::string key;       // the origin under the community's salt: a name cannot be guessed from it
    std::uint64_t id = 0;  // 0: not here yet
  };

  Found find(const std::string& origin) {
    Found found{digest_personal(salt_, origin).substr(0, 16), 0};
    if (const auto made = made_.find(found.key); made != made_.end()) {
      found.id = made->second;
    } else if (const auto record = p_.view().get(key::Origin{found.key})) {
      found.id = record->id();
    }
    return found;
  }

  std::uint64_t find_person(const std::string& origin) {
    const auto member = member_of(origin);
    if (!member) return find(origin).id;
    return p_.view().get(key::Member{*member}) ? member->value : 0;
  }

  void refuse(const std::string& origin, const std::string& why) { tally_.add_refused(origin + ": " + why); }

  void add_origin(const std::string& origin, const std::string& digest_name = {}) {
    log::Origin record;
    record.set_origin(origin);
    record.set_digest_name(digest_name);
    p_.personal(log::ORIGIN, record);
  }

  void take(const v1::ImportedMember& member) {
    const auto found = find(member.origin());
    if (found.id != 0) return;
    auto& fact = *p_.event().mutable_member_joined();
    fact.set_member(p_.fresh_member().value);
    fact.set_role(v1::MEMBER);
    fact.set_unclaimed(true);
    fact.set_origin_key(found.key);
    log::Profile profile;
    profile.set_handle(member.name());
    made_[found.key] = fact.member();
    p_.personal(log::PROFILE, profile);
    add_origin(member.origin());
    tally_.set_members_added(tally_.members_added() + 1);
  }

  // The outcome names the topic, whether it is new or not: the operator opens topics by origin too.
  void take(const v1::ImportedTopic& topic) {
    const auto found = find(topic.origin());
    p_.outcome().set_id(found.id);
    if (found.id != 0) return;
    if (const auto fault = check_title(topic.title())) return refuse(topic.origin(), "The title cannot be shown.");
    auto& fact = *p_.event().mutable_topic_opened();
    fact.set_topic(p_.fresh_topic().value);
    fact.set_title(topic.title());
    fact.set_problem(topic.problem());
    fact.set_origin_key(found.key);
    made_[found.key] = fact.topic();
    p_.outcome().set_id(fact.topic());
    add_origin(topic.origin(), topic.digest_name());
    tally_.set_topics_added(tally_.topics_added() + 1);
  }

  // The thread is opened with its first post, which says by whom and when.
  void take(const v1::ImportedThread& thread) {
    const auto found = find(thread.origin());
    if (found.id != 0) return;
    if (find(thread.topic_origin()).id == 0) return refuse(thread.origin(), "Its topic was not imported.");
    if (const auto fault = check_title(thread.title())) return refuse(thread.origin(), "The title cannot be shown.");
    waiting_[found.key] = &thread;
  }

  bool open_waiting_thread(const v1::ImportedPost& post, Found& thread, std::uint64_t author) {
    const auto waiting = waiting_.find(thread.key);
    if (waiting == waiting_.end()) return false;
    const auto& entry = *waiting->second;
    thread.id = p_.fresh_thread().value;
    auto& fact = *p_.event().mutable_thread_opened();
    fact.set_thread(thread.id);
    fact.set_topic(find(entry.topic_origin()).id);
    fact.set_opened_by(author);
    fact.set_opened_at_ms(post.written_at_ms());
    fact.set_origin_key(thread.key);
    p_.personal(log::TITLE, entry.title());
    add_origin(entry.origin(), entry.digest_name());
    made_[thread.key] = thread.id;
    waiting_.erase(waiting);
    tally_.set_threads_added(tally_.threads_added() + 1);
    return true;
  }

  void take(const v1::ImportedPost& post) {
    const auto found = find(post.origin());
    if (found.id != 0) return;
    const auto author = find_person(post.author_origin());
    if (author == 0) return refuse(post.origin(), "Its author was not imported.");
    if (post.earlier_size() > 0 && post.format() != v1::MARKDOWN) {
      return refuse(post.origin(), "Earlier texts are taken in Markdown only.");
    }
    auto thread = find(post.thread_origin());
    if (thread.id == 0 && !open_waiting_thread(post, thread, author)) {
      return refuse(post.origin(), "Its thread was not imported.");
    }
    write(post, found, thread.id, author);
    const auto id = made_[found.key];
    for (int i = 0; i < post.earlier_size(); ++i) edit(post, i, id, author);
    for (const auto& reaction : post.reactions()) add_reactions(reaction, id);
    if (post.deleted()) remove(id, author);
    tally_.set_posts_added(tally_.posts_added() + 1);
    count_author(author);
  }

  void count_author(std::uint64_t author) {
    if (!wrote_.insert(author).second) return;
    const auto record = p_.view().get(key::Member{MemberId{author}});
    if (!record || record->posts() == 0) tally_.set_authors_added(tally_.authors_added() + 1);
  }

  // The text after the i-th earlier one.
  void edit(const v1::ImportedPost& post, int i, std::uint64_t id, std::uint64_t author) {
    const bool last = i + 1 == post.earlier_size();
    auto& fact = *p_.event().mutable_post_edited();
    fact.set_post(id);
    fact.set_by(author);
    fact.set_edited_at_ms(last ? post.edited_at_ms() : post.earlier(i + 1).at_ms());
    *fact.mutable_mentions() = post.mentions();
    log::PostText text;
    text.set_source(last ? post.source() : post.earlier(i + 1).source());
    p_.personal(log::BODY, text);
  }

  void remove(std::uint64_t id, std::uint64_t author) {
    auto& fact = *p_.event().mutable_post_deleted();
    fact.set_post(id);
    fact.set_by(author);
  }

  // Some archives have an answer stand before what it answers: that post gets its id early.
  std::uint64_t parent_of(const v1::ImportedPost& post) {
    const auto parent = find(post.reply_to_origin());
    if (parent.id != 0 || !coming_.contains(post.reply_to_origin())) return parent.id;
    return promised_[parent.key] = id_of(parent.key);
  }

  std::uint64_t id_of(const std::string& key) {
    const auto promised = promised_.find(key);
    return promised != promised_.end() ? promised->second : p_.fresh_post().value;
  }

  void write(const v1::ImportedPost& post, const Found& found, std::uint64_t thread, std::uint64_t author) {
    auto& fact = *p_.event().mutable_post_written();
    fact.set_post(id_of(found.key));
    fact.set_thread(thread);
    fact.set_author(author);
    fact.set_reply_to(post.reply_to_origin().empty() ? 0 : parent_of(post));
    fact.set_format(post.format());
    fact.set_visibility(v1::MEMBERS_ONLY);
    fact.set_written_at_ms(post.written_at_ms());
    fact.set_edited_at_ms(post.earlier_size() > 0 ? 0 : post.edited_at_ms());
    fact.set_origin_key(found.key);
    *fact.mutable_mentions() = post.mentions();
    made_[found.key] = fact.post();
    log::PostText text;
    text.set_source(post.earlier_size() > 0 ? post.earlier(0).source() : post.source());
    p_.personal(log::BODY, text);
    log::Origin origin;
    origin.set_origin(post.origin());
    origin.set_original_id(post.original_id());
    origin.set_original_author(post.original_author());
    origin.set_original_time(post.original_time());
    origin.set_id_is_number(post.id_is_number());
    origin.set_time_is_number(post.time_is_number());
    p_.personal(log::ORIGIN, origin);
  }

  void add_reactions(const v1::ImportedReaction& reaction, std::uint64_t post) {
    if (check_emoji(reaction.emoji())) return;
    for (const auto& by : reaction.by_origin()) {
      const auto member = find_person(by);
      if (member == 0) continue;
      auto& fact = *p_.event().mutable_reaction_added();
      fact.set_post(post);
      fact.set_by(member);
      fact.set_emoji(reaction.emoji());
      tally_.set_reactions_added(tally_.reactions_added() + 1);
    }
  }

  Proposal& p_;
  v1::ImportReply& tally_;
  const std::string& salt_;
  std::unordered_map<std::string, std::uint64_t> made_;
  std::unordered_map<std::string, const v1::ImportedThread*> waiting_;
  std::unordered_map<std::string, std::uint64_t> promised_;
  std::unordered_set<std::string_view> coming_;  // posts of this request, by origin
  std::unordered_set<std::uint64_t> wrote_;
};

}  // namespace

Command import_entries(const v1::ImportRequest& request, std::shared_ptr<v1::ImportReply> tally) {
  Command command;
  command.principal = Principal::house();
  command.decide = [request, tally = std::move(tally)](Proposal& p) -> Check {
    if (static_cast<std::uint32_t>(request.entries_size()) > limits::import_entries_max) {
      return Fault{v1::TOO_LARGE, "entries"};
    }
    tally->Clear();
    const auto community = p.view().get(key::Community{});
    const auto salt = community->salt();
    Import import(p, request, *tally, salt);
    for (const auto& entry : request.entries()) import.take(entry);
    return {};
  };
  return command;
}

}  // namespace plenum
