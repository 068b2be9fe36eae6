#include "storage/machine/checks_company.h"

#include <algorithm>

#include "proto/limits.h"
#include "storage/machine/licences.h"
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
  const bool has_room = view.get(key::Company{who.company})->seats() < seats_max(view, who.company);
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

}  // namespace plenum
