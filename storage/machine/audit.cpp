#include "storage/machine/audit.h"

#include "storage/machine/audit_facts.h"
#include "storage/machine/deadlines.h"

namespace plenum {

namespace {

using log::AuditRecord;

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
  if (!is_audited(h.event.fact_case())) return;
  AuditRecord entry;
  entry.set_action(describe_for_audit(h.event, state, entry));
  if (entry.action() == v1::AUDIT_ACTION_UNSPECIFIED) return;
  const auto community = state.get(key::Community{});
  if (!community || community->feature_level() < audit_level) return;
  entry.set_log_offset(h.offset);
  entry.set_time_ms(h.event.time_ms());
  entry.set_by(h.event.author());
  name_the_rest(state, entry);
  entry_ = std::move(entry);
  before_ = audited_fields(state, *entry_);
}

void Audit::add_changes(const State& state) {
  const auto after = audited_fields(state, *entry_);
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
  if (!is_shown_to_members(entry_->action())) return;
  // Counted on its own, so that no gap in it tells of what members are not shown.
  community->set_audit_shown(community->audit_shown() + 1);
  state.put(key::AuditAbout{key::AuditNoun::shown, community->audit_shown(), number}, log::MarkRecord{});
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
