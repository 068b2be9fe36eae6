#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proto/subscriber.pb.h"

// Extracts as a file to keep: JSON as the calls have it, CSV for a sheet, a page to print.
namespace plenum {

/// `notice`: what whoever reads must know, sentence by sentence.
struct ExportHead {
  std::string company;
  std::vector<std::string> notice;
  std::int64_t now_ms = 0;
};
v1::ExportExtractsReply exported(const std::vector<v1::Extract>&, v1::ExtractFormat, const ExportHead&);

/// A cell of RFC 4180 that no sheet takes for a formula: what begins like one stands behind an apostrophe.
std::string csv_cell(std::string_view text);

/// Text for HTML, in an element or an attribute.
std::string html_text(std::string_view text);

}  // namespace plenum
