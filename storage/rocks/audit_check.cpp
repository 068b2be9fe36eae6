#include "storage/rocks/audit_check.h"

#include <algorithm>
#include <limits>
#include <map>

#include "storage/machine/audit.h"
#include "storage/machine/audit_facts.h"
#include "storage/rocks/digest.h"

namespace plenum {

namespace {

constexpr auto last_number = std::numeric_limits<std::uint64_t>::max();

std::string entry_text(std::uint64_t number) {
  return "Entry " + std::to_string(number);
}

// The event that the entry came from, as the log has it.
bool find_event(const StoreView& view, Offset offset, log::LoggedEvent& found) {
  bool there = false;
  if (offset == 0) return false;
  const auto fault = view.read_log(offset - 1, [&](const log::LogBatch& batch) {
    if (offset < batch.first() || offset >= batch.first() + static_cast<Offset>(batch.events_size())) return false;
    found = batch.events(static_cast<int>(offset - batch.first()));
    there = true;
    return false;
  });
  return there && fault.empty();
}

std::string words_of(const log::LoggedEvent& logged, log::PersonalKind kind) {
  for (const auto& slot : logged.personal()) {
    if (slot.kind() == kind && !slot.erased()) return slot.content();
  }
  return {};
}

// Words are not under the entry's hash, so that they can be erased: the log they came from has them, or has erased
// them.
std::string fault_of_words(const StoreView& view, const log::AuditRecord& entry) {
  log::LoggedEvent logged;
  log::Event event;
  if (!find_event(view, entry.log_offset(), logged) || !event.ParseFromString(logged.event()))
    return " names an event that the log does not hold";
  if (event.author() != entry.by() || event.time_ms() != entry.time_ms())
    return " names an event of another time or author";
  const bool same = entry.reason() == words_of(logged, log::REASON) &&
                    entry.words_before() == words_of(logged, log::BEFORE) &&
                    entry.words_after() == words_of(logged, log::TITLE);
  return same ? std::string() : " has other words than the log";
}

/// One walk, entry by entry.
class Walk {
public:
  Walk(const StoreView& view, const std::vector<AuditHead>& witnesses) : view_(view) {
    for (const auto& head : witnesses) seen_.emplace(head.number, head.hash);
  }

  bool take(std::uint64_t number, const log::AuditRecord& entry) {
    if (number != head_.number + 1) return say(entry_text(head_.number + 1) + " is missing");
    const auto hash = hash_bytes(audit_bytes(head_.hash, number, entry));
    if (hash != entry.hash()) return say(entry_text(number) + " was altered, or stands where another stood");
    if (auto fault = fault_of_words(view_, entry); !fault.empty()) return say(entry_text(number) + fault);
    const auto [from, to] = seen_.equal_range(number);
    for (auto it = from; it != to; ++it) {
      if (it->second != hash)
        return say(entry_text(number) + " is not the one that was written down outside the store");
    }
    rows_ += count_rows(number, entry);
    head_ = {number, hash};
    return fault_.empty();
  }

  void end(const AuditHead& said) {
    if (!fault_.empty()) return;
    if (head_.number != said.number || head_.hash != said.hash) {
      say("The entries end at " + std::to_string(head_.number) + ", the community's record says " +
          std::to_string(said.number));
    } else if (witnessed() > head_.number) {
      say("The entries end at " + std::to_string(head_.number) + ", but " + std::to_string(witnessed()) +
          " was written down outside the store: the end was cut off, or an older backup restored");
    } else if (count_all_rows() != rows_) {
      say("The rows by which entries are found are more than the entries");
    }
  }

  std::uint64_t witnessed() const { return seen_.empty() ? 0 : seen_.rbegin()->first; }
  const AuditHead& head() const { return head_; }
  const std::string& fault() const { return fault_; }

private:
  bool say(const std::string& what) {
    if (fault_.empty()) fault_ = what + ".";
    return false;
  }

  // Every way in which the entry is to be found.
  std::uint64_t count_rows(std::uint64_t number, const log::AuditRecord& entry) {
    std::vector<key::AuditAbout> rows;
    const auto add = [&](key::AuditNoun noun, std::uint64_t id) {
      if (id != 0) rows.push_back({noun, id, number});
    };
    add(key::AuditNoun::by, entry.by());
    add(key::AuditNoun::member, entry.member());
    add(key::AuditNoun::thread, entry.thread());
    add(key::AuditNoun::topic, entry.topic());
    if (is_shown_to_members(entry.action())) add(key::AuditNoun::shown, ++shown_);
    for (const auto& row : rows) {
      if (!view_.get(row)) say(entry_text(number) + " cannot be found by all that it names");
    }
    return rows.size();
  }

  std::uint64_t count_all_rows() const {
    std::uint64_t count = 0;
    const key::AuditAbout first{static_cast<key::AuditNoun>(0), 0, 0};
    const key::AuditAbout last{static_cast<key::AuditNoun>(255), last_number, last_number};
    view_.scan(first, last, [&](const key::Any&, std::string_view) { return ++count > 0; });
    return count;
  }

  const StoreView& view_;
  std::multimap<std::uint64_t, std::string> seen_;
  AuditHead head_;
  std::uint64_t rows_ = 0;
  std::uint64_t shown_ = 0;
  std::string fault_;
};

}  // namespace

AuditCheck check_audit(const StoreView& view, const std::vector<AuditHead>& witnesses) {
  Walk walk(view, witnesses);
  view.scan(key::Audit{0}, key::Audit{last_number}, [&](const key::Any& key, std::string_view bytes) {
    log::AuditRecord entry;
    entry.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
    return walk.take(std::get<key::Audit>(key).number, entry);
  });
  const auto community = view.get(key::Community{});
  if (community) walk.end({community->audit_entries(), community->audit_hash()});
  return {walk.fault(), walk.head(), walk.witnessed()};
}

}  // namespace plenum
