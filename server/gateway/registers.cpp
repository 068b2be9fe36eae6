#include "server/gateway/registers.h"

#include "storage/machine/reading.h"
#include "storage/rocks/register_keys.h"

namespace plenum {

log::CursorRegister Registers::cursor(MemberId member, ThreadId thread) const {
  const auto key = cursor_key(member, thread);
  log::CursorRegister value;
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = changed_.find(key); found != changed_.end()) {
      value.ParseFromString(found->second);
      return value;
    }
  }
  (void)store_.read_register(key, value);
  return value;
}

bool Registers::move_cursor(MemberId member, ThreadId thread, std::uint32_t arrangement, Place place) {
  const auto key = cursor_key(member, thread);
  const std::lock_guard lock(mutex_);
  log::CursorRegister value;
  if (const auto found = changed_.find(key); found != changed_.end()) {
    value.ParseFromString(found->second);
  } else {
    store_.read_register(key, value);
  }
  if (!advance(value, arrangement, place)) return false;
  changed_[key] = value.SerializeAsString();
  return true;
}

std::uint32_t Registers::add_reading_day(MemberId member, std::int64_t day) {
  const auto key = reading_days_key(member);
  const std::lock_guard lock(mutex_);
  log::ReadingDaysRegister value;
  if (const auto found = changed_.find(key); found != changed_.end()) {
    value.ParseFromString(found->second);
  } else {
    store_.read_register(key, value);
  }
  if (day > value.last_day()) {
    value.set_days(value.days() + 1);
    value.set_last_day(day);
    changed_[key] = value.SerializeAsString();
  }
  return value.days();
}

std::optional<log::DraftRegister> Registers::draft(MemberId member, TopicId topic, ThreadId thread) const {
  const auto key = draft_key(member, topic, thread);
  std::optional<log::DraftRegister> draft(std::in_place);
  {
    const std::lock_guard lock(mutex_);
    if (dropped_.contains(key)) return {};
    if (const auto found = changed_.find(key); found != changed_.end()) {
      draft->ParseFromString(found->second);
      return draft;
    }
  }
  if (!store_.read_register(key, *draft)) draft.reset();
  return draft;
}

void Registers::save_draft(MemberId member, TopicId topic, ThreadId thread, const log::DraftRegister& draft) {
  const auto key = draft_key(member, topic, thread);
  const std::lock_guard lock(mutex_);
  if (draft.source().empty() && draft.title().empty()) {
    changed_.erase(key);
    dropped_.insert(key);
  } else {
    dropped_.erase(key);
    changed_[key] = draft.SerializeAsString();
  }
}

void Registers::flush() {
  const std::lock_guard lock(mutex_);  // held while writing: an older value must never overtake a newer one
  if (changed_.empty() && dropped_.empty()) return;
  const std::vector<std::pair<std::string, std::string>> values(changed_.begin(), changed_.end());
  if (!store_.write_registers(values)) return;
  for (const auto& key : dropped_) store_.erase_register(key);
  changed_.clear();
  dropped_.clear();
}

}  // namespace plenum
