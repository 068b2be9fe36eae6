#include "server/node/own_acts.h"

#include <memory>

#include "storage/machine/assert.h"

namespace plenum {

namespace {

std::optional<CompanyId> company_of_seat(const View& view, std::uint64_t id) {
  const auto seat = view.get(key::Seat{SeatId{id}});
  if (!seat) return {};
  return CompanyId{seat->company()};
}

std::optional<CompanyId> company_of_search(const View& view, std::uint64_t id) {
  const auto search = view.get(key::SavedSearch{SearchId{id}});
  if (!search) return {};
  return CompanyId{search->company()};
}

std::optional<CompanyId> company_of_session(const View& view, const log::SeatSessionEnded& fact) {
  if (fact.session().empty()) return company_of_seat(view, fact.seat());
  const auto session = view.get(key::SeatSession{fact.session()});
  if (!session) return {};
  return CompanyId{session->company()};
}

// A seat that is given in the same breath gets its first token there.
bool is_own(const Proposal::Draft& draft, std::uint64_t given, const Proposal& p, CompanyId company) {
  const auto& event = draft.event;
  if (event.has_seat_session_opened() && given != 0 && event.seat_session_opened().seat() == given) return true;
  return company_of_own_fact(p.view(), event) == company;
}

void assert_own(Proposal& p, CompanyId company) {
  std::uint64_t given = 0;
  for (const auto& draft : p.drafts()) {
    PLENUM_ASSERT(is_own(draft, given, p, company), "a company's wish would have become another fact than its own");
    if (draft.event.has_seat_given()) given = draft.event.seat_given().seat();
  }
}

}  // namespace

std::optional<CompanyId> company_of_own_fact(const View& view, const log::Event& event) {
  switch (event.fact_case()) {
    case log::Event::kSeatGiven:
      return CompanyId{event.seat_given().company()};
    case log::Event::kSeatEnded:
      return company_of_seat(view, event.seat_ended().seat());
    case log::Event::kSeatSessionOpened:
      return company_of_seat(view, event.seat_session_opened().seat());
    case log::Event::kSeatSessionEnded:
      return company_of_session(view, event.seat_session_ended());
    case log::Event::kSavedSearchKept:
      return CompanyId{event.saved_search_kept().company()};
    case log::Event::kSavedSearchDropped:
      return company_of_search(view, event.saved_search_dropped().search());
    case log::Event::kHookSet:
      return CompanyId{event.hook_set().company()};
    case log::Event::kVerbatimsTaken:
      return CompanyId{event.verbatims_taken().company()};
    case log::Event::kNoticesAcknowledged:
      return CompanyId{event.notices_acknowledged().company()};
    case log::Event::kRequestAsked:
      return CompanyId{event.request_asked().company()};
    default:
      return {};
  }
}

void OwnActs::wish(const Sitting& who, OwnDecision decide, Done done) const {
  const auto refused = std::make_shared<OwnCheck>();
  Command command;
  command.decide = [who, refused, decide = std::move(decide)](Proposal& p) -> Check {
    *refused = check_sitting(p.view(), who, p.time_ms());
    if (!*refused) *refused = decide(p);
    if (*refused) return Fault{v1::NOT_FOUND};
    assert_own(p, who.company);
    return {};
  };
  command.done = [refused, done = std::move(done)](const Result& result) {
    if (result.refused && result.refused->code != v1::NOT_FOUND) *refused = OwnFault{OwnRefusal::unavailable};
    done(result.outcome, *refused);
  };
  sequencer_.submit(std::move(command));
}

}  // namespace plenum
