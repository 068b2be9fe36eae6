#include "server/node/import_writer.h"

#include <unordered_map>

#include "proto/limits.h"
#include "storage/log/chain.h"

namespace plenum {

namespace {

/// One batch on its way in. Ids that this batch makes are not in the state yet, so they are kept here.
class Import {
public:
  Import(Proposal& proposal, v1::ImportReply& tally, const std::string& salt)
      : p_(proposal), tally_(tally), salt_(salt) {}

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

  void take(const v1::ImportedTopic& topic) {
    const auto found = find(topic.origin());
    if (found.id != 0) return;
    if (const auto fault = check_title(topic.title())) return refuse(topic.origin(), "The title cannot be shown.");
    auto& fact = *p_.event().mutable_topic_opened();
    fact.set_topic(p_.fresh_topic().value);
    fact.set_title(topic.title());
    fact.set_problem(topic.problem());
    fact.set_origin_key(found.key);
    made_[found.key] = fact.topic();
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
    const auto author = find(post.author_origin()).id;
    if (author == 0) return refuse(post.origin(), "Its author was not imported.");
    auto thread = find(post.thread_origin());
    if (thread.id == 0 && !open_waiting_thread(post, thread, author)) {
      return refuse(post.origin(), "Its thread was not imported.");
    }
    write(post, found, thread.id, author);
    for (const auto& reaction : post.reactions()) add_reactions(reaction, made_[found.key]);
    tally_.set_posts_added(tally_.posts_added() + 1);
  }

  void write(const v1::ImportedPost& post, const Found& found, std::uint64_t thread, std::uint64_t author) {
    auto& fact = *p_.event().mutable_post_written();
    fact.set_post(p_.fresh_post().value);
    fact.set_thread(thread);
    fact.set_author(author);
    fact.set_reply_to(post.reply_to_origin().empty() ? 0 : find(post.reply_to_origin()).id);
    fact.set_format(post.format());
    fact.set_visibility(v1::MEMBERS_ONLY);
    fact.set_written_at_ms(post.written_at_ms());
    fact.set_edited_at_ms(post.edited_at_ms());
    fact.set_origin_key(found.key);
    made_[found.key] = fact.post();
    log::PostText text;
    text.set_source(post.source());
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
      const auto member = find(by).id;
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
    Import import(p, *tally, salt);
    for (const auto& entry : request.entries()) import.take(entry);
    return {};
  };
  return command;
}

}  // namespace plenum
