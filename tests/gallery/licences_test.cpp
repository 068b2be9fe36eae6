#include <gtest/gtest.h>

#include "tests/gallery/box.h"

// Who may hear what, and until when: by deadlines in the log, and told to whoever has a socket open.
namespace plenum {
namespace {

using namespace cast;
using testing::Box;

constexpr CompanyId norsk{70};
constexpr LicenceId licence{71};
constexpr SeatId fortinbras{72};

log::LicenceSet wish(const Box& box, std::int64_t from_ms = 0, std::int64_t until_ms = 0) {
  log::LicenceSet fact;
  fact.set_licence(licence.value);
  fact.set_company(norsk.value);
  fact.set_level(v1::LICENCE_OBSERVE);
  fact.add_topics(denmark.value);
  fact.set_seats(2);
  fact.set_from_ms(from_ms == 0 ? box.now_ms : from_ms);
  fact.set_until_ms(until_ms);
  fact.set_purpose("To know what they say of us.");
  return fact;
}

log::LicenceRecord record(Box& box) {
  return *box.state().get(key::Licence{licence});
}
std::uint32_t rights(Box& box) {
  return box.state().get(key::Company{norsk})->rights_version();
}
std::uint64_t told(Box& box) {
  const auto head = box.state().get(key::StreamHead{StreamId::of_company(norsk)});
  return head ? head->offset() : 0;
}

TEST(Licences, BeginAndEndByTheClockAndTellTheCompany) {
  Box box;
  box.company(norsk);
  box.licences(wish(box, box.now_ms + 100, box.now_ms + 200));
  EXPECT_EQ(record(box).state(), v1::LICENCE_TO_COME);
  EXPECT_FALSE(stands(record(box), box.now_ms + 150)) << "the log has not said so yet";
  auto before = std::pair(rights(box), told(box));
  box.passes(100);
  EXPECT_TRUE(stands(record(box), box.now_ms));
  EXPECT_GT(rights(box), before.first);
  EXPECT_GT(told(box), before.second);
  before = {rights(box), told(box)};
  EXPECT_FALSE(stands(record(box), box.now_ms + 100)) << "by the local clock it is over before the log says so";
  box.passes(100);
  EXPECT_EQ(record(box).state(), v1::LICENCE_OVER);
  EXPECT_GT(rights(box), before.first);
  EXPECT_GT(told(box), before.second);
  EXPECT_TRUE(licences_in(box.state(), denmark).empty());
}

TEST(Licences, AChangeOfTheEndLeavesNoOldDeadline) {
  Box box;
  box.company(norsk);
  box.licences(wish(box, 0, box.now_ms + 100));
  box.licences(wish(box, 0, box.now_ms + 300));
  box.passes(200);
  EXPECT_EQ(record(box).state(), v1::LICENCE_STANDS);
  box.licence_ends(licence);
  const auto version = rights(box);
  box.passes(200);
  EXPECT_EQ(rights(box), version);
}

TEST(Licences, ReadNothingThatWasWrittenBeforeUnlessTheCharterSaidSoThen) {
  Box box;
  box.company(norsk);
  box.charters(denmark, {testing::now});
  box.opens(hamlet, being, denmark);
  box.writes(hamlet, p1, being, "Early.");
  box.charters(denmark, {testing::now}, true, box.now_ms + 10);
  box.passes(5);
  box.writes(hamlet, p2, being, "Too early.");
  box.passes(5);
  box.writes(hamlet, p3, being, "For those who come later too.");
  box.passes(5);
  box.charters(denmark, {testing::now});
  box.passes(5);
  box.writes(hamlet, PostId{39}, being, "Before, in the same millisecond.");
  box.licences(wish(box));
  box.passes(1);
  box.writes(hamlet, PostId{40}, being, "Now.");
  const auto may = [&](PostId post) { return reads(record(box), denmark, *box.entry(post)); };
  EXPECT_FALSE(may(p1));
  EXPECT_FALSE(may(p2));
  EXPECT_TRUE(may(p3));
  EXPECT_FALSE(may(PostId{39}));
  EXPECT_TRUE(may(PostId{40}));
  EXPECT_FALSE(reads(record(box), norway, *box.entry(p3)));
}

TEST(Licences, ATopicThatWasDroppedAndComesBackIsHeardFromThenOn) {
  Box box;
  box.company(norsk);
  box.licences(wish(box));
  const auto first = record(box).topics(0).from_ms();
  box.passes(10);
  box.licences(wish(box));
  EXPECT_EQ(record(box).topics(0).from_ms(), first);
  auto elsewhere = wish(box);
  elsewhere.set_topics(0, norway.value);
  box.licences(elsewhere);
  EXPECT_TRUE(licences_in(box.state(), denmark).empty());
  box.passes(10);
  box.licences(wish(box));
  EXPECT_EQ(record(box).topics(0).from_ms(), box.now_ms + 1);
}

TEST(Licences, WithItsCompanyEverythingEnds) {
  Box box;
  box.company(norsk);
  box.licences(wish(box));
  box.seats(fortinbras, norsk);
  box.seat_session(fortinbras, "token", box.now_ms + 1'000);
  EXPECT_EQ(seats_max(box.state(), norsk), 2u);
  EXPECT_TRUE(may_have_more_seats(box.state(), norsk, 1));
  EXPECT_FALSE(may_have_more_seats(box.state(), norsk, 2));
  EXPECT_EQ(box.state().get(key::Company{norsk})->seats(), 1u);
  box.company_ends(norsk);
  EXPECT_TRUE(box.state().get(key::Company{norsk})->ended());
  EXPECT_EQ(record(box).state(), v1::LICENCE_OVER);
  EXPECT_TRUE(box.state().get(key::Seat{fortinbras})->ended());
  EXPECT_FALSE(box.state().get(key::SeatSession{"token"}));
  EXPECT_EQ(box.state().get(key::Company{norsk})->seats(), 0u);
  EXPECT_EQ(seats_max(box.state(), norsk), 0u);
  EXPECT_FALSE(may_have_more_seats(box.state(), norsk, 0));
}

TEST(Licences, ASeatsSessionEndsByTheClockAndIsNoMembersSession) {
  Box box;
  box.company(norsk);
  box.seats(fortinbras, norsk);
  box.seat_session(fortinbras, "token", box.now_ms + 10);
  box.session(hamlet, "hamlet's");
  EXPECT_FALSE(box.state().get(key::Session{"token"}));
  EXPECT_FALSE(box.state().get(key::SeatSession{"hamlet's"}));
  EXPECT_EQ(box.state().get(key::SeatSession{"token"})->company(), norsk.value);
  const auto before = told(box);
  box.passes(10);
  EXPECT_FALSE(box.state().get(key::SeatSession{"token"}));
  EXPECT_GT(told(box), before);
}

TEST(Licences, WhatTheHostDoesIsInTheAuditLog) {
  Box box;
  const auto last = [&] { return *box.state().get(key::Audit{box.state().get(key::Community{})->audit_entries()}); };
  box.company(norsk, "Norway & Sons");
  EXPECT_EQ(last().action(), v1::AUDIT_COMPANY_SET);
  EXPECT_EQ(last().other(), norsk.value);
  box.licences(wish(box));
  EXPECT_EQ(last().action(), v1::AUDIT_LICENCE_SET);
  box.charters(denmark, {testing::hour});
  EXPECT_EQ(last().action(), v1::AUDIT_CHARTER_SET);
  EXPECT_EQ(last().topic(), denmark.value);
  EXPECT_FALSE(last().changes().empty());
  box.seats(fortinbras, norsk);
  EXPECT_EQ(last().action(), v1::AUDIT_SEAT_GIVEN);
  EXPECT_EQ(last().SerializeAsString().find("Fortinbras"), std::string::npos) << "no person of the company's";
  const auto entries = box.state().get(key::Community{})->audit_entries();
  box.opens(hamlet, being, denmark);
  box.writes(hamlet, p1, being);
  box.withdraws(hamlet, p1);
  EXPECT_EQ(box.state().get(key::Community{})->audit_entries(), entries) << "a member's own";
}

}  // namespace
}  // namespace plenum
