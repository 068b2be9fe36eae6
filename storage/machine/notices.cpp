#include "storage/machine/notices.h"

#include <limits>
#include <utility>
#include <vector>

#include "storage/machine/streams.h"

namespace plenum {

namespace {

using Takers = std::vector<std::pair<CompanyId, log::TakenRecord>>;

Takers takers_of(const View& view, TopicId topic, std::uint8_t embargo, const std::string& entry) {
  Takers takers;
  constexpr auto last = std::numeric_limits<std::uint64_t>::max();
  view.scan(key::Taken{topic, embargo, entry, CompanyId{}}, key::Taken{topic, embargo, entry, CompanyId{last}},
            [&](const key::Any& at, std::string_view bytes) {
              log::TakenRecord taken;
              if (taken.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
                takers.emplace_back(std::get<key::Taken>(at).company, std::move(taken));
              return true;
            });
  return takers;
}

// Its number, its place in the chain and that it was erased are left.
void blank(State& state, CompanyId company, const log::TakenRecord& taken) {
  for (const auto number : taken.numbers()) {
    auto* verbatim = state.change(key::Verbatim{company, number});
    if (verbatim == nullptr) continue;
    verbatim->clear_entry();
    verbatim->clear_digest();
  }
}

// Of a company that is gone too: with it goes what a digest in the log could be tried against.
void forget_salts(State& state, CompanyId company, const log::TakenRecord& taken) {
  for (const auto number : taken.numbers()) {
    auto* verbatim = state.change(key::Verbatim{company, number});
    if (verbatim != nullptr) verbatim->clear_salt_share();
  }
}

}  // namespace

std::uint32_t notices_waiting(const log::CompanyRecord& company) {
  return static_cast<std::uint32_t>(company.notices() - company.notices_acknowledged());
}

// They are in the order of their times: the oldest that waits tells.
bool exports_rest(const View& view, CompanyId id, std::int64_t now_ms) {
  const auto company = view.get(key::Company{id});
  if (!company || notices_waiting(*company) == 0) return false;
  const auto oldest = view.get(key::Notice{id, company->notices_acknowledged() + 1});
  return oldest && now_ms - oldest->at_ms() > notice_patience_ms;
}

void give_notices(State& state, TopicId topic, v1::EmbargoClass embargo_class, const std::string& id,
                  std::int64_t now_ms) {
  const auto embargo = static_cast<std::uint8_t>(embargo_class);
  const auto takers = takers_of(state, topic, embargo, id);
  if (takers.empty()) return;
  const auto entry = state.get(key::GalleryEntry{topic, embargo, id});
  if (!entry) return;
  for (const auto& [company, taken] : takers) {
    if (entry->state() == log::ENTRY_ERASED) forget_salts(state, company, taken);
    auto* record = state.change(key::Company{company});
    if (record == nullptr || record->ended()) continue;
    record->set_notices(record->notices() + 1);
    log::NoticeRecord notice;
    notice.set_topic(topic.value);
    notice.set_embargo(embargo_class);
    notice.set_entry(id);
    notice.set_state(entry->state());
    notice.set_version(entry->version());
    notice.set_at_ms(now_ms);
    *notice.mutable_numbers() = taken.numbers();
    state.put(key::Notice{company, record->notices()}, notice);
    if (entry->state() == log::ENTRY_ERASED) {
      blank(state, company, taken);
      state.erase(key::Taken{topic, embargo, id, company});
    }
    tell_of_notices(company, state);
  }
}

// Without a thing of its own: whoever hears the stream looks.
void tell_of_notices(CompanyId company, State& state) {
  add_to_stream(state, StreamId::of_company(company), log::StreamEntryRecord());
}

}  // namespace plenum
