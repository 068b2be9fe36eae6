#include "server/identity/password_rules.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "proto/limits.h"
#include "server/gateway/service.h"
#include "server/identity/handles.h"
#include "storage/machine/text.h"

namespace plenum {

namespace {

// The most common passwords of ten characters and more, in lists of what was found in breaches.
constexpr std::array common = {
    "0123456789",
    "0987654321",
    "1029384756",
    "1122334455",
    "1234512345",
    "123456789!",
    "1234567890",
    "12345678901",
    "12345678910",
    "1234567890a",
    "123456789a",
    "123456789q",
    "1234qwerasdf",
    "1234qwer1234",
    "123abc123abc",
    "123qweasdzxc",
    "1q2w3e4r5t",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "1qazxsw23edc",
    "789456123a",
    "9876543210",
    "a123456789",
    "a1b2c3d4e5",
    "abc123abc123",
    "abcd123456",
    "abcd1234567",
    "abcdefghij",
    "adminadmin",
    "administrator",
    "asdasdasdasd",
    "asdfasdfasdf",
    "asdfghjkl;",
    "asdfghjkl1",
    "asdfghjkl123",
    "basketball",
    "changeme123",
    "changemenow",
    "computer123",
    "correcthorse",
    "dragon1234",
    "football123",
    "helloworld",
    "iloveyou12",
    "iloveyou123",
    "iloveyou1234",
    "letmein123",
    "letmein1234",
    "liverpool1",
    "mypassword",
    "passw0rd123",
    "password!!",
    "password00",
    "password01",
    "password10",
    "password11",
    "password12",
    "password123",
    "password123!",
    "password1234",
    "password99",
    "passwordpassword",
    "p@ssw0rd123",
    "princess123",
    "q1w2e3r4t5",
    "q1w2e3r4t5y6",
    "qazwsxedcrfv",
    "qwer1234qwer",
    "qwerasdfzxcv",
    "qwerty1234",
    "qwerty12345",
    "qwerty123456",
    "qwertyqwerty",
    "qwertyuiop",
    "qwertyuiop1",
    "qwertyuiop123",
    "qwertyuiop[]",
    "sunshine123",
    "superman123",
    "test123456",
    "testtest123",
    "unbelievable",
    "welcome123",
    "welcome1234",
    "whatever123",
    "zaq12wsxcde3",
    "zxcvbnm123",
    "zxcvbnmasdfghjkl",
    "correcthorsebatterystaple",
};

// One or two letters over and over, or a row of the alphabet or of digits in either direction.
bool is_a_row(const std::string& text) {
  if (std::set<char>(text.begin(), text.end()).size() <= 2) return true;
  const int step = text[1] - text[0];
  if (step != 1 && step != -1) return false;
  return std::adjacent_find(text.begin(), text.end(), [step](char a, char b) { return b - a != step; }) == text.end();
}

bool is_easy(std::string_view password) {
  const auto folded = fold_handle(password);
  return folded.size() < 2 || is_a_row(folded) || std::find(common.begin(), common.end(), folded) != common.end();
}

v1::Refusal too_easy(const char* sentence) {
  auto refusal = refusal_of(Fault{v1::FIELD_INVALID, "password"});
  refusal.set_sentence(sentence);
  return refusal;
}

}  // namespace

std::optional<v1::Refusal> find_weakness(std::string_view password, std::string_view handle) {
  if (count_characters(password) > limits::password_characters_max) {
    return refusal_of(Fault{v1::PASSWORD_TOO_LONG, "password"});
  }
  if (count_characters(normalise_compatibly(password)) < limits::password_characters_min) {
    return refusal_of(Fault{v1::PASSWORD_TOO_SHORT, "password"});
  }
  if (fold_handle(password) == fold_handle(handle)) {
    return too_easy("A password may not be the handle: everybody knows that. Choose another.");
  }
  if (is_easy(password)) {
    return too_easy(
        "This password is among the first that anybody would try. Choose another, for instance four words.");
  }
  return {};
}

}  // namespace plenum
