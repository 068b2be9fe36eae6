// The gallery's part of a random run.
#include "storage/machine/licences.h"
#include "storage/machine/trend_weeks.h"
#include "tests/support/storage/history.h"

namespace plenum::testing {

namespace {

const std::vector<std::string> specialties = {"", "cardiology", "surgery"};
const std::vector<std::string> regions = {"", "Benelux", "Nordics"};

}  // namespace

void History::about_the_gallery() {
  if (meeting_.state().get(key::Community{})->feature_level() < 3) return meeting_.raises_level(3);
  const auto topic = random_.pick(topics_);
  const auto post = random_.pick(posts_);
  switch (random_.below(12)) {
    case 0:
      return meeting_.needs_authors(1 + static_cast<std::uint32_t>(random_.below(3)));
    case 1: {
      std::vector<v1::EmbargoClass> classes;
      for (const auto embargo : {v1::EMBARGO_NONE, v1::EMBARGO_1_H, v1::EMBARGO_24_H}) {
        if (random_.one_in(2)) classes.push_back(embargo);
      }
      return meeting_.charters(topic, classes, random_.one_in(2), meeting_.now_ms);
    }
    case 2:
      return meeting_.begins_epoch(topic);
    case 3:
      return meeting_.describes(somebody(), random_.pick(specialties), random_.pick(regions));
    case 4:
      return meeting_.withdraws(MemberId{meeting_.state().get(key::Post{post})->author()}, post);
    case 5:
      if (random_.one_in(4)) return meeting_.keeps(chair(), random_.pick(threads_));
      return meeting_.narrows(post, "~fewer");
    case 6:
      // Nothing but time brings what waits.
      meeting_.now_ms += static_cast<std::int64_t>(random_.below(2 * 3'600'000));
      return meeting_.advances();
    default:
      return about_companies();
  }
}

void History::about_companies() {
  if (companies_.empty() || random_.one_in(6)) return meeting_.company(fresh(companies_));
  const auto company = random_.pick(companies_);
  if (random_.one_in(4)) return about_searches(company);
  if (random_.one_in(4)) {
    switch (random_.below(3)) {
      case 0:
        return takes(company);
      case 1:
        return about_requests(company);
      default:
        return about_alarms(company);
    }
  }
  switch (random_.below(10)) {
    case 0:
      return random_.one_in(2) ? meeting_.company_ends(company) : meeting_.company(company, "Renamed " + words());
    case 1:
      if (!licences_.empty()) meeting_.licence_ends(random_.pick(licences_));
      return;
    case 2:
      return meeting_.seats(fresh(seats_), company);
    case 3:
      if (!seats_.empty()) meeting_.seat_ends(random_.pick(seats_));
      return;
    case 4:
      if (!seats_.empty()) meeting_.seat_session(random_.pick(seats_), random_.bytes(32), meeting_.now_ms + 20);
      return;
    case 5:
      if (!seats_.empty()) meeting_.seat_session_ends(random_.pick(seats_), "");
      return;
    case 6:
      return reads(company);
    case 7: {
      log::Event e;
      e.mutable_listening_paused()->set_company(company.value);
      e.mutable_listening_paused()->set_paused(random_.one_in(2));
      return meeting_.happens(e);
    }
    default:
      return licence_of(company);
  }
}

void History::about_searches(CompanyId company) {
  log::Event e;
  if (searches_.empty() || random_.one_in(2)) {
    if (seats_.empty()) return;
    auto& kept = *e.mutable_saved_search_kept();
    kept.set_search(searches_.empty() || random_.one_in(2) ? fresh(searches_).value : random_.pick(searches_).value);
    kept.set_company(company.value);
    kept.set_seat(random_.pick(seats_).value);
    kept.set_alert(v1::ALERT_HOOK);
    log::SearchWords words_sought;
    words_sought.set_name("A search");
    words_sought.set_words(words());
    return meeting_.happens(e, {{log::SEARCH, words_sought.SerializeAsString()}});
  }
  const auto search = random_.pick(searches_);
  switch (random_.below(4)) {
    case 0:
      e.mutable_saved_search_dropped()->set_search(search.value);
      break;
    case 1:
      e.mutable_hook_set()->set_company(company.value);
      e.mutable_hook_set()->set_version(static_cast<std::uint32_t>(random_.below(9)));
      return meeting_.happens(e, {{log::HOOK, "https://norway.example/hook"}});
    case 2: {
      auto& given = *e.mutable_alerts_given();
      given.set_search(search.value);
      given.set_found(static_cast<std::uint32_t>(random_.below(2)));
      given.add_upto()->set_topic(random_.pick(topics_).value);
      given.mutable_upto(0)->set_offset(random_.below(100));
      break;
    }
    default: {
      auto& fixed = *e.mutable_trends_fixed();
      fixed.set_topic(random_.pick(topics_).value);
      fixed.set_week_ms(monday_of(meeting_.now_ms) - week_length_ms);
      fixed.set_posts(20);
      fixed.set_authors(11);
    }
  }
  meeting_.happens(e);
}

// Also of what was erased, or never entered.
void History::reads(CompanyId company) {
  log::Event e;
  auto& fact = *e.mutable_gallery_read();
  fact.set_company(company.value);
  fact.set_minute_ms(meeting_.now_ms - meeting_.now_ms % 60'000);
  auto& read = *fact.add_read();
  read.set_kind(random_.one_in(2) ? v1::READING_READ : v1::READING_FOUND);
  for (int i = 0; i < 3; ++i) read.add_entries(gallery_id(random_.pick(posts_).value));
  if (!seats_.empty()) {
    auto& seat = *fact.add_seats();
    seat.set_seat(random_.pick(seats_).value);
    seat.set_entries(3);
    seat.add_places(random_.below(9));
  }
  meeting_.happens(e);
}

// Extracts, also of what never entered; and what became of them is acknowledged.
void History::takes(CompanyId company) {
  log::Event e;
  if (random_.one_in(3)) {
    e.mutable_notices_acknowledged()->set_company(company.value);
    e.mutable_notices_acknowledged()->set_upto(random_.below(4));
    return meeting_.happens(e);
  }
  // One, and what its salt is made of; or several in one fact and without, as an earlier program wrote them.
  const bool earlier = random_.one_in(2);
  auto& fact = *e.mutable_verbatims_taken();
  fact.set_company(company.value);
  if (!seats_.empty()) fact.set_seat(random_.pick(seats_).value);
  for (int i = 0; i < (earlier ? 2 : 1); ++i) {
    auto& verbatim = *fact.add_verbatims();
    verbatim.set_id(random_.bytes(16));
    verbatim.set_topic(random_.pick(topics_).value);
    verbatim.set_entry(gallery_id(random_.pick(posts_).value));
    verbatim.set_digest(random_.bytes(32));
  }
  if (earlier) return meeting_.happens(e);
  meeting_.happens(e, {{log::SALT_SHARE, random_.bytes(16)}});
}

void History::about_requests(CompanyId company) {
  log::Event e;
  if (requests_.empty() || random_.one_in(3)) {
    auto& asked = *e.mutable_request_asked();
    asked.set_request(fresh(requests_).value);
    asked.set_company(company.value);
    asked.set_kind(v1::LICENCE_PANEL);
    asked.set_topic(random_.pick(topics_).value);
    log::RequestWords asks;
    asks.set_title("A question");
    asks.set_words(words());
    return meeting_.happens(e, {{log::REQUEST, asks.SerializeAsString()}});
  }
  const auto request = random_.pick(requests_).value;
  switch (random_.below(3)) {
    case 0:
      e.mutable_request_decided()->set_request(request);
      e.mutable_request_decided()->set_accepted(random_.one_in(2));
      return meeting_.happens(e, {{log::ANSWER, words()}});
    case 1:
      e.mutable_request_answered()->set_request(request);
      return meeting_.happens(e, {{log::ANSWER, words()}});
    default:
      e.set_author(somebody().value);
      e.mutable_offer_made()->set_request(request);
      e.mutable_offer_made()->set_offers(random_.one_in(2));
      return meeting_.happens(e, {{log::OFFER, words()}});
  }
}

void History::about_alarms(CompanyId company) {
  log::Event e;
  const auto alarms = meeting_.state().get(key::Community{})->alarms();
  if (alarms == 0 || random_.one_in(2)) {
    auto& raised = *e.mutable_alarm_raised();
    raised.set_company(company.value);
    if (!seats_.empty()) raised.set_seat(random_.pick(seats_).value);
    raised.set_kind(v1::ALARM_SCRAPING);
    raised.set_tells_desk(random_.one_in(2));
    raised.set_pauses(random_.one_in(2));
  } else {
    e.mutable_alarm_settled()->set_number(1 + random_.below(alarms));
  }
  meeting_.happens(e);
}

void History::licence_of(CompanyId company) {
  log::LicenceSet fact;
  fact.set_licence(licences_.empty() || random_.one_in(2) ? fresh(licences_).value : random_.pick(licences_).value);
  if (const auto before = meeting_.state().get(key::Licence{LicenceId{fact.licence()}})) {
    company = CompanyId{before->company()};
  }
  fact.set_company(company.value);
  fact.set_level(v1::LICENCE_OBSERVE);
  fact.add_topics(random_.pick(topics_).value);
  fact.set_seats(1 + static_cast<std::uint32_t>(random_.below(5)));
  fact.set_from_ms(meeting_.now_ms + (random_.one_in(2) ? 0 : 20));
  fact.set_until_ms(random_.one_in(2) ? 0 : fact.from_ms() + 40);
  fact.set_purpose(words());
  meeting_.licences(fact);
}

}  // namespace plenum::testing
