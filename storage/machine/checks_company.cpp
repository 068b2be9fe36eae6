#include "storage/machine/checks_company.h"

#include <algorithm>

#include "proto/limits.h"
#include "storage/machine/licences.h"
#include "storage/machine/notices.h"
#include "storage/machine/seat_day.h"
#include "storage/machine/text.h"

namespace plenum {

namespace {

OwnCheck nothing_here() {
  return OwnFault{};
}

bool listens(const View& view, CompanyId id, std::int64_t now_ms) {
  const auto licences = licences_of(view, id);
  return std::any_of(licences.begin(), licences.end(), [&](const auto& one) { return stands(one.second, now_ms); });
}

}  // namespace

OwnCheck check_sitting(const View& view, const Sitting& who, std::int64_t now_ms) {
  const auto session = view.get(key::SeatSession{who.session});
  if (!session || SeatId{session->seat()} != who.seat) return nothing_here();
  if (session->ends_at_ms() != 0 && session->ends_at_ms() <= now_ms) return nothing_here();
  const auto seat = view.get(key::Seat{who.seat});
  if (!seat || seat->ended() || seat->paused() || CompanyId{seat->company()} != who.company) return nothing_here();
  const auto company = view.get(key::Company{who.company});
  if (!company || company->ended() || company->paused()) return nothing_here();
  return listens(view, who.company, now_ms) ? OwnCheck{} : nothing_here();
}

OwnCheck check_keeps_seats(const View& view, const Sitting& who) {
  const auto seat = view.get(key::Seat{who.seat});
  return seat && seat->keeps_seats() ? OwnCheck{} : nothing_here();
}

OwnCheck check_own_words(std::string_view words, const char* field, std::size_t characters_max, bool may_be_empty) {
  const OwnFault fault{OwnRefusal::field_invalid, field};
  if (words.empty() && may_be_empty) return {};
  if (is_blank(words) || has_control(words)) return fault;
  return count_characters(words) > characters_max ? OwnCheck{fault} : OwnCheck{};
}

OwnCheck check_give_own_seat(const View& view, const Sitting& who, std::string_view name, std::string_view mail) {
  if (auto fault = check_keeps_seats(view, who)) return fault;
  if (auto fault = check_own_words(name, "name", limits::title_characters_max, false)) return fault;
  if (auto fault = check_own_words(mail, "mail", limits::title_characters_max, true)) return fault;
  const bool has_room = may_have_more_seats(view, who.company, view.get(key::Company{who.company})->seats());
  return has_room ? OwnCheck{} : OwnFault{OwnRefusal::seats_full};
}

OwnCheck check_own_seat(const View& view, const Sitting& who, SeatId id) {
  if (auto fault = check_keeps_seats(view, who)) return fault;
  const auto seat = view.get(key::Seat{id});
  const bool is_own = seat && !seat->ended() && CompanyId{seat->company()} == who.company;
  return is_own ? OwnCheck{} : nothing_here();
}

OwnCheck check_end_own_seat(const View& view, const Sitting& who, SeatId id) {
  if (auto fault = check_own_seat(view, who, id)) return fault;
  return id == who.seat ? OwnCheck{OwnFault{OwnRefusal::field_invalid, "id"}} : OwnCheck{};
}

std::optional<std::pair<LicenceId, log::LicenceRecord>> licence_to_take(const View& view, CompanyId company,
                                                                        TopicId topic, std::int64_t now_ms) {
  std::optional<std::pair<LicenceId, log::LicenceRecord>> best;
  for (auto& [id, licence] : licences_of(view, company)) {
    const bool covers = std::any_of(licence.topics().begin(), licence.topics().end(),
                                    [&](const auto& licensed) { return licensed.topic() == topic.value; });
    if (!covers || licence.daily_exports() == 0 || !stands(licence, now_ms)) continue;
    if (!best || licence.daily_exports() > best->second.daily_exports()) best.emplace(id, std::move(licence));
  }
  return best;
}

OwnCheck check_exports_rest(const View& view, CompanyId company, std::int64_t now_ms) {
  return exports_rest(view, company, now_ms) ? OwnCheck{OwnFault{OwnRefusal::exports_rest}} : OwnCheck{};
}

OwnCheck check_take(const View& view, const Sitting& who, std::span<const Wanted> wanted, std::int64_t now_ms) {
  if (wanted.empty()) return OwnFault{OwnRefusal::field_invalid, "wanted"};
  if (wanted.size() > extracts_at_once_max) return OwnFault{OwnRefusal::too_many, "wanted"};
  if (auto fault = check_exports_rest(view, who.company, now_ms)) return fault;
  for (const auto& one : wanted) {
    const auto licence = licence_to_take(view, who.company, one.topic, now_ms);
    if (!licence) return OwnFault{OwnRefusal::no_exports};
    const auto embargo = static_cast<std::uint8_t>(licence->second.embargo());
    const auto entry = view.get(key::GalleryEntry{one.topic, embargo, one.entry});
    if (!entry || entry->state() != log::ENTRY_STANDS || entry->version() != one.version) return nothing_here();
    if (!reads(licence->second, one.topic, *entry)) return nothing_here();
  }
  const auto taken = seat_day_of(view, who.seat, now_ms).exported();
  const auto exports_max = budget_of(view, who.company, now_ms).exports;
  if (taken + wanted.size() > exports_max) return OwnFault{OwnRefusal::spent, "", next_utc_day_ms(now_ms)};
  return {};
}

OwnCheck check_acknowledge(const View& view, const Sitting& who, std::uint64_t upto) {
  const auto company = view.get(key::Company{who.company});
  const bool is_one = company && upto > company->notices_acknowledged() && upto <= company->notices();
  return is_one ? OwnCheck{} : OwnFault{OwnRefusal::field_invalid, "upto"};
}

namespace {

bool may_ask(const View& view, CompanyId company, v1::LicenceLevel kind, TopicId topic, std::int64_t now_ms) {
  const auto licences = licences_of(view, company);
  return std::any_of(licences.begin(), licences.end(), [&](const auto& one) {
    const auto& licence = one.second;
    return stands(licence, now_ms) && licence.level() >= kind &&
           std::any_of(licence.topics().begin(), licence.topics().end(),
                       [&](const auto& licensed) { return licensed.topic() == topic.value; });
  });
}

std::size_t open_requests(const View& view, CompanyId company) {
  std::size_t open = 0;
  view.scan(key::RequestOf{company, RequestId{}}, key::RequestOf{CompanyId{company.value + 1}, RequestId{}},
            [&](const key::Any& at, std::string_view) {
              const auto request = view.get(key::Request{std::get<key::RequestOf>(at).request});
              const auto state = request ? request->state() : v1::REQUEST_STATE_UNSPECIFIED;
              if (state == v1::REQUEST_ASKED || state == v1::REQUEST_ACCEPTED) ++open;
              return true;
            });
  return open;
}

}  // namespace

OwnCheck check_ask(const View& view, const Sitting& who, v1::LicenceLevel kind, TopicId topic,
                   const log::RequestWords& words, std::int64_t now_ms) {
  if (kind < v1::LICENCE_PANEL || kind > v1::LICENCE_CONSULT) return OwnFault{OwnRefusal::field_invalid, "kind"};
  if (auto fault = check_own_words(words.title(), "title", limits::title_characters_max, false)) return fault;
  if (auto fault = check_own_text(words.words(), "words")) return fault;
  if (auto fault = check_own_words(words.cohort(), "cohort", limits::reason_characters_max, true)) return fault;
  if (!may_ask(view, who.company, kind, topic, now_ms)) return nothing_here();
  const bool has_room = open_requests(view, who.company) < requests_open_max;
  return has_room ? OwnCheck{} : OwnFault{OwnRefusal::too_many};
}

OwnCheck check_own_text(std::string_view words, const char* field) {
  if (is_blank(words)) return OwnFault{OwnRefusal::field_invalid, field};
  return count_characters(words) > limits::appeal_characters_max ? OwnCheck{OwnFault{OwnRefusal::field_invalid, field}}
                                                                 : OwnCheck{};
}

}  // namespace plenum
