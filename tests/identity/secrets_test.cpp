#include "server/identity/secrets.h"

#include <regex>
#include <set>

#include <gtest/gtest.h>

namespace plenum {
namespace {

TEST(Secrets, HaveABeginningThatScannersFindAnd256RandomBits) {
  const std::regex form("plm_[stirw]_[A-Za-z0-9_-]{43}");
  for (const auto prefix : {session_prefix, program_prefix, invitation_prefix, reset_prefix, ticket_prefix}) {
    const auto secret = make_secret(prefix);
    EXPECT_TRUE(std::regex_match(secret.text, form)) << secret.text;
    EXPECT_TRUE(secret.text.starts_with(prefix));
  }
}

TEST(Secrets, AreNeverMadeTwice) {
  std::set<std::string> made;
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(made.insert(make_secret(session_prefix).text).second);
}

TEST(Secrets, HashIsBlake2b256OfTheWholeText) {
  const auto secret = make_secret(program_prefix);
  EXPECT_EQ(secret.hash, hash_secret(secret.text));
  EXPECT_NE(secret.hash, hash_secret(secret.text.substr(program_prefix.size())));
  // RFC 7693 leaves the 256-bit digest of "abc" out; this one is of `b2sum -l 256`.
  const auto hash = hash_secret("abc");
  ASSERT_EQ(hash.size(), 32U);
  EXPECT_EQ(hash.substr(0, 4), "\xbd\xdd\x81\x3c");
}

}  // namespace
}  // namespace plenum
