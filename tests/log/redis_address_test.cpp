#include <gtest/gtest.h>

#include "storage/log/redis/address.h"

namespace plenum::redis {
namespace {

TEST(RedisAddress, SaysWhereAndWho) {
  Address address;
  EXPECT_EQ(parse("rediss://polonius:behind%40the%3Aarras@elsinore.example:6390/3", address), "");
  EXPECT_EQ(address.host, "elsinore.example");
  EXPECT_EQ(address.port, "6390");
  EXPECT_EQ(address.user, "polonius");
  EXPECT_EQ(address.password, "behind@the:arras");
  EXPECT_EQ(address.database, "3");
  EXPECT_TRUE(address.tls);
}

TEST(RedisAddress, LeavesOutWhatIsUsual) {
  Address address;
  EXPECT_EQ(parse("redis://localhost", address), "");
  EXPECT_EQ(address.port, "6379");
  EXPECT_EQ(address.database, "0");
  EXPECT_FALSE(address.tls);
  Address six;
  EXPECT_EQ(parse("redis://:secret@[::1]:7000", six), "");
  EXPECT_EQ(six.host, "::1");
  EXPECT_EQ(six.port, "7000");
  EXPECT_EQ(six.password, "secret");
}

TEST(RedisAddress, SaysWhoKnowsWhere) {
  Address address;
  EXPECT_EQ(parse("redis+sentinel://polonius:arras@one,two:26380,[::1]:5000/elsinore/2", address), "");
  EXPECT_EQ(address.sentinels, (std::vector<Place>{{"one", "26379"}, {"two", "26380"}, {"::1", "5000"}}));
  EXPECT_EQ(address.master, "elsinore");
  EXPECT_EQ(address.user, "polonius");
  EXPECT_EQ(address.database, "2");
  EXPECT_FALSE(address.tls);
  Address secret;
  EXPECT_EQ(parse("rediss+sentinel://one/elsinore", secret), "");
  EXPECT_TRUE(secret.tls);
  for (const char* url : {"redis+sentinel://one", "redis+sentinel:///elsinore", "redis+sentinel://one,:5/elsinore"}) {
    EXPECT_NE(parse(url, secret), "") << url;
  }
}

TEST(RedisAddress, RefusesWhatIsNoneWithoutRepeatingThePassword) {
  for (const char* url : {"", "localhost:6379", "http://localhost", "redis://", "redis://h:port", "redis://h:99999",
                          "redis://h/db", "redis://u:hush%zz@h", "redis://[::1"}) {
    Address address;
    const auto fault = parse(url, address);
    EXPECT_NE(fault, "") << url;
    EXPECT_EQ(fault.find("hush"), std::string::npos);
  }
}

}  // namespace
}  // namespace plenum::redis
