// What a company does for itself: a browser comes and goes, a seat is given, and nothing of the community's moves.
#include <set>

#include <google/protobuf/descriptor.h>

#include "proto/limits.h"
#include "server/identity/secrets.h"
#include "server/node/company_writers.h"
#include "storage/machine/seat_day.h"
#include "storage/rocks/pending.h"
#include "tests/gallery_door/room.h"

namespace plenum::test {
namespace {

constexpr std::string_view acts = "/v1/observer/plenum.v1.SubscriberService/";

/// All that an answer is, but for its date.
std::string whole(const Answer& answer) {
  std::string all = answer.status_line + "\n";
  for (const auto& [name, value] : answer.headers) {
    if (name != "Date") all += name + ": " + value + "\n";
  }
  return all + answer.body;
}

class Subscribers : public ::testing::Test {
protected:
  void SetUp() override {
    hamlet_ = room_.member("hamlet");
    being_ = room_.topic("On being");
    room_.charter(being_, {v1::EMBARGO_NONE});
    norway_ = room_.company("Norway & Sons");
    licence_ = room_.licence(norway_, {being_});
    keeper_ = room_.seat(norway_, true);
    keepers_token_ = room_.token(keeper_);
  }

  Observing keeper() { return {room_, keepers_token_}; }
  Observing seat() { return {room_, room_.token(room_.seat(norway_))}; }

  /// The answer to Enter.
  Answer enters(const std::string& token, const std::string& headers = {}) {
    Observing browser(room_, "");
    return browser.raw(browser.request(std::string(acts) + "Enter", Json({{"token", token}}).dump(), headers));
  }
  /// "Cookie: ..." of a browser that has entered.
  std::string cookie_of(const Answer& entered) {
    const std::string set(entered.header("Set-Cookie"));
    return "Cookie: " + set.substr(0, set.find(';')) + "\r\n";
  }
  Answer by_cookie(const std::string& cookie, const std::string& method, const std::string& body = "{}",
                   const std::string& headers = {}) {
    Observing browser(room_, "");
    return browser.raw(
        browser.request(method.starts_with("/") ? method : std::string(acts) + method, body, cookie + headers));
  }

