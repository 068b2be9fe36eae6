// Which addresses belong to the internet, and which are opened by name.
#include "server/hooks/networks.h"

#include <gtest/gtest.h>

namespace plenum {
namespace {

TEST(Addresses, of_this_machine_its_neighbours_and_what_wraps_them_are_not_public) {
  for (const auto* closed :
       {"127.0.0.1",    "127.255.255.254",  "0.0.0.0",         "10.1.2.3",        "172.16.0.1",      "172.31.255.255",
        "192.168.1.1",  "169.254.169.254",  "100.64.0.1",      "192.0.0.1",       "192.0.2.7",       "198.18.0.1",
        "198.51.100.1", "203.0.113.9",      "224.0.0.1",       "240.0.0.1",       "255.255.255.255", "::",
        "::1",          "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1",    "fe80::1",
        "fc00::1",      "fd12::1",          "ff02::1",         "2001:db8::1",     "2001::1",         "2002:7f00:1::",
        "3fff::1",      "100::1",           "::127.0.0.1"})
    EXPECT_FALSE(is_public(parse_address(closed).value())) << closed;
}

TEST(Addresses, of_somebody_else_are_public) {
  for (const auto* open : {"1.1.1.1", "9.255.255.255", "11.0.0.0", "172.15.0.1", "172.32.0.1", "193.10.0.1",
                           "::ffff:1.1.1.1", "2606:4700::1111", "2a00:1450::1"})
    EXPECT_TRUE(is_public(parse_address(open).value())) << open;
}

TEST(Addresses, have_one_form) {
  EXPECT_EQ(parse_address("::ffff:10.0.0.1"), parse_address("10.0.0.1"));
  EXPECT_EQ(text_of(parse_address("::ffff:10.0.0.1").value()), "10.0.0.1");
  EXPECT_EQ(text_of(parse_address("2a00::0:1").value()), "2a00::1");
  for (const auto* none : {"", "localhost", "10.0.0", "10.0.0.256", "012.0.0.1x", ":::"})
    EXPECT_FALSE(parse_address(none)) << none;
}

TEST(OpenedNetworks, hold_what_they_name) {
  Networks networks;
  EXPECT_TRUE(networks.add("10.1.0.0/16"));
  EXPECT_TRUE(networks.add("fd00::/8"));
  EXPECT_TRUE(networks.add("127.0.0.1"));
  EXPECT_TRUE(networks.has(*parse_address("10.1.255.1")));
  EXPECT_FALSE(networks.has(*parse_address("10.2.0.1")));
  EXPECT_TRUE(networks.has(*parse_address("fdff::1")));
  EXPECT_FALSE(networks.has(*parse_address("fe80::1")));
  EXPECT_TRUE(networks.has(*parse_address("127.0.0.1")));
  EXPECT_FALSE(networks.has(*parse_address("127.0.0.2")));
  for (const auto* none : {"", "10.0.0.0/33", "fd00::/129", "10.0.0.0/", "10.0.0.0/x", "ten/8", "10.0.0.0/8x"})
    EXPECT_FALSE(networks.add(none)) << none;
}

}  // namespace
}  // namespace plenum
