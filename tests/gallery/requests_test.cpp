#include <gtest/gtest.h>

#include "storage/machine/streams.h"
#include "tests/gallery/box.h"

// What a company asks of the members: who on the chair's side hears of it.
namespace plenum {
namespace {

using namespace cast;
using testing::Box;

constexpr CompanyId norsk{71};
constexpr RequestId question{91};

/// Which request the newest entry of a stream names; and how many entries there are.
std::pair<std::uint64_t, std::uint64_t> newest(Box& box, const StreamId& stream) {
  const auto head = stream_head(box.state(), stream);
  const auto entry = box.state().get(key::StreamEntry{stream, head});
  return {entry ? entry->staff().request() : 0, head};
}

TEST(Requests, EachStepAndEachOfferIsToldToTheChairOfTheTopicAndAtTheDesk) {
  Box box;
  box.company(norsk);
  const auto happens_and_is_told = [&](const char* what, log::Event e, MemberId author = {}) {
    const auto staff = newest(box, StreamId::of_staff(denmark)).second;
    const auto desk = newest(box, StreamId::of_desk()).second;
    const auto elsewhere = newest(box, StreamId::of_staff(norway));
    e.set_author(author.value);
    box.happens(e);
    EXPECT_EQ(newest(box, StreamId::of_staff(denmark)), std::pair(question.value, staff + 1)) << what;
    EXPECT_EQ(newest(box, StreamId::of_desk()), std::pair(question.value, desk + 1)) << what;
    EXPECT_EQ(newest(box, StreamId::of_staff(norway)), elsewhere) << what;
  };
  log::Event asked, decided, offered, answered;
  asked.mutable_request_asked()->set_request(question.value);
  asked.mutable_request_asked()->set_company(norsk.value);
  asked.mutable_request_asked()->set_topic(denmark.value);
  happens_and_is_told("asked", asked);
  decided.mutable_request_decided()->set_request(question.value);
  decided.mutable_request_decided()->set_accepted(true);
  happens_and_is_told("accepted", decided, polonius);
  offered.mutable_offer_made()->set_request(question.value);
  offered.mutable_offer_made()->set_offers(true);
  happens_and_is_told("offered", offered, ophelia);
  answered.mutable_request_answered()->set_request(question.value);
  happens_and_is_told("answered", answered, polonius);
}

}  // namespace
}  // namespace plenum
