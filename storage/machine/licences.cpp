#include "storage/machine/licences.h"

#include <algorithm>

namespace plenum {

namespace {

using Licences = std::vector<std::pair<LicenceId, log::LicenceRecord>>;

void add(const View& view, LicenceId id, Licences& all) {
  auto licence = view.get(key::Licence{id});
  if (licence && licence->state() != v1::LICENCE_OVER) all.emplace_back(id, std::move(*licence));
}

}  // namespace

bool stands(const log::LicenceRecord& licence, std::int64_t now_ms) {
  if (licence.state() != v1::LICENCE_STANDS || licence.from_ms() > now_ms) return false;
  return licence.until_ms() == 0 || now_ms < licence.until_ms();
}

bool reads(const log::LicenceRecord& licence, TopicId topic, const log::GalleryEntryRecord& entry) {
  for (const auto& licensed : licence.topics()) {
    if (licensed.topic() != topic.value) continue;
    return entry.written_at_ms() >= licensed.from_ms() || entry.open_to_later();
  }
  return false;
}

Licences licences_of(const View& view, CompanyId company) {
  Licences all;
  view.scan(key::LicenceOf{company, LicenceId{}}, key::LicenceOf{CompanyId{company.value + 1}, LicenceId{}},
            [&](const key::Any& key, std::string_view) {
              add(view, std::get<key::LicenceOf>(key).licence, all);
              return true;
            });
  return all;
}

Licences licences_in(const View& view, TopicId topic) {
  Licences all;
  view.scan(key::LicenceIn{topic, LicenceId{}}, key::LicenceIn{TopicId{topic.value + 1}, LicenceId{}},
            [&](const key::Any& key, std::string_view) {
              add(view, std::get<key::LicenceIn>(key).licence, all);
              return true;
            });
  return all;
}

std::uint32_t seats_max(const View& view, CompanyId company) {
  std::uint32_t seats = 0;
  for (const auto& [id, licence] : licences_of(view, company)) seats = std::max(seats, licence.seats());
  return seats;
}

bool may_have_more_seats(const View& view, CompanyId company, std::uint32_t than) {
  bool more = false;
  view.scan(key::LicenceOf{company, LicenceId{}}, key::LicenceOf{CompanyId{company.value + 1}, LicenceId{}},
            [&](const key::Any& key, std::string_view) {
              const auto licence = view.get(key::Licence{std::get<key::LicenceOf>(key).licence});
              more = licence && licence->state() != v1::LICENCE_OVER && licence->seats() > than;
              return !more;
            });
  return more;
}

}  // namespace plenum
