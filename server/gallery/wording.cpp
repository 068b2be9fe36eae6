#include "server/gallery/wording.h"

#include <array>

#include <sodium.h>

namespace plenum {

namespace {

// Each in both orders.
constexpr std::array<std::string_view, 4> joints = {", ", "; ", " / ", " - "};
constexpr std::size_t label_ways = 2 * joints.size();

std::string label_words(std::string_view specialty, std::string_view region, std::size_t way) {
  const auto& first = way % 2 == 0 ? specialty : region;
  const auto& second = way % 2 == 0 ? region : specialty;
  return std::string(first).append(joints[way / 2]).append(second);
}

// A specialty of any length cannot pass for the beginning of a region.
std::string label_name(std::string_view specialty, std::string_view region) {
  return "label " + std::to_string(specialty.size()) + " " + std::string(specialty).append(region);
}

const char* name_of(v1::LicenceLevel level) {
  switch (level) {
    case v1::LICENCE_PANEL:
      return "panel";
    case v1::LICENCE_RESEARCH:
      return "research";
    case v1::LICENCE_CONSULT:
      return "consult";
    default:
      return "observe";
  }
}

std::vector<SaidItem> all_notices() {
  return {
      {"notice 1",
       {"Pseudonymised, not anonymous: what people write can give them away.",
        "Pseudonymised, not anonymous: people can be given away by what they write.",
        "Pseudonymised, not anonymous: words can give away who wrote them.",
        "Pseudonymised, not anonymous: who wrote something can show in the words."}},
      {"notice 2",
       {"Do not try to find out who wrote what.", "Make no attempt to find out who wrote what.",
        "Nobody may try to find out who wrote what.", "Who wrote what is not to be found out."}},
      {"notice 3",
       {"Use it for the purpose of your licence and for no other.",
        "It is for the purpose of your licence and for no other.",
        "Your licence states a purpose: use it for no other.",
        "Use it for no other purpose than your licence states."}},
      {"notice 4",
       {"Keep it within your company.", "It stays within your company.", "It does not leave your company.",
        "Show it to nobody outside your company."}},
      {"notice 5",
       {"What is withdrawn is quoted no more.", "Quote no more what is withdrawn.",
        "Once withdrawn, it is quoted no more.", "What is withdrawn must not be quoted again."}},
      {"notice 6",
       {"Of what is erased every copy goes.", "What is erased goes from every copy.",
        "Once erased, every copy of it goes.", "Every copy of what is erased goes."}},
      {"notice 7",
       {"Authors are told which company read, found or took their words.",
        "Which company read, found or took their words is told to authors.",
        "Each author is told which company read, found or took the words.",
        "Authors learn which company read, found or took their words."}},
      {"notice 8",
       {"The wording around posts differs by company, so that a copy shows where it came from.",
        "So that a copy shows where it came from, the wording around posts differs by company.",
        "The wording around posts is each company's own, so that a copy shows where it came from.",
        "Each company has its own wording around posts, so that a copy shows where it came from."}},
  };
}

}  // namespace

SaidItem label_item(std::string_view specialty, std::string_view region) {
  SaidItem item{label_name(specialty, region), {}};
  for (std::size_t way = 0; way < label_ways; ++way) item.ways.push_back(label_words(specialty, region, way));
  return item;
}

SaidItem scope_item(v1::LicenceLevel level, std::string_view purpose) {
  const std::string name = name_of(level), why(purpose);
  return {"scope " + name + " " + why,
          {name + ": " + why, name + " - " + why, name + " (" + why + ")", name + ", for: " + why}};
}

const std::vector<SaidItem>& notice_items() {
  static const std::vector<SaidItem> items = all_notices();
  return items;
}

Wording::Wording(const MasterKey& master, std::string_view company)
    : key_(master.derive("company's wording", company)) {}

Wording::~Wording() {
  sodium_memzero(key_.data(), key_.size());
}

std::size_t Wording::way(std::string_view name, std::size_t count) const {
  const auto hash = keyed_hash(key_, name);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8 | static_cast<unsigned char>(hash[i]);
  return number % count;
}

std::string Wording::label(std::string_view specialty, std::string_view region) const {
  if (specialty.empty() || region.empty()) return std::string(specialty).append(region);
  return label_words(specialty, region, way(label_name(specialty, region), label_ways));
}

std::vector<std::string> Wording::notice() const {
  std::vector<std::string> sentences;
  for (const auto& item : notice_items()) sentences.push_back(of(item));
  return sentences;
}

}  // namespace plenum