  Room room_;
  MemberId hamlet_;
  TopicId being_;
  CompanyId norway_;
  LicenceId licence_;
  SeatId keeper_;
  std::string keepers_token_;
};

TEST(SubscriberService, has_for_each_method_of_the_door_a_line_in_the_contract) {
  const auto* service = v1::GetOwnRequest::descriptor()->file()->FindServiceByName("SubscriberService");
  ASSERT_NE(service, nullptr);
  for (int i = 0; i < service->method_count(); ++i) {
    const auto* told = service->method(i);
    if (const auto* kept = find_subscriber_method(told->name()))
      EXPECT_EQ(kept->prototype->GetDescriptor(), told->input_type()) << told->name();
  }
  EXPECT_EQ(find_subscriber_method("Enter"), nullptr) << "it is asked without a seat";
  EXPECT_EQ(find_subscriber_method("WritePost"), nullptr);
}

TEST_F(Subscribers, a_seat_is_told_who_it_is_and_what_is_licensed) {
  auto here = keeper();
  const auto own = here.wish("GetOwn");
  EXPECT_EQ(own["company"], "Norway & Sons");
  EXPECT_EQ(own["seat"], "Fortinbras");
  EXPECT_EQ(own["keepsSeats"], true);
  ASSERT_EQ(own["licences"].size(), 1u) << own;
  EXPECT_EQ(own["licences"][0]["topics"][0], here.topic());
  EXPECT_EQ(own["licences"][0]["state"], "LICENCE_STANDS");
  EXPECT_EQ(own["readsMax"], 20'000);
  EXPECT_EQ(own["k"], 1);
  EXPECT_FALSE(own.contains("exportsRest"));
}

TEST_F(Subscribers, what_a_seat_has_read_today_is_told_until_midnight) {
  const auto view = room_.store->view();
  Pending world(&view);
  constexpr std::int64_t midnight_ms = 19'000LL * 86'400'000;
  log::SeatDayRecord record;
  record.set_read(7);
  world.put(key::SeatDay{keeper_, 18'999}, record);
  EXPECT_EQ(seat_day_of(world, keeper_, midnight_ms - 1).read(), 7u);
  EXPECT_EQ(seat_day_of(world, keeper_, midnight_ms).read(), 0u);
  EXPECT_EQ(next_utc_day_ms(midnight_ms - 1), midnight_ms);
}

TEST_F(Subscribers, a_browser_comes_in_by_a_token_and_keeps_a_cookie_that_no_script_reads) {
  const auto entered = enters(keepers_token_);
  ASSERT_EQ(entered.status, 200u) << entered.body;
  const std::string set(entered.header("Set-Cookie"));
  EXPECT_TRUE(set.starts_with("plenum-seat=plm_b_")) << set;
  for (const auto* part : {"; Path=/v1/;", "; HttpOnly", "; SameSite=Strict", "; Max-Age=2592000"})
    EXPECT_NE(set.find(part), std::string::npos) << part << " in " << set;
  EXPECT_EQ(entered.body.find("plm_"), std::string::npos) << "nor in the body";
  const auto cookie = cookie_of(entered);
  EXPECT_EQ(by_cookie(cookie, "GetOwn").status, 200u);
  EXPECT_EQ(by_cookie(cookie, "/v1/observer/plenum.v1.ObserverService/ListTopics").status, 200u);
}

TEST_F(Subscribers, a_cookie_opens_nothing_to_a_page_of_another_site_or_of_another_type) {
  const auto cookie = cookie_of(enters(keepers_token_));
  const auto nothing = whole(by_cookie("", "GetOwn"));
  EXPECT_EQ(whole(by_cookie(cookie, "GetOwn", "{}", "Origin: https://elsewhere.example\r\n")), nothing);
  EXPECT_EQ(whole(by_cookie(cookie, "GetOwn", "{}", "Origin: null\r\n")), nothing);
  EXPECT_EQ(whole(by_cookie(cookie, "GetOwn", "{}", "Content-Type: text/plain\r\n")), nothing);
  EXPECT_EQ(by_cookie(cookie, "GetOwn", "{}", "Origin: http://127.0.0.1\r\n").status, 200u) << "its own page may";
  EXPECT_EQ(whole(enters(keepers_token_, "Origin: https://elsewhere.example\r\n")), nothing);
  EXPECT_EQ(whole(by_cookie(cookie, "GetOwn", "{}", "Authorization: Basic x\r\n")), nothing)
      << "beside another proof no cookie is looked at";
}

TEST_F(Subscribers, a_browser_leaves_and_its_cookie_opens_nothing_any_more) {
  const auto cookie = cookie_of(enters(keepers_token_));
  const auto left = by_cookie(cookie, "Leave");
  EXPECT_EQ(left.status, 200u);
  EXPECT_NE(std::string(left.header("Set-Cookie")).find("plenum-seat=; Path=/v1/; Max-Age=0"), std::string::npos);
  EXPECT_EQ(whole(by_cookie(cookie, "GetOwn")), whole(by_cookie("", "GetOwn")));
  EXPECT_FALSE(keeper().wish("GetOwn").contains("refused")) << "the token stays";
  EXPECT_TRUE(keeper().wish("Leave").contains("refused")) << "and does not end itself";
}

TEST_F(Subscribers, a_browser_s_session_opens_no_other_and_replaces_the_one_it_had) {
  const auto first = enters(keepers_token_);
  const auto cookie = cookie_of(first);
  const auto secret = cookie.substr(cookie.find("plm_b_"), 49);
  EXPECT_EQ(enters(secret).status, 404u);
  const auto again = enters(keepers_token_, cookie);
  EXPECT_EQ(again.status, 200u);
  EXPECT_EQ(by_cookie(cookie, "GetOwn").status, 404u) << "replaced";
  EXPECT_EQ(by_cookie(cookie_of(again), "GetOwn").status, 200u);
}

TEST_F(Subscribers, a_seat_has_no_more_browsers_than_there_may_be_and_the_oldest_goes) {
  const Sitting who{keeper_, norway_, hash_secret(keepers_token_)};
  std::vector<std::string> secrets;
  for (std::size_t i = 0; i <= seat_browsers_max; ++i) {
    const auto secret = make_secret(seat_browser_prefix);
    secrets.push_back(secret.text);
    room_.clock.forward(1);
    room_.wishes(who, enter_by_browser(who, secret.hash, ""));
  }
  EXPECT_EQ(by_cookie("Cookie: plenum-seat=" + secrets[0] + "\r\n", "GetOwn").status, 404u);
  EXPECT_EQ(by_cookie("Cookie: plenum-seat=" + secrets[1] + "\r\n", "GetOwn").status, 200u);
}

TEST_F(Subscribers, who_guesses_tokens_at_the_entrance_is_too_fast_soon) {
  unsigned status = 0;
  for (int i = 0; i < 30 && status != 429; ++i) status = enters("plm_o_guessed").status;
  EXPECT_EQ(status, 429u);
}

TEST_F(Subscribers, a_whole_office_may_come_in_at_once) {
  for (int i = 0; i < 30; ++i) ASSERT_EQ(enters(keepers_token_).status, 200u) << i;
}

TEST_F(Subscribers, a_browser_s_live_line_opens_by_a_ticket_of_its_session_once_and_within_half_a_minute) {
  const auto cookie = cookie_of(enters(keepers_token_));
  const auto ticket_of = [&](const std::string& whose) {
    return Json::parse(by_cookie(whose, "MakeTicket").body).value("ticket", "");
  };
  const auto says = [&](const std::string& ticket) {
    RawWebSocket line(room_.port());
    EXPECT_TRUE(line.open("/v1/gallery", "Sec-WebSocket-Protocol: plenum.v1.json\r\n" + cookie)) << line.fault;
    line.send_text(Json({{"request", 1}, {"hello", {{"ticket", ticket}}}}).dump());
    const auto frame = line.receive();
    return frame ? Json::parse(frame->payload)["reply"] : Json();
  };
  const auto ticket = ticket_of(cookie);
  EXPECT_TRUE(says("").contains("refusal")) << "a cookie alone opens nothing";
  const auto other = cookie_of(enters(room_.token(room_.seat(norway_))));
  EXPECT_TRUE(says(ticket_of(other)).contains("refusal")) << "nor another seat's ticket";
  EXPECT_TRUE(says(ticket).contains("hello"));
  EXPECT_TRUE(says(ticket).contains("refusal")) << "once";
  const auto late = ticket_of(cookie);
  room_.forward(limits::ticket_ms);
  EXPECT_TRUE(says(late).contains("refusal"));
}

TEST_F(Subscribers, a_page_of_another_site_opens_no_line_by_a_cookie) {
  const auto cookie = cookie_of(enters(keepers_token_));
  RawWebSocket line(room_.port());
  EXPECT_FALSE(line.open("/v1/gallery",
                         "Sec-WebSocket-Protocol: plenum.v1.json\r\nOrigin: https://elsewhere.example\r\n" + cookie));
  EXPECT_NE(line.answer.status_line.find("404"), std::string::npos) << line.answer.status_line;
}

TEST_F(Subscribers, a_line_closes_when_its_browser_leaves) {
  const auto cookie = cookie_of(enters(keepers_token_));
  RawWebSocket line(room_.port());
  ASSERT_TRUE(line.open("/v1/gallery", "Sec-WebSocket-Protocol: plenum.v1.json\r\n" + cookie)) << line.fault;
  by_cookie(cookie, "Leave");
  std::uint16_t code = 0;
  while (const auto frame = line.receive()) {
    if (frame->opcode == op_close) code = frame->close_code();
    if (code != 0) break;
  }
  EXPECT_EQ(code, v1::CLOSE_RIGHTS_CHANGED);
}

TEST_F(Subscribers, the_keeper_gives_a_seat_whose_token_opens_the_door_and_ends_it) {
  auto here = keeper();
  const auto given = here.wish("GiveSeat", {{"name", "Ambassador"}, {"mail", "a@norway.example"}});
  ASSERT_TRUE(given.contains("token")) << given;
  Observing ambassador(room_, given["token"]);
  EXPECT_EQ(ambassador.wish("GetOwn")["seat"], "Ambassador");
  const auto seats = here.wish("ListSeats");
  ASSERT_EQ(seats["seats"].size(), 2u) << seats;
  EXPECT_EQ(seats["seatsMax"], 10);
  for (const auto& seat : seats["seats"]) EXPECT_EQ(seat.value("self", false), seat["name"] == "Fortinbras");
  EXPECT_EQ(here.wish("EndSeat", {{"id", given["id"]}}), Json::object());
  EXPECT_TRUE(ambassador.wish("GetOwn").contains("refused"));
  EXPECT_EQ(here.wish("ListSeats")["seats"].size(), 1u);
  EXPECT_EQ(here.wish("EndSeat", {{"id", given["id"]}})["refused"]["code"], "not_found") << "once";
}

TEST_F(Subscribers, a_new_token_ends_the_old_one_and_its_browsers) {
  auto here = keeper();
  const auto given = here.wish("GiveSeat", {{"name", "Ambassador"}});
  const auto cookie = cookie_of(enters(given["token"]));
  const auto made = here.wish("MakeToken", {{"id", given["id"]}});
  ASSERT_TRUE(made.contains("token")) << made;
  EXPECT_EQ(by_cookie(cookie, "GetOwn").status, 404u);
  EXPECT_TRUE(Observing(room_, given["token"]).wish("GetOwn").contains("refused"));
  EXPECT_FALSE(Observing(room_, made["token"]).wish("GetOwn").contains("refused"));
}

TEST_F(Subscribers, seats_are_kept_by_whoever_keeps_them_and_are_as_many_as_the_licence_says) {
  auto other = seat();
  const auto refusal = Json::parse(by_cookie("", "GetOwn").body);
  for (const auto* method : {"ListSeats", "GiveSeat"}) EXPECT_EQ(other.wish(method)["refused"], refusal) << method;
  auto here = keeper();
  for (int i = 0; i < 8; ++i) ASSERT_TRUE(here.wish("GiveSeat", {{"name", "N"}}).contains("token")) << i;
  EXPECT_EQ(here.wish("GiveSeat", {{"name", "N"}})["refused"]["code"], "seats_full");
}

TEST_F(Subscribers, a_seat_without_a_name_or_of_another_company_is_refused_and_nothing_changes) {
  const auto england = room_.company("England");
  room_.licence(england, {being_});
  const auto english = room_.token(room_.seat(england, true));
  const auto theirs = Observing(room_, english).wish("ListSeats")["seats"][0]["id"];
  auto here = keeper();
  const auto self = here.wish("ListSeats")["seats"][0]["id"];
  const auto before = room_.digest();
  const auto is = [](const Json& answer, const char* code, const char* field) {
    return answer["refused"].value("code", "") == code && answer["refused"].value("field", "") == field;
  };
  EXPECT_TRUE(is(here.wish("GiveSeat"), "field_invalid", "name"));
  EXPECT_TRUE(is(here.wish("GiveSeat", {{"name", std::string(201, 'n')}}), "field_invalid", "name"));
  EXPECT_TRUE(is(here.wish("GiveSeat", {{"name", "N"}, {"mail", "a\nb"}}), "field_invalid", "mail"));
  EXPECT_TRUE(is(here.wish("EndSeat", {{"id", self}}), "field_invalid", "id")) << "the keeper's own";
  for (const auto* method : {"EndSeat", "MakeToken"}) {
    EXPECT_TRUE(is(here.wish(method, {{"id", theirs}}), "not_found", "")) << method;
    EXPECT_TRUE(is(here.wish(method), "not_found", "")) << method;
  }
  EXPECT_EQ(room_.digest(), before);
}

TEST_F(Subscribers, whoever_has_ended_or_has_no_licence_gets_the_one_refusal) {
  const auto nothing = whole(by_cookie("", "GetOwn"));
  const auto asks = [&](const std::string& token) {
    Observing asker(room_, token);
    return whole(asker.raw(asker.request(std::string(acts) + "GetOwn", "{}")));
  };
  const auto ended = room_.seat(norway_);
  const auto ended_token = room_.token(ended);
  room_.end_seat(ended);
  EXPECT_EQ(asks(ended_token), nothing);
  EXPECT_NE(asks(keepers_token_), nothing);
  room_.end_licence(licence_);
  EXPECT_EQ(asks(keepers_token_), nothing);
  EXPECT_EQ(whole(enters(keepers_token_)), nothing);
}

TEST_F(Subscribers, whoever_is_paused_or_whose_company_is_neither_reads_nor_wishes) {
  const auto view = room_.store->view();
  const auto now_ms = room_.clock.now_ms();
  const Sitting who{keeper_, norway_, hash_secret(keepers_token_)};
  const auto sits = [&](const View& world) {
    EXPECT_EQ(find_observer(world, keepers_token_, now_ms).has_value(), !check_sitting(world, who, now_ms));
    return !check_sitting(world, who, now_ms);
  };
  EXPECT_TRUE(sits(view));
  Pending seat_paused(&view);
  seat_paused.change(key::Seat{keeper_})->set_paused(true);
  EXPECT_FALSE(sits(seat_paused));
  Pending company_paused(&view);
  company_paused.change(key::Company{norway_})->set_paused(true);
  EXPECT_FALSE(sits(company_paused));
}

// Between the door's look and the log's turn a licence may end.
TEST_F(Subscribers, a_wish_is_judged_by_the_moment_at_which_it_would_come_true) {
  const Sitting who{keeper_, norway_, hash_secret(keepers_token_)};
  log::SeatProfile profile;
  profile.set_name("N");
  room_.end_licence(licence_);
  const auto before = room_.digest();
  const auto refused = room_.wishes(who, give_own_seat(who, profile, false, std::string(32, 'h')));
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->refusal, OwnRefusal::nothing_here);
  EXPECT_EQ(room_.digest(), before);
}

TEST_F(Subscribers, a_wish_that_would_be_another_fact_than_a_company_s_own_is_impossible) {
  const Sitting who{keeper_, norway_, hash_secret(keepers_token_)};
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(room_.wishes(who,
                            [](Proposal& p) -> OwnCheck {
                              p.event().mutable_post_erased()->set_post(1);
                              return {};
                            }),
               "another fact");
}

TEST_F(Subscribers, no_fact_but_a_company_s_own_has_a_company_that_could_wish_it) {
  const std::set<int> own = {log::Event::kSeatGiven,           log::Event::kSavedSearchKept,  log::Event::kHookSet,
                             log::Event::kVerbatimsTaken,      log::Event::kRequestAsked,     log::Event::kSeatEnded,
                             log::Event::kNoticesAcknowledged, log::Event::kSeatSessionOpened};
  const auto* facts = log::Event::descriptor()->FindOneofByName("fact");
  const auto view = room_.store->view();
  for (int i = 0; i < facts->field_count(); ++i) {
    log::Event event;
    auto* fact = event.GetReflection()->MutableMessage(&event, facts->field(i));
    for (const auto* name : {"company", "seat"}) {
      const auto* field = fact->GetDescriptor()->FindFieldByName(name);
      const auto id = std::string_view(name) == "seat" ? keeper_.value : norway_.value;
      if (field != nullptr && field->type() == google::protobuf::FieldDescriptor::TYPE_FIXED64)
        fact->GetReflection()->SetUInt64(fact, field, id);
    }
    const bool may = own.contains(facts->field(i)->number()) || event.has_seat_session_ended();
    EXPECT_EQ(company_of_own_fact(view, event).has_value(), may) << facts->field(i)->name();
  }
}

}  // namespace
}  // namespace plenum::test
