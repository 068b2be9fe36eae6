#include "server/projection/member_projection.h"

#include "server/projection/person_projection.h"
#include "storage/machine/licences.h"

namespace plenum {

namespace {

constexpr std::size_t excerpt_characters_max = 160;

v1::Quote project_quote(const View& view, const log::PostRecord& post) {
  v1::Quote quote;
  quote.set_post_id(post.reply_to());
  const auto parent = view.get(key::Post{PostId{post.reply_to()}});
  if (!parent) return quote;
  *quote.mutable_author() = project_member(view, MemberId{parent->author()});
  quote.set_deleted(is_covered(*parent));
  if (quote.deleted()) return quote;
  quote.set_excerpt(post.quote().empty() ? excerpt_of(parent->format(), parent->source(), excerpt_characters_max)
                                         : post.quote());
  return quote;
}

void add_reactions(const View& view, const log::PostRecord& record, v1::Post& post) {
  for (const auto& count : record.reactions()) {
    auto& reaction = *post.add_reactions();
    reaction.set_emoji(count.emoji());
    reaction.set_count(count.count());
    for (const auto member : count.first()) *reaction.add_first() = project_member(view, MemberId{member});
  }
}

void add_words(const View& view, Rendered& rendered, PostId id, const log::PostRecord& record, v1::Post& post) {
  post.set_format(record.format());
  post.set_source(record.source());
  post.set_html(*rendered.html(view, id, record));
  post.set_edited_at_ms(record.edited_at_ms());
  post.set_edits(record.edits());
  *post.mutable_mentions() = record.mentions();
  if (record.reply_to() != 0) *post.mutable_reply_to() = project_quote(view, record);
  add_reactions(view, record, post);
}

// Who is told: whoever writes in this topic.
void add_listeners(const View& view, TopicId id, const log::CharterRecord& record, v1::Topic& topic) {
  auto& charter = *topic.mutable_charter();
  *charter.mutable_classes() = record.classes();
  charter.set_since_ms(record.since_ms());
  charter.set_version(record.version());
  charter.set_reach_back(record.reach_back());
  charter.set_reach_back_from_ms(record.reach_back_from_ms());
  charter.set_epoch(record.epoch());
  for (const auto& [licence, terms] : licences_in(view, id)) {
    const auto company = view.get(key::Company{CompanyId{terms.company()}});
    if (!company) continue;
    auto& listener = *topic.add_listeners();
    listener.set_company(company->name());
    listener.set_level(terms.level());
    listener.set_embargo(terms.embargo());
    for (const auto& licensed : terms.topics()) {
      if (licensed.topic() == id.value) listener.set_since_ms(licensed.from_ms());
    }
    listener.set_until_ms(terms.until_ms());
    listener.set_purpose(terms.purpose());
  }
}

// Who asks is said in words wherever the thread is shown.
void add_sponsor(const View& view, const log::ThreadRecord& record, v1::Thread& thread) {
  if (record.request() == 0) return;
  thread.set_request_id(record.request());
  const auto request = view.get(key::Request{RequestId{record.request()}});
  const auto company = request ? view.get(key::Company{CompanyId{request->company()}}) : std::nullopt;
  if (company) thread.set_sponsor(company->name());
}

void add_chairs_marks(const View& view, const log::ThreadRecord& record, v1::Thread& thread) {
  thread.set_pinned(record.pinned());
  thread.set_pin_ends_at_ms(record.pin_ends_at_ms());
  thread.set_slow_mode_s(record.slow_mode_s());
  thread.set_archived(record.archived());
  thread.set_moved_to(record.moved_to());
  thread.set_held(record.held());
  thread.set_members_only(record.members_only());
  thread.set_closed(record.closed());
  if (!record.closed()) return;
  thread.set_resolution(record.resolution());
  thread.set_resolution_words(record.resolution_words());
  *thread.mutable_closed_by() = project_member(view, MemberId{record.closed_by()});
}

v1::Mentioned project_mention(PostId id, const log::PostRecord& post) {
  v1::Mentioned mentioned;
  mentioned.set_post_id(id.value);
  mentioned.set_thread_id(post.thread());
  mentioned.set_topic_id(post.topic());
  return mentioned;
}

// What changed on the chair's side, by its id alone.
v1::StaffChange project_news(const log::StaffNews& news) {
  v1::StaffChange change;
  switch (news.thing_case()) {
    case log::StaffNews::kNotesOf:
      change.set_note_thread_id(news.notes_of());
      break;
    case log::StaffNews::kHeld:
      change.set_held_post_id(news.held());
      break;
    case log::StaffNews::kReport:
      change.set_report_post_id(news.report());
      break;
    case log::StaffNews::kMember:
      change.set_member_id(news.member());
      break;
    case log::StaffNews::kWordRule:
      change.set_word_rule_id(news.word_rule());
      break;
    case log::StaffNews::kSettings:
      change.set_settings(news.settings());
      break;
    case log::StaffNews::kRequest:
      change.set_request_id(news.request());
      break;
    case log::StaffNews::kAlarm:
      change.set_alarm(news.alarm());
      break;
    case log::StaffNews::THING_NOT_SET:
      break;
  }
  return change;
}

// A thing that has left the topic is told there as gone, and nothing more.
bool stands_in(const StreamId& stream, std::uint64_t topic) {
  return stream.kind != StreamKind::topic_members || stream.id == topic;
}

// Shared frames hold what everybody may see; on a private stream a post is told as its one reader may see it.
std::optional<v1::Post> project_told(const View& view, Rendered& rendered, const StreamId& stream, PostId id,
                                     const log::PostRecord& post) {
  if (stream.kind != StreamKind::member_private) {
    return is_shown_to_all(post) ? std::optional(project_post(view, rendered, id, post)) : std::nullopt;
  }
  const MemberId reader{stream.id};
  const auto member = view.get(key::Member{reader});
  if (!member) return {};
  const auto asker = principal_of(reader, *member);
  return can_see(asker, post) ? std::optional(project_post_for(view, rendered, asker, id, post)) : std::nullopt;
}

}  // namespace

v1::Member project_member(const View& view, MemberId id) {
  v1::Member member;
  member.set_id(id.value);
  const auto record = view.get(key::Member{id});
  if (!record) return member;
  member.set_role(record->role());
  member.set_unclaimed(record->unclaimed());
  member.set_erased(record->erased());
  if (record->erased()) return member;
  member.set_handle(record->profile().handle());
  member.set_specialty(record->profile().specialty());
  member.set_region(record->profile().region());
  member.set_represents(record->profile().represents());
  return member;
}

v1::Topic project_topic(const View& view, TopicId id, const log::TopicRecord& record) {
  v1::Topic topic;
  topic.set_id(id.value);
  topic.set_title(record.title());
  topic.set_problem(record.problem());
  topic.set_version(record.version());
  topic.set_threads(record.threads());
  topic.set_posts(record.posts());
  topic.set_last_post_at_ms(record.last_post_at_ms());
  topic.set_archived(record.archived());
  topic.set_slow_mode_s(record.slow_mode_s());
  *topic.mutable_moderators() = record.moderators();
  if (record.charter().classes_size() > 0) add_listeners(view, id, record.charter(), topic);
  return topic;
}

v1::Thread project_thread(const View& view, ThreadId id, const log::ThreadRecord& record) {
  v1::Thread thread;
  thread.set_id(id.value);
  thread.set_topic_id(record.topic());
  thread.set_title(record.title());
  *thread.mutable_opened_by() = project_member(view, MemberId{record.opened_by()});
  thread.set_opened_at_ms(record.opened_at_ms());
  thread.set_version(record.version());
  thread.set_posts(record.posts());
  thread.set_last_post_at_ms(record.last_post_at_ms());
  if (record.last_post_by() != 0)
    *thread.mutable_last_post_by() = project_member(view, MemberId{record.last_post_by()});
  thread.set_last_place(record.last_place());
  thread.set_locked(record.locked());
  add_chairs_marks(view, record, thread);
  add_sponsor(view, record, thread);
  const auto first = view.get(key::Post{PostId{record.first_post()}});
  if (first && !is_covered(*first)) {
    thread.set_excerpt(excerpt_of(first->format(), first->source(), excerpt_characters_max));
  }
  return thread;
}

v1::Post project_post(const View& view, Rendered& rendered, PostId id, const log::PostRecord& record) {
  v1::Post post;
  post.set_id(id.value);
  post.set_thread_id(record.thread());
  post.set_topic_id(record.topic());
  post.set_place(record.place());
  post.set_version(record.version());
  *post.mutable_author() = project_member(view, MemberId{record.author()});
  post.set_written_at_ms(record.written_at_ms());
  post.set_visibility(record.visibility());
  post.set_deleted(record.deleted());
  post.set_deleted_by(record.deleted_by());
  post.set_removed(record.deleted() && record.deleted_by() != record.author() && !record.erased());
  post.set_hidden(record.hidden());
  post.set_edited_by(record.edited_by());
  post.set_withdrawn(record.gallery().left());
  if (!is_covered(record)) add_words(view, rendered, id, record, post);
  return post;
}

v1::Post project_post_with_words(const View& view, Rendered& rendered, PostId id, const log::PostRecord& record) {
  auto post = project_post(view, rendered, id, record);
  post.set_held(record.held() != v1::HOLD_CAUSE_UNSPECIFIED);
  post.set_rejected(record.rejected());
  post.set_cover_reason(record.cover_reason());
  if (is_covered(record)) add_words(view, rendered, id, record, post);
  return post;
}

v1::Post project_post_for(const View& view, Rendered& rendered, const Principal& asker, PostId id,
                          const log::PostRecord& record) {
  const bool own = asker.member == MemberId{record.author()};
  // What waits is read by those who may see it; a tombstone has no words, whoever looks.
  const bool waits = record.held() != v1::HOLD_CAUSE_UNSPECIFIED && can_see_words(asker, record);
  auto post = waits ? project_post_with_words(view, rendered, id, record) : project_post(view, rendered, id, record);
  if (own) post.set_cover_reason(record.cover_reason());
  for (auto& reaction : *post.mutable_reactions()) {
    reaction.set_mine(view.get(key::Reaction{id, reaction.emoji(), asker.member}).has_value());
  }
  return post;
}

v1::ReactionChange project_reaction(const View& view, const log::ReactionNote& note) {
  v1::ReactionChange change;
  change.set_post_id(note.post());
  change.set_emoji(note.emoji());
  change.set_added(note.added());
  *change.mutable_by() = project_member(view, MemberId{note.by()});
  const auto post = view.get(key::Post{PostId{note.post()}});
  if (!post) return change;
  change.set_post_version(post->version());
  for (const auto& count : post->reactions()) {
    if (count.emoji() == note.emoji()) change.set_count(count.count());
  }
  return change;
}

std::optional<v1::Update> project_entry(const View& view, Rendered& rendered, const StreamId& stream,
                                        const log::StreamEntryRecord& entry) {
  v1::Update update;
  switch (entry.change_case()) {
    case log::StreamEntryRecord::kTopic: {
      const auto topic = view.get(key::Topic{TopicId{entry.topic()}});
      if (!topic) return {};
      *update.mutable_topic() = project_topic(view, TopicId{entry.topic()}, *topic);
      return update;
    }
    case log::StreamEntryRecord::kThread: {
      const auto thread = view.get(key::Thread{ThreadId{entry.thread()}});
      if (!thread || !stands_in(stream, thread->topic()) || thread->held()) return {};
      *update.mutable_thread() = project_thread(view, ThreadId{entry.thread()}, *thread);
      return update;
    }
    case log::StreamEntryRecord::kPost: {
      const auto post = view.get(key::Post{PostId{entry.post()}});
      if (!post || !stands_in(stream, post->topic())) return {};
      auto told = project_told(view, rendered, stream, PostId{entry.post()}, *post);
      if (!told) return {};
      *update.mutable_post() = *std::move(told);
      return update;
    }
    case log::StreamEntryRecord::kReaction: {
      // Reactions go with the words; a tombstone follows.
      const auto post = view.get(key::Post{PostId{entry.reaction().post()}});
      if (!post || is_covered(*post) || !stands_in(stream, post->topic())) return {};
      *update.mutable_reaction() = project_reaction(view, entry.reaction());
      return update;
    }
    case log::StreamEntryRecord::kThreadLeft:
      update.mutable_thread_left()->set_thread_id(entry.thread_left());
      return update;
    case log::StreamEntryRecord::kThreadArrived: {
      const auto thread = view.get(key::Thread{ThreadId{entry.thread_arrived()}});
      if (!thread || !stands_in(stream, thread->topic()) || thread->moved_to() != 0) return {};
      *update.mutable_thread_arrived()->mutable_thread() =
          project_thread(view, ThreadId{entry.thread_arrived()}, *thread);
      return update;
    }
    case log::StreamEntryRecord::kMember:
      *update.mutable_member() = project_member(view, MemberId{entry.member()});
      return update;
    case log::StreamEntryRecord::kWatch:
      update.mutable_watch()->set_thread_id(entry.watch().thread());
      update.mutable_watch()->set_watch(entry.watch().watch());
      return update;
    case log::StreamEntryRecord::kMentionedIn: {
      const auto post = view.get(key::Post{PostId{entry.mentioned_in()}});
      if (!post || is_covered(*post)) return {};
      *update.mutable_mentioned() = project_mention(PostId{entry.mentioned_in()}, *post);
      return update;
    }
    case log::StreamEntryRecord::kRightsChanged:
      update.mutable_rights_changed();
      return update;
    case log::StreamEntryRecord::kPostGone: {
      const auto post = view.get(key::Post{PostId{entry.post_gone().post()}});
      if (!post) return {};
      update.mutable_post_gone()->set_post_id(entry.post_gone().post());
      update.mutable_post_gone()->set_thread_id(entry.post_gone().thread());
      update.mutable_post_gone()->set_version(post->version());
      return update;
    }
    case log::StreamEntryRecord::kStaff:
      *update.mutable_staff() = project_news(entry.staff());
      return update;
    case log::StreamEntryRecord::kSanction: {
      const auto sanction = view.get(key::Sanction{MemberId{stream.id}, SanctionId{entry.sanction()}});
      if (!sanction) return {};
      *update.mutable_sanction()->mutable_sanction() = project_sanction(SanctionId{entry.sanction()}, *sanction);
      return update;
    }
    case log::StreamEntryRecord::kReportAnswered: {
      const auto report = view.get(key::Reporter{PostId{entry.report_answered()}, MemberId{stream.id}});
      if (!report) return {};
      update.mutable_report_answered()->set_post_id(entry.report_answered());
      update.mutable_report_answered()->set_outcome(report->outcome());
      return update;
    }
    // Observers' and their companies': never made into anything a member reads.
    case log::StreamEntryRecord::kGalleryEntry:
    case log::StreamEntryRecord::kGalleryThread:
    case log::StreamEntryRecord::kLicencesChanged:
    case log::StreamEntryRecord::kSeatSessionEnded:
    case log::StreamEntryRecord::kSessionEnded:
    case log::StreamEntryRecord::CHANGE_NOT_SET:
      return {};
  }
  return {};
}

}  // namespace plenum
