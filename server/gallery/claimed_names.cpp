#include "server/gallery/claimed_names.h"

#include <limits>

#include "server/gallery/masking.h"

namespace plenum {

std::string ClaimedNames::mask(render::Format format, std::string_view source) {
  const auto plain = plain_words(format, source);
  const std::lock_guard lock(mutex_);
  keep_up();
  return masked(plain, names_);
}

std::string ClaimedNames::mask_again(std::string_view words) {
  const std::lock_guard lock(mutex_);
  keep_up();
  return masked(words, names_);
}

void ClaimedNames::keep_up() {
  if (!is_read_) read_all(store_.view());
  if (!changed_.empty()) read_changed();
}

void ClaimedNames::committed(const Committed& batch) {
  for (const auto& added : batch.added) {
    if (added.stream.kind != StreamKind::community || added.entry.member() == 0) continue;
    const std::lock_guard lock(mutex_);
    if (is_read_) changed_.push_back(MemberId{added.entry.member()});
  }
}

void ClaimedNames::add(const log::MemberRecord& member) {
  if (!member.unclaimed() && !member.erased()) names_.add(member.profile().handle());
}

void ClaimedNames::read_all(const View& view) {
  constexpr auto last = std::numeric_limits<std::uint64_t>::max();
  view.scan(key::Member{MemberId{}}, key::Member{MemberId{last}}, [&](const key::Any&, std::string_view bytes) {
    log::MemberRecord member;
    if (member.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) add(member);
    return true;
  });
  is_read_ = true;
}

void ClaimedNames::read_changed() {
  const auto view = store_.view();
  for (const auto id : changed_) {
    if (const auto member = view.get(key::Member{id})) add(*member);
  }
  changed_.clear();
}

}  // namespace plenum
