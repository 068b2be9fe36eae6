#include "server/gallery/grant.h"

#include <algorithm>

#include "storage/machine/licences.h"
#include "storage/machine/seat_day.h"

namespace plenum {

namespace {

constexpr std::uint32_t rounding_s_default = 60;

// 0 is without end.
std::int64_t later_end(std::int64_t a, std::int64_t b) {
  return a == 0 || b == 0 ? 0 : std::max(a, b);
}

void widen(Grant& grant, const Grant& other) {
  if (other.embargo > grant.embargo) return;
  if (other.embargo < grant.embargo) {
    grant = other;
    return;
  }
  grant.from_ms = std::min(grant.from_ms, other.from_ms);
  grant.until_ms = later_end(grant.until_ms, other.until_ms);
  grant.rounding_s = std::min(grant.rounding_s, other.rounding_s);
}

void add(const log::LicenceRecord& licence, std::vector<Grant>& grants) {
  for (const auto& topic : licence.topics()) {
    const Grant grant{TopicId{topic.topic()}, static_cast<std::uint8_t>(licence.embargo()), topic.from_ms(),
                      licence.until_ms(), licence.rounding_s() == 0 ? rounding_s_default : licence.rounding_s()};
    const auto known =
        std::find_if(grants.begin(), grants.end(), [&](const Grant& g) { return g.topic == grant.topic; });
    if (known == grants.end()) {
      grants.push_back(grant);
    } else {
      widen(*known, grant);
    }
  }
}

}  // namespace

const Grant* Listening::of(TopicId topic) const {
  const auto found = std::find_if(grants.begin(), grants.end(), [&](const Grant& g) { return g.topic == topic; });
  return found == grants.end() ? nullptr : &*found;
}

std::optional<Listening> listening_of(const View& view, CompanyId id, std::int64_t now_ms) {
  const auto company = view.get(key::Company{id});
  if (!company || company->ended() || company->paused()) return {};
  Listening listening{id, company->name(), {}, 0, budget_of(view, id, now_ms).reads};
  for (const auto& [licence_id, licence] : licences_of(view, id)) {
    if (!stands(licence, now_ms)) continue;
    add(licence, listening.grants);
    if (licence.until_ms() != 0 && (listening.until_ms == 0 || licence.until_ms() < listening.until_ms))
      listening.until_ms = licence.until_ms();
  }
  if (listening.grants.empty()) return {};
  return listening;
}

bool still_opens(const Listening& now, const Listening& before) {
  return std::all_of(before.grants.begin(), before.grants.end(), [&](const Grant& grant) {
    const auto* kept = now.of(grant.topic);
    return kept != nullptr && kept->embargo == grant.embargo && kept->from_ms == grant.from_ms &&
           kept->rounding_s == grant.rounding_s;
  });
}

bool may_read(const Grant& grant, const log::GalleryEntryRecord& entry) {
  return entry.open_to_later() || entry.written_at_ms() >= grant.from_ms;
}

}  // namespace plenum
