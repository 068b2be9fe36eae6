// Category 6: text must be UTF-8, however it is cut. RFC 6455 section 8.1, RFC 3629; the rows follow Markus Kuhn's
// stress test.
#include <algorithm>

#include "tests/net/conformance/case.h"

namespace plenum::test::conformance {
namespace {

struct Row {
  std::string id;
  bool valid;
  std::string hex;
};

std::string bytes_of(const std::string& hex) {
  std::string out;
  std::string digits;
  for (const char c : hex)
    if (c != ' ') digits.push_back(c);
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    out.push_back(static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16)));
  return out;
}

std::string hex_byte(unsigned byte) {
  constexpr const char* digits = "0123456789abcdef";
  return {digits[byte >> 4], digits[byte & 15]};
}

// Every byte from..to, each followed by a space.
std::string lonely(unsigned from, unsigned to) {
  std::string hex;
  for (unsigned b = from; b <= to; ++b) hex += hex_byte(b) + "20";
  return hex;
}

void add(std::vector<Row>& rows, const std::string& group, bool valid, const std::vector<std::string>& hexes) {
  for (std::size_t i = 0; i < hexes.size(); ++i) rows.push_back({group + "." + std::to_string(i + 1), valid, hexes[i]});
}

// The last two code points of every plane are no characters, and are valid text all the same.
std::vector<std::string> noncharacters() {
  std::vector<std::string> hexes = {"efbfbe", "efbfbf"};
  for (unsigned plane = 1; plane <= 16; ++plane)
    for (const unsigned last : {0xBEu, 0xBFu})
      hexes.push_back(hex_byte(0xF0 | plane >> 2) + hex_byte(0x80 | (plane & 3) << 4 | 0xF) + "bf" + hex_byte(last));
  return hexes;
}

std::vector<Row> table() {
  std::vector<Row> rows;
  const std::string cosmos = "cebae1bdb9cf83cebcceb5";  // "kosme" in Greek with accents
  // Prefixes of it: valid where a character ends.
  for (std::size_t n = 1; n <= cosmos.size() / 2; ++n) {
    const bool valid = n == 2 || n == 5 || n == 7 || n == 9 || n == 11;
    rows.push_back({"6.6." + std::to_string(n), valid, cosmos.substr(0, 2 * n)});
  }
  add(rows, "6.7", true, {"00", "c280", "e0a080", "f0908080"});
  add(rows, "6.8", false, {"f888808080", "fc8480808080"});
  add(rows, "6.9", true, {"7f", "dfbf", "efbfbf", "f48fbfbf"});
  add(rows, "6.10", false, {"f7bfbfbf", "fbbfbfbfbf", "fdbfbfbfbfbf"});
  add(rows, "6.11", true, {"ed9fbf", "ee8080", "efbfbd", "f48fbfbf"});
  rows.push_back({"6.11.5", false, "f4908080"});
  std::string all;
  for (unsigned b = 0x80; b <= 0xBF; ++b) all += hex_byte(b);
  add(rows, "6.12", false, {"80", "bf", "80bf", "80bf80", "80bf80bf", "80bf80bf80", "80bf80bf80bf", all});
  add(rows, "6.13", false,
      {lonely(0xC0, 0xDF), lonely(0xE0, 0xEF), lonely(0xF0, 0xF7), lonely(0xF8, 0xFB), lonely(0xFC, 0xFD)});
  const std::vector<std::string> incomplete = {"c0", "e080", "f08080", "f8808080", "fc80808080",
                                               "df", "efbf", "f7bfbf", "fbbfbfbf", "fdbfbfbfbf"};
  add(rows, "6.14", false, incomplete);
  std::string concatenated;
  for (const auto& hex : incomplete) concatenated += hex;
  add(rows, "6.15", false, {concatenated});
  add(rows, "6.16", false, {"fe", "ff", "fefeffff"});
  add(rows, "6.17", false, {"c0af", "e080af", "f08080af", "f8808080af", "fc80808080af"});
  add(rows, "6.18", false, {"c1bf", "e09fbf", "f08fbfbf", "f887bfbfbf", "fc83bfbfbfbf"});
  add(rows, "6.19", false, {"c080", "e08080", "f0808080", "f880808080", "fc8080808080"});
  add(rows, "6.20", false, {"eda080", "edadbf", "edae80", "edafbf", "edb080", "edbe80", "edbfbf"});
  add(rows, "6.21", false,
      {"eda080edb080", "eda080edbfbf", "edadbfedb080", "edadbfedbfbf", "edae80edb080", "edae80edbfbf", "edafbfedb080",
       "edafbfedbfbf"});
  add(rows, "6.22", true, noncharacters());
  add(rows, "6.23", true, {"efbfb9", "efbfba", "efbfbb", "efbfbc", "efbfbd", "efbfbe", "efbfbf"});
  return rows;
}

