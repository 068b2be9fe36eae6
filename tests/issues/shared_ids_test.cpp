// Two companies were told of one post, and of one thread, by the same sixteen bytes: they could join what each of them
// had been given without a look at the words.
#include <gtest/gtest.h>
#include <sodium.h>

#include "server/gallery/voice.h"

namespace plenum {
namespace {

TEST(SharedIds, AreNoneBetweenTwoCompanies) {
  ASSERT_GE(sodium_init(), 0);
  const MasterKey key(std::string(32, 'k'));
  const Voice norway(key, CompanyId{1});
  const Voice england(key, CompanyId{2});
  const std::string id = "sixteen bytes it";
  EXPECT_NE(norway.ids().shown(id), england.ids().shown(id));
  EXPECT_EQ(norway.ids().meant(norway.ids().shown(id)), id);
  EXPECT_NE(norway.ids().meant(england.ids().shown(id)), id) << "nor does one open anything to the other";
}

}  // namespace
}  // namespace plenum
