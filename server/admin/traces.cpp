#include "server/admin/traces.h"

#include <algorithm>
#include <limits>
#include <set>

#include "server/gallery/tracing.h"
#include "storage/machine/policy.h"

namespace plenum {

namespace {

constexpr std::uint64_t last = std::numeric_limits<std::uint64_t>::max();
constexpr double chance_told_below = 0.05;

template <class Record>
bool parse(std::string_view bytes, Record& record) {
  return record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

// As observers have them, and no profile: what is said of an author now may be something else.
void add_labels(const View& view, std::vector<SaidItem>& items) {
  std::set<std::pair<std::string, std::string>> known;
  view.scan(key::GalleryEntry{TopicId{}, 0, ""}, key::GalleryEntry{TopicId{last}, 0, ""},
            [&](const key::Any&, std::string_view bytes) {
              log::GalleryEntryRecord entry;
              if (!parse(bytes, entry) || entry.specialty().empty() || entry.region().empty()) return true;
              if (known.emplace(entry.specialty(), entry.region()).second)
                items.push_back(label_item(entry.specialty(), entry.region()));
              return true;
            });
}

void add_scopes(const View& view, std::vector<SaidItem>& items) {
  std::set<std::pair<int, std::string>> known;
  view.scan(key::Licence{}, key::Licence{LicenceId{last}}, [&](const key::Any&, std::string_view bytes) {
    log::LicenceRecord licence;
    if (parse(bytes, licence) && known.emplace(licence.level(), licence.purpose()).second)
      items.push_back(scope_item(licence.level(), licence.purpose()));
    return true;
  });
}

std::vector<SaidItem> all_items(const View& view) {
  auto items = notice_items();
  add_labels(view, items);
  add_scopes(view, items);
  return items;
}

}  // namespace

v1::TraceTextReply traced(const View& view, Voices& voices, const std::string& text) {
  const auto items = all_items(view);
  const auto found = find_wordings(text, items);
  v1::TraceTextReply reply;
  reply.set_found(static_cast<std::uint32_t>(found.size()));
  std::size_t companies = 0;
  view.scan(key::Company{}, key::Company{CompanyId{last}}, [&](const key::Any& at, std::string_view bytes) {
    log::CompanyRecord record;
    const auto id = std::get<key::Company>(at).company;
    if (!parse(bytes, record)) return true;
    ++companies;
    auto& company = *reply.add_companies();
    company.set_company_id(id.value);
    company.set_company(record.name());
    company.set_fits(count_fitting(voices.of(id)->wording(), found));
    company.set_chance(chance_of(company.fits(), found));
    return true;
  });
  auto& all = *reply.mutable_companies();
  for (auto& company : all) company.set_chance(chance_among(company.chance(), companies));
  all.erase(std::remove_if(all.begin(), all.end(), [](const auto& one) { return one.chance() >= chance_told_below; }),
            all.end());
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.chance() < b.chance(); });
  return reply;
}

void TraceDesk::register_on(Service& service) {
  service.on<v1::TraceTextRequest>("TraceText", [this](const Caller& caller, const auto& request, Answer answer) {
    if (const auto fault = check_may(caller.principal, Action::manage_gallery)) return answer.refuse(*fault);
    if (request.text().empty() || request.text().size() > text_bytes_max)
      return answer.refuse(Fault{v1::FIELD_INVALID, "text"});
    const bool runs =
        lane_.run([this, text = request.text(), answer] { answer.give(traced(store_.view(), voices_, text)); });
    if (!runs) answer.refuse(refusal_of(Fault{v1::BUSY}, 1'000));
  });
}

}  // namespace plenum
