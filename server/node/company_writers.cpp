#include "server/node/company_writers.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "proto/limits.h"

namespace plenum {

namespace {

void open_session(Proposal& p, SeatId seat, const std::string& hash, log::SessionKind kind, std::int64_t ends_at_ms) {
  auto& fact = *p.event().mutable_seat_session_opened();
  fact.set_session(hash);
  fact.set_seat(seat.value);
  fact.set_kind(kind);
  fact.set_ends_at_ms(ends_at_ms);
}

void end_session(Proposal& p, SeatId seat, const std::string& hash) {
  auto& fact = *p.event().mutable_seat_session_ended();
  fact.set_session(hash);
  fact.set_seat(seat.value);
}

struct Opened {
  std::string hash;
  std::int64_t at_ms;
};

std::vector<Opened> browsers_of(const View& view, SeatId seat) {
  std::vector<Opened> browsers;
  view.scan(key::SessionOfSeat{seat, ""}, key::SessionOfSeat{SeatId{seat.value + 1}, ""},
            [&](const key::Any& at, std::string_view) {
              const auto& hash = std::get<key::SessionOfSeat>(at).hash;
              const auto session = view.get(key::SeatSession{hash});
              if (session && session->kind() == log::BROWSER) browsers.push_back({hash, session->opened_at_ms()});
              return true;
            });
  std::sort(browsers.begin(), browsers.end(),
            [](const Opened& a, const Opened& b) { return std::tie(a.at_ms, a.hash) < std::tie(b.at_ms, b.hash); });
  return browsers;
}

// One that goes makes room for the one that comes.
void make_room(Proposal& p, SeatId seat, const std::string& replaces) {
  auto browsers = browsers_of(p.view(), seat);
  const auto own =
      std::find_if(browsers.begin(), browsers.end(), [&](const Opened& one) { return one.hash == replaces; });
  if (own != browsers.end()) {
    end_session(p, seat, replaces);
    browsers.erase(own);
  }
  for (std::size_t i = 0; i + seat_browsers_max <= browsers.size(); ++i) end_session(p, seat, browsers[i].hash);
}

}  // namespace

OwnDecision enter_by_browser(const Sitting& who, const std::string& hash, const std::string& replaces) {
  return [who, hash, replaces](Proposal& p) -> OwnCheck {
    make_room(p, who.seat, replaces);
    open_session(p, who.seat, hash, log::BROWSER, p.time_ms() + limits::browser_session_ms);
    return {};
  };
}

OwnDecision leave(const Sitting& who) {
  return [who](Proposal& p) -> OwnCheck {
    end_session(p, who.seat, who.session);
    return {};
  };
}

OwnDecision give_own_seat(const Sitting& who, const log::SeatProfile& profile, bool keeps_seats,
                          const std::string& hash) {
  return [=](Proposal& p) -> OwnCheck {
    if (auto fault = check_give_own_seat(p.view(), who, profile.name(), profile.mail())) return fault;
    const auto seat = p.fresh<key::Seat, SeatId>();
    auto& fact = *p.event().mutable_seat_given();
    fact.set_seat(seat.value);
    fact.set_company(who.company.value);
    fact.set_keeps_seats(keeps_seats);
    p.personal(log::SEAT, profile);
    open_session(p, seat, hash, log::PROGRAM, 0);
    p.outcome().set_id(seat.value);
    return {};
  };
}

OwnDecision end_own_seat(const Sitting& who, SeatId seat) {
  return [who, seat](Proposal& p) -> OwnCheck {
    if (auto fault = check_end_own_seat(p.view(), who, seat)) return fault;
    p.event().mutable_seat_ended()->set_seat(seat.value);
    return {};
  };
}

OwnDecision make_own_token(const Sitting& who, SeatId seat, const std::string& hash) {
  return [who, seat, hash](Proposal& p) -> OwnCheck {
    if (auto fault = check_own_seat(p.view(), who, seat)) return fault;
    end_session(p, seat, "");
    open_session(p, seat, hash, log::PROGRAM, 0);
    return {};
  };
}

OwnDecision take_extracts(const Sitting& who, std::vector<Taking> takings, std::shared_ptr<Taken> taken) {
  return [who, takings = std::move(takings), taken = std::move(taken)](Proposal& p) -> OwnCheck {
    std::vector<Wanted> wanted;
    for (const auto& taking : takings) wanted.push_back(taking.wanted);
    if (auto fault = check_take(p.view(), who, wanted, p.time_ms())) return fault;
    const auto company = *p.view().get(key::Company{who.company});
    *taken = {company.verbatims() + 1, company.verbatim_hash(), p.time_ms(), {}};
    for (const auto& taking : takings) {
      const auto licence = *licence_to_take(p.view(), who.company, taking.wanted.topic, p.time_ms());
      // Each a fact of its own: what is to be erased of one is not erased of another.
      auto& fact = *p.event().mutable_verbatims_taken();
      fact.set_company(who.company.value);
      fact.set_seat(who.seat.value);
      auto& verbatim = *fact.add_verbatims();
      verbatim.set_id(taking.id);
      verbatim.set_topic(taking.wanted.topic.value);
      verbatim.set_embargo(licence.second.embargo());
      verbatim.set_entry(taking.wanted.entry);
      verbatim.set_version(taking.wanted.version);
      verbatim.set_digest(taking.digest);
      verbatim.set_company_name(taking.company_name);
      verbatim.set_topic_title(taking.topic_title);
      verbatim.set_scope(taking.scope);
      verbatim.set_until_ms(licence.second.until_ms());
      taken->until_ms.push_back(verbatim.until_ms());
      p.personal(log::SALT_SHARE, taking.salt_share);
    }
    return {};
  };
}

OwnDecision acknowledge_notices(const Sitting& who, std::uint64_t upto) {
  return [who, upto](Proposal& p) -> OwnCheck {
    if (auto fault = check_acknowledge(p.view(), who, upto)) return fault;
    auto& fact = *p.event().mutable_notices_acknowledged();
    fact.set_company(who.company.value);
    fact.set_seat(who.seat.value);
    fact.set_upto(upto);
    return {};
  };
}

OwnDecision ask_request(const Sitting& who, v1::LicenceLevel kind, TopicId topic, const log::RequestWords& words) {
  return [=](Proposal& p) -> OwnCheck {
    if (auto fault = check_ask(p.view(), who, kind, topic, words, p.time_ms())) return fault;
    const auto id = p.fresh<key::Request, RequestId>();
    auto& fact = *p.event().mutable_request_asked();
    fact.set_request(id.value);
    fact.set_company(who.company.value);
    fact.set_seat(who.seat.value);
    fact.set_kind(kind);
    fact.set_topic(topic.value);
    p.personal(log::REQUEST, words);
    p.outcome().set_id(id.value);
    return {};
  };
}

}  // namespace plenum
