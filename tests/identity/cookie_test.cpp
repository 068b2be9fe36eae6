#include "server/identity/cookie.h"

#include <gtest/gtest.h>

namespace plenum {
namespace {

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

TEST(Cookie, BehindTlsCanBePlantedByNobodyElse) {
  EXPECT_EQ(set_cookie("plm_s_x", true, 30 * day_ms),
            Header("Set-Cookie", "__Host-plenum=plm_s_x; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure"));
}

TEST(Cookie, OnPlainHttpIsOneThatABrowserTakes) {
  EXPECT_EQ(set_cookie("plm_s_x", false, 1'000),
            Header("Set-Cookie", "plenum=plm_s_x; Path=/; Max-Age=1; HttpOnly; SameSite=Lax"));
}

TEST(Cookie, IsForgottenOnRequest) {
  EXPECT_EQ(clear_cookie(true).second, "__Host-plenum=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
  EXPECT_EQ(clear_cookie(false).second, "plenum=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
}

TEST(Cookie, IsFoundAmongOthers) {
  EXPECT_EQ(read_cookie("plenum=plm_s_x", false), "plm_s_x");
  EXPECT_EQ(read_cookie("a=b; plenum=plm_s_x; c=d", false), "plm_s_x");
  EXPECT_EQ(read_cookie("a=b;plenum=plm_s_x;", false), "plm_s_x");
  EXPECT_EQ(read_cookie("a=b;\t __Host-plenum=plm_s_x ", true), "plm_s_x");
}

TEST(Cookie, OfTheOtherKindIsNotRead) {
  EXPECT_FALSE(read_cookie("plenum=plm_s_x", true));
  EXPECT_FALSE(read_cookie("__Host-plenum=plm_s_x", false));
}

TEST(Cookie, OfSeveralIsTheFirst) {
  EXPECT_EQ(read_cookie("plenum=one; plenum=two", false), "one");
}

TEST(Cookie, IsNotReadOutOfNonsense) {
  for (const auto* header :
       {"", ";", ";;;", "=", "plenum", "plenum=", "xplenum=a", "plenumx=a", "a=plenum=b", "PLENUM=a"}) {
    EXPECT_FALSE(read_cookie(header, false)) << header;
  }
}

}  // namespace
}  // namespace plenum
