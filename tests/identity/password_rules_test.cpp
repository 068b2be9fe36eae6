#include "server/identity/password_rules.h"

#include <string>

#include <gtest/gtest.h>

namespace plenum {
namespace {

v1::RefusalCode code_of(std::string_view password, std::string_view handle = "hamlet") {
  const auto weakness = find_weakness(password, handle);
  return weakness ? weakness->code() : v1::REFUSAL_CODE_UNSPECIFIED;
}

constexpr auto fine = v1::REFUSAL_CODE_UNSPECIFIED;

std::string times(int count, const std::string& text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

TEST(PasswordRules, Want10To256CharactersNotBytes) {
  EXPECT_EQ(code_of("nine char"), v1::PASSWORD_TOO_SHORT);
  EXPECT_EQ(code_of("ten chars."), fine);
  EXPECT_EQ(code_of(times(3, "äöü")), v1::PASSWORD_TOO_SHORT);
  EXPECT_EQ(code_of(times(3, "äöü") + "ß"), fine);
  EXPECT_EQ(code_of(times(64, "äöüß")), fine);
  EXPECT_EQ(code_of(times(64, "äöüß") + "a"), v1::PASSWORD_TOO_LONG);
}

TEST(PasswordRules, CountACharacterOnceHoweverItIsComposed) {
  EXPECT_EQ(code_of(times(3, "a\u0308o\u0308u\u0308")), v1::PASSWORD_TOO_SHORT);
}

TEST(PasswordRules, RefuseTheHandleInAnyShape) {
  EXPECT_EQ(code_of("Rosencrantz", "rosencrantz"), v1::FIELD_INVALID);
  EXPECT_EQ(code_of("ＲＯＳＥＮＣＲＡＮＴＺ", "rosencrantz"), v1::FIELD_INVALID);
  EXPECT_EQ(code_of("Rosencrantz", "guildenstern"), fine);
}

TEST(PasswordRules, RefuseWhatAnybodyWouldTryFirst) {
  for (const auto* easy : {"1234567890", "Password123", "qwertyuiop", "QWERTYUIOP", "aaaaaaaaaaaa", "ababababab",
                           "abcdefghijkl", "9876543210", "correcthorsebatterystaple"}) {
    EXPECT_EQ(code_of(easy), v1::FIELD_INVALID) << easy;
  }
}

TEST(PasswordRules, SayWhatToDo) {
  const auto weakness = find_weakness("password123", "hamlet");
  ASSERT_TRUE(weakness);
  EXPECT_EQ(weakness->field(), "password");
  EXPECT_NE(weakness->sentence().find("Choose another"), std::string::npos);
}

TEST(PasswordRules, AskForNoSignsAndNoDigits) {
  EXPECT_EQ(code_of("something is rotten in the state"), fine);
  EXPECT_EQ(code_of("🙂🙃🐈🐕🌳🌲🍎🍏🚲🚃"), fine);
}

}  // namespace
}  // namespace plenum
