#include "storage/machine/audit.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "storage/machine/deadlines.h"

namespace plenum {

namespace {

using log::AuditRecord;
using log::Event;
using v1::AuditAction;

/// Fills in what the fact touches, and says what it is to the audit log; unspecified: nothing.
struct Row {
  Event::FactCase fact;
  AuditAction (*describe)(const Event&, const View&, AuditRecord&);
};

bool is_by_another(const View& view, std::uint64_t post, std::uint64_t by) {
  const auto record = view.get(key::Post{PostId{post}});
  return record && record->author() != by;
}

// clang-format off
// The table: one row for each audited fact. What changed is found by comparing records, see `audited_fields`.
constexpr Row table[] = {
    {Event::kThreadLocked, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.thread_locked().thread());
       return e.thread_locked().locked() ? v1::AUDIT_THREAD_LOCKED : v1::AUDIT_THREAD_UNLOCKED;
     }},
    {Event::kThreadPinned, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.thread_pinned().thread());
       return e.thread_pinned().pinned() ? v1::AUDIT_THREAD_PINNED : v1::AUDIT_THREAD_UNPINNED;
     }},
    {Event::kSlowModeSet, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.slow_mode_set().thread());
       r.set_topic(e.slow_mode_set().topic());
       return v1::AUDIT_SLOW_MODE_SET;
     }},
    {Event::kThreadMoved, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.thread_moved().thread());
       r.set_other(e.thread_moved().topic());
       return v1::AUDIT_THREAD_MOVED;
     }},
    {Event::kThreadSplit, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.thread_split().thread());
       r.set_other(e.thread_split().into());
       return v1::AUDIT_THREAD_SPLIT;
     }},
    {Event::kThreadsMerged, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.threads_merged().from());
       r.set_other(e.threads_merged().into());
       return v1::AUDIT_THREADS_MERGED;
     }},
    {Event::kThreadRenamed, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.thread_renamed().thread());
       return v1::AUDIT_THREAD_RENAMED;
     }},
    {Event::kThreadClosed, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.thread_closed().thread());
       return e.thread_closed().closed() ? v1::AUDIT_THREAD_CLOSED : v1::AUDIT_THREAD_REOPENED;
     }},
    {Event::kThreadArchived, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.thread_archived().thread());
       return e.thread_archived().archived() ? v1::AUDIT_THREAD_ARCHIVED : v1::AUDIT_THREAD_UNARCHIVED;
     }},

    {Event::kPostHidden, [](const Event& e, const View&, AuditRecord& r) {
       r.set_post(e.post_hidden().post());
       return e.post_hidden().hidden() ? v1::AUDIT_POST_HIDDEN : v1::AUDIT_POST_UNHIDDEN;
     }},
    {Event::kPostDeleted, [](const Event& e, const View& view, AuditRecord& r) {
       r.set_post(e.post_deleted().post());
       const bool chair = is_by_another(view, e.post_deleted().post(), e.post_deleted().by());
       return chair ? v1::AUDIT_POST_REMOVED : v1::AUDIT_ACTION_UNSPECIFIED;
     }},
    {Event::kPostRestored, [](const Event& e, const View& view, AuditRecord& r) {
       r.set_post(e.post_restored().post());
       const bool chair = is_by_another(view, e.post_restored().post(), e.post_restored().by());
       return chair ? v1::AUDIT_POST_RESTORED : v1::AUDIT_ACTION_UNSPECIFIED;
     }},
    {Event::kPostEdited, [](const Event& e, const View& view, AuditRecord& r) {
       r.set_post(e.post_edited().post());
       // An import's edits are nobody's.
       const bool chair = e.author() != 0 && is_by_another(view, e.post_edited().post(), e.post_edited().by());
       return chair ? v1::AUDIT_POST_EDITED : v1::AUDIT_ACTION_UNSPECIFIED;
     }},
    {Event::kPostErased, [](const Event& e, const View&, AuditRecord& r) {
       r.set_post(e.post_erased().post());
       return v1::AUDIT_POST_ERASED;
     }},
    {Event::kHeldPostDecided, [](const Event& e, const View&, AuditRecord& r) {
       r.set_post(e.held_post_decided().post());
       return e.held_post_decided().approved() ? v1::AUDIT_POST_APPROVED : v1::AUDIT_POST_REJECTED;
     }},
    {Event::kNoteWritten, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.note_written().thread());
       r.set_other(e.note_written().note());
       return v1::AUDIT_NOTE_WRITTEN;
     }},
    {Event::kNoteRemoved, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.note_removed().thread());
       r.set_other(e.note_removed().note());
       return v1::AUDIT_NOTE_REMOVED;
     }},

    {Event::kRoleChanged, [](const Event& e, const View&, AuditRecord& r) {
       r.set_member(e.role_changed().member());
       return v1::AUDIT_ROLE_CHANGED;
     }},
    {Event::kTopicOpened, [](const Event& e, const View&, AuditRecord& r) {
       r.set_topic(e.topic_opened().topic());
       return v1::AUDIT_TOPIC_OPENED;
     }},
    {Event::kTopicChanged, [](const Event& e, const View&, AuditRecord& r) {
       r.set_topic(e.topic_changed().topic());
       return v1::AUDIT_TOPIC_CHANGED;
     }},
    {Event::kChairSettingsChanged, [](const Event&, const View&, AuditRecord&) {
       return v1::AUDIT_SETTINGS_CHANGED;
     }},
};

