#include "clients/cli/plenumctl/gallery_words.h"

#include <array>
#include <ctime>
#include <utility>

#include "clients/cli/line/failed.h"

namespace plenum::cli {

namespace {

constexpr std::array embargoes = {std::pair{"none", v1::EMBARGO_NONE}, std::pair{"1h", v1::EMBARGO_1_H},
                                  std::pair{"24h", v1::EMBARGO_24_H}, std::pair{"7d", v1::EMBARGO_7_D}};
constexpr std::array levels = {std::pair{"observe", v1::LICENCE_OBSERVE}, std::pair{"panel", v1::LICENCE_PANEL},
                               std::pair{"research", v1::LICENCE_RESEARCH}, std::pair{"consult", v1::LICENCE_CONSULT}};

template <class Table>
auto find(const Table& table, const std::string& name, const char* what) {
  std::string all;
  for (const auto& [text, value] : table) {
    if (name == text) return value;
    all += (all.empty() ? "" : ", ") + std::string(text);
  }
  throw Failed("There is no " + std::string(what) + " \"" + name + "\": say one of " + all + ".", Exit::usage);
}

template <class Table, class Value>
const char* name_in(const Table& table, Value value) {
  for (const auto& [text, known] : table) {
    if (known == value) return text;
  }
  return "?";
}

}  // namespace

v1::EmbargoClass embargo_of(const std::string& name) {
  return find(embargoes, name, "embargo");
}

const char* name_of(v1::EmbargoClass embargo) {
  return name_in(embargoes, embargo);
}

v1::LicenceLevel level_of(const std::string& name) {
  return find(levels, name, "level");
}

const char* name_of(v1::LicenceLevel level) {
  return name_in(levels, level);
}

const char* name_of(v1::AlarmKind kind) {
  switch (kind) {
    case v1::ALARM_READS_SPENT:
      return "reads spent";
    case v1::ALARM_SCRAPING:
      return "scraping";
    case v1::ALARM_SEAT_SHARED:
      return "seat shared";
    case v1::ALARM_EXPORTS_SPENT:
      return "exports spent";
    default:
      return "?";
  }
}

const char* name_of(v1::LicenceState state) {
  switch (state) {
    case v1::LICENCE_TO_COME:
      return "to come";
    case v1::LICENCE_STANDS:
      return "stands";
    default:
      return "over";
  }
}

std::int64_t moment_of(const std::string& text) {
  std::tm day{};
  const char* end = strptime(text.c_str(), "%Y-%m-%d", &day);
  if (end != nullptr && *end != '\0') end = strptime(end, " %H:%M", &day);
  if (end == nullptr || *end != '\0')
    throw Failed("\"" + text + "\" is no date: write 2027-01-31, or \"2027-01-31 09:30\".", Exit::usage);
  day.tm_isdst = -1;
  return std::int64_t{std::mktime(&day)} * 1'000;
}

}  // namespace plenum::cli
