#include "clients/cli/import/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/import/refused.h"

namespace plenum::imports {
namespace {

using ::testing::HasSubstr;

template <typename Ask>
std::string refusal_of(std::string_view bytes, Ask ask) {
  try {
    const Document document("a.json", bytes);
    ask(Item(document));
  } catch (const Refused& refused) {
    return refused.sentence;
  }
  return "";
}

std::string refusal_of(std::string_view bytes) {
  return refusal_of(bytes, [](const Item&) {});
}

TEST(Json, AMillionNestingsAreRefused) {
  for (const std::string opening : {"[", "{\"a\":", "[{\"a\":"}) {
    std::string bytes;
    for (int i = 0; i < 1'000'000; ++i) bytes += opening;
    EXPECT_THAT(refusal_of(bytes), HasSubstr("a.json nests deeper than 200 levels")) << opening;
  }
  EXPECT_THAT(refusal_of(std::string(1'000'000, '[') + std::string(1'000'000, ']')), HasSubstr("nests deeper"));
}

TEST(Json, TwoHundredLevelsAreTakenAndOneMoreIsNot) {
  EXPECT_EQ(refusal_of(std::string(200, '[') + std::string(200, ']')), "");
  EXPECT_THAT(refusal_of(std::string(201, '[') + std::string(201, ']')), HasSubstr("nests deeper"));
}

TEST(Json, BracketsInsideATextAreNoNesting) {
  const std::string brackets(1'000, '[');
  EXPECT_EQ(refusal_of("[\"" + brackets + "\", \"\\\"" + brackets + "\\\\\"]"), "");
}

TEST(Json, WhatIsNotUtf8IsRefusedWithItsPlace) {
  EXPECT_THAT(refusal_of("[\"\xff\"]"), HasSubstr("a.json is not UTF-8: byte 2"));
  EXPECT_THAT(refusal_of(std::string_view("\xff\xfe[\0]\0", 6)), HasSubstr("not UTF-8"));  // UTF-16
}

TEST(Json, WhatIsNotJsonIsRefusedWithItsPlace) {
  for (const std::string bad : {"", "[1,", "{\"a\" 1}", "[1] 2", "nope", "[NaN]", "\"\\ud800\"", "[\"a\nb\"]"}) {
    EXPECT_THAT(refusal_of(bad), HasSubstr("a.json is not JSON")) << bad;
  }
}

TEST(Json, AWrongTypeIsRefusedWithFileAndPlace) {
  const std::string bytes = R"({"streams": [{"id": 1}, {"id": "two", "x": 1.5, "big": 9223372036854775808}]})";
  const auto second = [](const Item& root) { return root.at("streams")[1]; };
  EXPECT_EQ(refusal_of(bytes, [&](const Item& r) { second(r).at("id").number(); }),
            "a.json: .streams[1].id is string, not a whole number.");
  EXPECT_EQ(refusal_of(bytes, [&](const Item& r) { second(r).at("x").number(); }),
            "a.json: .streams[1].x is number, not a whole number.");
  EXPECT_EQ(refusal_of(bytes, [&](const Item& r) { second(r).at("big").number(); }),
            "a.json: .streams[1].big is a number too large.");
  EXPECT_EQ(refusal_of(bytes, [&](const Item& r) { r.at("streams")[0].at("id").text(); }),
            "a.json: .streams[0].id is number, not a text.");
  EXPECT_EQ(refusal_of(bytes, [&](const Item& r) { r.at("streams").at("id"); }),
            "a.json: .streams is array, not an object.");
  EXPECT_EQ(refusal_of(bytes, [&](const Item& r) { second(r).at("name"); }), "a.json: .streams[1] has no \"name\".");
  EXPECT_EQ(refusal_of(bytes, [&](const Item& r) { r.size(); }), "a.json: the whole is object, not a list.");
}

}  // namespace
}  // namespace plenum::imports