// Which fields' changes are told, of whatever record the entry names. No words: those ride beside the event. Nor
// `erased`: a replay of a log whose words were stripped meets it earlier.
constexpr const char* fields_of_thread[] = {"topic", "posts", "locked", "pinned", "pin_ends_at_ms", "slow_mode_s",
                                            "closed", "resolution", "archived", "moved_to"};
constexpr const char* fields_of_post[] = {"thread", "topic", "deleted", "hidden", "held", "rejected", "edits"};
constexpr const char* fields_of_topic[] = {"title", "archived", "slow_mode_s", "moderators"};
constexpr const char* fields_of_member[] = {"role", "standing", "standing_until_ms", "trust", "approved", "moderates",
                                            "warnings", "warnings_to_acknowledge"};
constexpr const char* fields_of_community[] = {"chair"};
// clang-format on

std::string text_of(const google::protobuf::Message& message, const google::protobuf::FieldDescriptor& field, int i);

// "name value, name value": our own, since protobuf's text may change from version to version.
std::string text_of(const google::protobuf::Message& message) {
  std::string text;
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const auto& field = *message.GetDescriptor()->field(i);
    text += (i == 0 ? "" : ", ") + field.name() + " " + text_of(message, field, -1);
  }
  return text;
}

// `i` -1: the field itself, else one of its values.
std::string text_of(const google::protobuf::Message& message, const google::protobuf::FieldDescriptor& field, int i) {
  using Field = google::protobuf::FieldDescriptor;
  const auto& r = *message.GetReflection();
  if (field.is_repeated() && i < 0) {
    std::string all;
    for (int n = 0; n < r.FieldSize(message, &field); ++n) all += (n == 0 ? "" : " ") + text_of(message, field, n);
    return all;
  }
  const bool one = !field.is_repeated();
  switch (field.cpp_type()) {
    case Field::CPPTYPE_BOOL:
      return (one ? r.GetBool(message, &field) : r.GetRepeatedBool(message, &field, i)) ? "true" : "false";
    case Field::CPPTYPE_ENUM:
      return std::to_string(one ? r.GetEnumValue(message, &field) : r.GetRepeatedEnumValue(message, &field, i));
    case Field::CPPTYPE_UINT32:
      return std::to_string(one ? r.GetUInt32(message, &field) : r.GetRepeatedUInt32(message, &field, i));
    case Field::CPPTYPE_UINT64:
      return std::to_string(one ? r.GetUInt64(message, &field) : r.GetRepeatedUInt64(message, &field, i));
    case Field::CPPTYPE_INT64:
      return std::to_string(one ? r.GetInt64(message, &field) : r.GetRepeatedInt64(message, &field, i));
    case Field::CPPTYPE_STRING:
      return one ? r.GetString(message, &field) : r.GetRepeatedString(message, &field, i);
    case Field::CPPTYPE_MESSAGE:
      return text_of(one ? r.GetMessage(message, &field) : r.GetRepeatedMessage(message, &field, i));
    default:
      return {};
  }
}

const Row* row_of(Event::FactCase fact) {
  for (const auto& row : table) {
    if (row.fact == fact) return &row;
  }
  return nullptr;
}

// A post names its thread, author and topic; a thread its topic.
void name_the_rest(const View& view, AuditRecord& entry) {
  if (entry.post() != 0) {
    if (const auto post = view.get(key::Post{PostId{entry.post()}})) {
      entry.set_thread(post->thread());
      entry.set_topic(post->topic());
      entry.set_member(post->author());
    }
  } else if (entry.thread() != 0) {
    if (const auto thread = view.get(key::Thread{ThreadId{entry.thread()}})) entry.set_topic(thread->topic());
  }
}

