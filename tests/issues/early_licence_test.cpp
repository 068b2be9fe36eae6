// A licence that began in the millisecond in which a post was written opened that post too, although it was written
// before: a company that came back read the last words of the time in which it had no licence.
#include <gtest/gtest.h>

#include "storage/machine/licences.h"
#include "tests/gallery/box.h"

namespace plenum {
namespace {

using namespace cast;

TEST(EarlyLicence, OpensNothingThatWasWrittenBeforeInItsOwnMillisecond) {
  testing::Box box;
  box.charters(denmark, {testing::now});
  box.opens(hamlet, ThreadId{200}, denmark);
  box.writes(hamlet, PostId{300}, ThreadId{200}, "Before.");
  box.company(CompanyId{70});
  log::LicenceSet licence;
  licence.set_licence(71);
  licence.set_company(70);
  licence.set_level(v1::LICENCE_OBSERVE);
  licence.add_topics(denmark.value);
  licence.set_seats(1);
  licence.set_from_ms(box.now_ms);
  box.licences(licence);
  box.passes(1);
  box.writes(hamlet, PostId{301}, ThreadId{200}, "After.");
  const auto record = *box.state().get(key::Licence{LicenceId{71}});
  EXPECT_FALSE(reads(record, denmark, *box.entry(PostId{300})));
  EXPECT_TRUE(reads(record, denmark, *box.entry(PostId{301})));
}

}  // namespace
}  // namespace plenum
