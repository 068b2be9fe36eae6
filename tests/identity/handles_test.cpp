#include "server/identity/handles.h"

#include <gtest/gtest.h>

namespace plenum {
namespace {

TEST(Handles, AreOneWhateverTheirCaseWidthOrInvisibleCharacters) {
  for (const auto* variant :
       {"hamlet", "HAMLET", "Hamlet", "  hamlet\t", "ＨＡＭＬＥＴ", "ham\u200Blet", "ham\u00ADlet"}) {
    EXPECT_EQ(fold_handle(variant), "hamlet") << variant;
  }
}

TEST(Handles, AreOneWhateverTheirComposition) {
  EXPECT_EQ(fold_handle("Zoe\u0308"), fold_handle("ZOË"));
  EXPECT_EQ(fold_handle("Weiß"), fold_handle("WEISS"));
  EXPECT_EQ(fold_handle("ﬁnn"), fold_handle("Finn"));
}

TEST(Handles, ThatDifferStayTwo) {
  EXPECT_NE(fold_handle("hamlet"), fold_handle("hamlet1"));
  EXPECT_NE(fold_handle("zoe"), fold_handle("zoë"));
}

TEST(Handles, FoldingTwiceChangesNothingMore) {
  for (const auto* handle : {"ＨＡＭＬＥＴ", "Weiß", "İstanbul", "ﷺ", "Ὀδυσσεύς"}) {
    EXPECT_EQ(fold_handle(fold_handle(handle)), fold_handle(handle)) << handle;
  }
}

TEST(Handles, AreShownComposedAndWithoutSpaceAround) {
  EXPECT_EQ(tidy_handle(" \u3000Zoe\u0308 "), "Zoë");
  EXPECT_EQ(tidy_handle("   "), "");
}

TEST(Handles, GiveBothShapesToAProfile) {
  log::Profile profile;
  EXPECT_FALSE(give_handle(profile, " Hamlet "));
  EXPECT_EQ(profile.handle(), "Hamlet");
  EXPECT_EQ(profile.folded(), "hamlet");
}

TEST(Handles, OfWrongFormAreRefused) {
  const std::string long_handle(33, 'h');
  const std::string huge_handle(handle_bytes_max + 1, ' ');
  for (const std::string& handle : {std::string("h"), std::string(""), std::string("two words"), std::string("a@b"),
                                    std::string("ham\nlet"), long_handle, huge_handle}) {
    log::Profile profile;
    const auto fault = give_handle(profile, handle);
    ASSERT_TRUE(fault) << handle;
    EXPECT_EQ(fault->code, v1::HANDLE_INVALID) << handle;
  }
}

// What looks harmless as typed and is not once folded: another @, another slash, nothing at all, two words.
TEST(Handles, ThatFoldIntoAWrongFormAreRefused) {
  for (const auto* handle : {"iago＠home", "iago／x", "\u00AD\u00AD\u00AD", "iago\u3000two", "ﷺ"}) {
    log::Profile profile;
    EXPECT_TRUE(give_handle(profile, handle)) << handle;
  }
}

}  // namespace
}  // namespace plenum