void mark_abouts(State& state, std::uint64_t number, const AuditRecord& entry) {
  const std::pair<key::AuditNoun, std::uint64_t> named[] = {{key::AuditNoun::by, entry.by()},
                                                            {key::AuditNoun::member, entry.member()},
                                                            {key::AuditNoun::thread, entry.thread()},
                                                            {key::AuditNoun::topic, entry.topic()}};
  for (const auto& [noun, id] : named) {
    if (id != 0) state.put(key::AuditAbout{noun, id, number}, log::MarkRecord{});
  }
}

void add_text(std::string& bytes, const std::string& text) {
  bytes += big_endian(text.size()) + text;
}

}  // namespace

Audit::Audit(const Happening& h, const State& state) {
  const auto* row = row_of(h.event.fact_case());
  if (row == nullptr) return;
  const auto community = state.get(key::Community{});
  if (!community || community->feature_level() < audit_level) return;
  AuditRecord entry;
  entry.set_action(row->describe(h.event, state, entry));
  if (entry.action() == v1::AUDIT_ACTION_UNSPECIFIED) return;
  entry.set_log_offset(h.offset);
  entry.set_time_ms(h.event.time_ms());
  entry.set_by(h.event.author());
  name_the_rest(state, entry);
  entry_ = std::move(entry);
  before_ = fields_of(state);
}

Audit::Fields Audit::fields_of(const State& state) const {
  Fields fields;
  const auto add = [&](const char* noun, const auto& names, const auto& key) {
    const auto record = state.get(key);
    for (const auto* name : names) {
      const auto* field = key::Record<std::decay_t<decltype(key)>>::descriptor()->FindFieldByName(name);
      fields.emplace_back(std::string(noun) + "." + name, record ? text_of(*record, *field, -1) : std::string());
    }
  };
  if (entry_->post() != 0) add("post", fields_of_post, key::Post{PostId{entry_->post()}});
  if (entry_->thread() != 0) add("thread", fields_of_thread, key::Thread{ThreadId{entry_->thread()}});
  if (entry_->topic() != 0) add("topic", fields_of_topic, key::Topic{TopicId{entry_->topic()}});
  if (entry_->member() != 0) add("member", fields_of_member, key::Member{MemberId{entry_->member()}});
  if (entry_->action() == v1::AUDIT_SETTINGS_CHANGED) add("community", fields_of_community, key::Community{});
  return fields;
}

void Audit::add_changes(const State& state) {
  const auto after = fields_of(state);
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (before_[i].second == after[i].second) continue;
    auto& change = *entry_->add_changes();
    change.set_field(after[i].first);
    change.set_before(before_[i].second);
    change.set_after(after[i].second);
  }
}

void Audit::add_words(const Happening& h) {
  for (const auto& digest : h.event.personal()) {
    const bool told = digest.kind() == log::REASON || digest.kind() == log::BEFORE || digest.kind() == log::TITLE;
    if (told) *entry_->add_personal() = digest;
  }
  entry_->set_reason(std::string(h.personal(log::REASON).value_or("")));
  entry_->set_words_before(std::string(h.personal(log::BEFORE).value_or("")));
  entry_->set_words_after(std::string(h.personal(log::TITLE).value_or("")));
}

void Audit::write(const Happening& h, State& state) {
  if (!entry_) return;
  add_changes(state);
  add_words(h);
  auto* community = state.change(key::Community{});
  const auto number = community->audit_entries() + 1;
  entry_->set_hash(state.hash(audit_bytes(community->audit_hash(), number, *entry_)));
  community->set_audit_entries(number);
  community->set_audit_hash(entry_->hash());
  state.put(key::Audit{number}, *entry_);
  mark_abouts(state, number, *entry_);
}

std::string audit_bytes(const std::string& previous, std::uint64_t number, const AuditRecord& e) {
  std::string bytes = previous.empty() ? std::string(32, '\0') : previous;
  for (const auto value :
       {number, e.log_offset(), static_cast<std::uint64_t>(e.time_ms()), e.by(), static_cast<std::uint64_t>(e.action()),
        e.topic(), e.thread(), e.post(), e.member(), e.other()}) {
    bytes += big_endian(value);
  }
  bytes += big_endian(static_cast<std::uint64_t>(e.changes_size()));
  for (const auto& change : e.changes()) {
    add_text(bytes, change.field());
    add_text(bytes, change.before());
    add_text(bytes, change.after());
  }
  bytes += big_endian(static_cast<std::uint64_t>(e.personal_size()));
  for (const auto& slot : e.personal()) {
    bytes += big_endian(static_cast<std::uint64_t>(slot.kind()));
    add_text(bytes, slot.digest());
  }
  return bytes;
}

}  // namespace plenum
