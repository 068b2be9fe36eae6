#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/gallery/wording.h"

// From which company a text came, by the wording of what stands around members' words. Pure.
namespace plenum {

/// White space is one blank, capitals are small, HTML's five entities are what they stand for: what a copy, a browser
/// or a mail program does to a text.
std::string comparable(std::string_view text);

/// An item that a text says, and in which of its ways: mostly one.
struct FoundWording {
  const SaidItem* item;
  std::vector<std::size_t> ways;
};

/// The longest words first, each place counted once: a label that is the end of another is not found in it. `items`
/// outlive what is returned.
std::vector<FoundWording> find_wordings(std::string_view text, const std::vector<SaidItem>& items);

/// How many of what was found are worded as this company has them.
std::uint32_t count_fitting(const Wording&, const std::vector<FoundWording>&);

/// The probability that at least so many fit by chance one company to which the text owes nothing (Poisson binomial).
double chance_of(std::uint32_t fitting, const std::vector<FoundWording>&);

/// That it is so of at least one among so many companies.
double chance_among(double chance, std::size_t companies);

}  // namespace plenum
