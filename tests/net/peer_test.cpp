#include "server/net/peer.h"

#include <gtest/gtest.h>

#include "server/net/address_caps.h"

namespace plenum::net {
namespace {

boost::asio::ip::address at(const char* text) {
  return boost::asio::ip::make_address(text);
}

TEST(AddressKey, is_the_whole_ipv4_address_and_the_first_half_of_an_ipv6_one) {
  EXPECT_EQ(address_key(at("203.0.113.7")), address_key(at("::ffff:203.0.113.7")));
  EXPECT_NE(address_key(at("203.0.113.7")), address_key(at("203.0.113.8")));
  EXPECT_EQ(address_key(at("2001:db8:1:2::1")), address_key(at("2001:db8:1:2:ffff::9")));
  EXPECT_NE(address_key(at("2001:db8:1:2::1")), address_key(at("2001:db8:1:3::1")));
}

TEST(TrustedProxies, are_networks_or_addresses_and_nothing_else) {
  TrustedProxies proxies;
  EXPECT_TRUE(proxies.add("10.0.0.0/9"));
  EXPECT_TRUE(proxies.add("::1"));
  for (const char* wrong : {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8x", "proxy", "10.0.0/8"})
    EXPECT_FALSE(proxies.add(wrong)) << wrong;
  EXPECT_TRUE(proxies.contains(at("10.127.255.255")));
  EXPECT_TRUE(proxies.contains(at("::ffff:10.1.2.3")));
  EXPECT_FALSE(proxies.contains(at("10.128.0.0")));
  EXPECT_TRUE(proxies.contains(at("::1")));
  EXPECT_FALSE(proxies.contains(at("::2")));
}

TEST(TrustedProxies, believe_only_what_a_trusted_proxy_wrote) {
  TrustedProxies proxies;
  ASSERT_TRUE(proxies.add("10.0.0.0/8"));
  const auto client = [&](const char* header) {
    const auto address = proxies.client_of(header);
    return address ? address->to_string() : std::string("nobody");
  };
  EXPECT_EQ(client("203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(client("1.2.3.4, 203.0.113.7"), "203.0.113.7") << "1.2.3.4 was written by the client itself";
  EXPECT_EQ(client("1.2.3.4, 203.0.113.7, 10.0.0.2,10.0.0.1"), "203.0.113.7");
  EXPECT_EQ(client("10.0.0.2, 10.0.0.1"), "10.0.0.2");
  EXPECT_EQ(client("[2001:db8::1]:4711"), "2001:db8::1");
  EXPECT_EQ(client("203.0.113.7:4711"), "203.0.113.7");
  EXPECT_EQ(client("1.2.3.4, unknown"), "nobody");
  EXPECT_EQ(client(""), "nobody");
}

TEST(AddressCaps, count_each_address_and_all_together) {
  AddressCaps caps(3, 2);
  const AddressKey hamlet{1}, ophelia{2};
  auto one = caps.take(hamlet);
  auto two = caps.take(hamlet);
  ASSERT_TRUE(one && two);
  EXPECT_FALSE(caps.take(hamlet)) << "two of one address";
  auto three = caps.take(ophelia);
  ASSERT_TRUE(three);
  EXPECT_FALSE(caps.take(std::nullopt)) << "three in all";
  one->leave();
  one->leave();
  EXPECT_EQ(caps.total(), 2u);
  EXPECT_TRUE(caps.take(hamlet));
  EXPECT_EQ(caps.total(), 2u);
}

TEST(AddressCaps, a_client_behind_a_proxy_counts_for_its_address_only) {
  AddressCaps caps(1, 1);
  const AddressKey hamlet{1};
  auto proxy = caps.take(std::nullopt);
  auto client = caps.take_behind_proxy(hamlet);
  ASSERT_TRUE(proxy && client);
  EXPECT_FALSE(caps.take_behind_proxy(hamlet));
  EXPECT_EQ(caps.total(), 1u);
}

}  // namespace
}  // namespace plenum::net
