// What a company calls a post or a thread is its own.
#include "server/gallery/own_ids.h"

#include <set>

#include <gtest/gtest.h>
#include <sodium.h>

#include "tests/support/storage/seed.h"

namespace plenum::test {
namespace {

const MasterKey key{std::string(32, 'k')};

TEST(OwnIds, lead_back_to_what_is_meant) {
  const OwnIds norway(key, "Norway");
  plenum::testing::Random random(1);
  for (int i = 0; i < 1'000; ++i) {
    const auto id = random.bytes(OwnIds::id_bytes);
    EXPECT_EQ(norway.meant(norway.shown(id)), id);
    EXPECT_NE(norway.shown(id), id);
  }
}

TEST(OwnIds, of_two_companies_have_nothing_in_common) {
  const OwnIds norway(key, "Norway");
  const OwnIds england(key, "England");
  plenum::testing::Random random(2);
  std::set<std::string> beginnings;
  for (int i = 0; i < 1'000; ++i) {
    const auto id = random.bytes(OwnIds::id_bytes);
    for (const auto& shown : {id, norway.shown(id), england.shown(id)}) {
      ASSERT_EQ(shown.size(), OwnIds::id_bytes);
      EXPECT_TRUE(beginnings.insert(shown.substr(0, 6)).second);
      EXPECT_TRUE(beginnings.insert(shown.substr(10)).second);
    }
    EXPECT_NE(england.meant(norway.shown(id)), id);
  }
}

// One bit of an id changes about half of what is shown: none of the rounds is left out.
TEST(OwnIds, that_are_neighbours_are_shown_far_apart) {
  const OwnIds norway(key, "Norway");
  for (std::size_t bit = 0; bit < 8 * OwnIds::id_bytes; ++bit) {
    std::string id(OwnIds::id_bytes, '\x5A');
    const auto one = norway.shown(id);
    id[bit / 8] = static_cast<char>(id[bit / 8] ^ 1 << bit % 8);
    const auto other = norway.shown(id);
    int changed = 0;
    for (std::size_t i = 0; i < id.size(); ++i)
      changed += __builtin_popcount(static_cast<unsigned char>(one[i] ^ other[i]));
    EXPECT_GT(changed, 32) << bit;
    EXPECT_LT(changed, 96) << bit;
  }
}

TEST(OwnIds, are_of_one_length_and_nothing_else_is_one) {
  const OwnIds norway(key, "Norway");
  for (const auto* none : {"", "AAAA", "a word of seventeen"}) {
    EXPECT_EQ(norway.shown(none), "");
    EXPECT_FALSE(norway.meant(none));
  }
}

}  // namespace
}  // namespace plenum::test
