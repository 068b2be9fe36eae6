#include "clients/cli/import/digest.h"

#include <gtest/gtest.h>

namespace plenum::imports {
namespace {

// Each right-hand side was printed by Python's json.dumps(row, ensure_ascii=False, separators=(',', ':')).
TEST(Digest, NumbersStandWithoutQuotes) {
  EXPECT_EQ(digest_line({"t", "h", "17", true, "a", "1600000000", true, "b"}), R"(["t","h",17,"a",1600000000,"b"])");
}

TEST(Digest, TextsStandInQuotes) {
  EXPECT_EQ(digest_line({"t", "h", "1433558696.000004", false, "U1", "1433558696.000004", false, ""}),
            R"(["t","h","1433558696.000004","U1","1433558696.000004",""])");
}

TEST(Digest, QuotesBackslashesAndControlCharactersAreEscapedAsPythonDoes) {
  const std::string_view body("\"\\/\b\f\n\r\t\0\x01\x1f\x7f", 12);
  EXPECT_EQ(digest_line({"", "", "", false, "", "", false, body}),
            "[\"\",\"\",\"\",\"\",\"\",\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u0001\\u001f\x7f\"]");
}

TEST(Digest, WhatIsNotAsciiStaysAsItIs) {
  EXPECT_EQ(digest_line({"0.1°", "✔", "1", true, "ئاسۆ", "2", true, "😀\u2028"}),
            "[\"0.1°\",\"✔\",1,\"ئاسۆ\",2,\"😀\u2028\"]");
}

}  // namespace
}  // namespace plenum::imports