std::vector<std::string> a_frame_per_octet(const std::string& payload) {
  std::vector<std::string> frames;
  for (std::size_t i = 0; i < payload.size(); ++i) {
    const bool last = i + 1 == payload.size();
    const auto octet = payload.substr(i, 1);
    frames.push_back(i == 0 ? text(octet, last) : continuation(octet, last));
  }
  return frames;
}

const Expected bad_text = closed({1007});

std::vector<Case> whole_messages() {
  const std::string valid = bytes_of("48656c6c6f2dc2b540c39fc3b6c3a4c3bcc3a0c3a12d555446382121");
  const std::string half = valid.substr(0, 12), rest = valid.substr(12);  // at a character's end
  const std::string invalid = bytes_of("cebae1bdb9cf83cebcceb5eda080656469746564");
  const std::string good = bytes_of("cebae1bdb9cf83cebcceb5"), bad = bytes_of("f4908080"), more = "edited";
  return {
      {"6.1.1", "empty text", {text("")}, {echo_text("")}},
      {"6.1.2", "three empty pieces", {text("", false), continuation("", false), continuation("")}, {echo_text("")}},
      {"6.1.3",
       "text between two empty pieces",
       {text("", false), continuation("middle", false), continuation("")},
       {echo_text("middle")}},
      {"6.2.1", "valid", {text(valid)}, {echo_text(valid)}},
      {"6.2.2", "valid, in two pieces", {text(half, false), continuation(rest)}, {echo_text(valid)}},
      {"6.2.3", "valid, a frame per octet", a_frame_per_octet(valid), {echo_text(valid)}},
      {"6.2.4", "valid, a frame per octet", a_frame_per_octet(good), {echo_text(good)}},
      {"6.3.1", "invalid", {text(invalid)}, {bad_text}},
      {"6.3.2", "invalid, a frame per octet", a_frame_per_octet(invalid), {bad_text}},
      // The last piece is never sent: the fault must be found when it is there.
      {"6.4.1", "invalid in the second of three pieces", {text(good, false), continuation(bad, false)}, {bad_text}},
      {"6.4.2",
       "the same, cut within the bad sequence",
       {text(good + "\xF4", false), continuation("\x90", false)},
       {bad_text}},
      {"6.4.3",
       "invalid in the middle of an unfinished frame",
       {text(good + bad + more).substr(0, 6 + good.size() + 4)},
       {bad_text}},
      {"6.4.4", "the same, cut at the bad octet", {text(good + bad + more).substr(0, 6 + good.size() + 2)}, {bad_text}},
  };
}

}  // namespace

std::vector<Case> utf8() {
  std::vector<Case> cases = whole_messages();
  const std::string cosmos = bytes_of("cebae1bdb9cf83cebcceb5");
  for (std::size_t i = 1; i <= 5; ++i) {
    const std::size_t at = 2 * i - 1;
    cases.push_back({"6.5." + std::to_string(i),
                     "valid, cut within a character",
                     {text(cosmos.substr(0, at), false), continuation(cosmos.substr(at))},
                     {echo_text(cosmos)}});
  }
  for (const auto& row : table()) {
    const auto payload = bytes_of(row.hex);
    const Expected answer = row.valid ? echo_text(payload) : bad_text;
    const std::string title = (row.valid ? "valid " : "invalid ") + row.hex.substr(0, 24);
    cases.push_back({row.id, title, {text(payload)}, {answer}});
    cases.push_back({row.id + "x", title + ", a frame per octet", a_frame_per_octet(payload), {answer}});
    cases.push_back({row.id + "y", title + ", octet by octet", {text(payload)}, {answer}, Cut::by_octet});
  }
  return cases;
}

}  // namespace plenum::test::conformance
