#include "clients/cli/import/digest.h"

namespace plenum::imports {
namespace {

void append_escaped(std::string& out, char c) {
  static constexpr char hex[] = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  if (byte < 0x20) {
    out += "\\u00";
    out += hex[byte >> 4];
    out += hex[byte & 15];
  } else {
    out += c;  // DEL and everything beyond ASCII stay as they are
  }
}

void append_value(std::string& out, std::string_view text, bool is_number) {
  if (is_number) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) append_escaped(out, c);
  out += '"';
}

}  // namespace

std::string digest_line(const DigestRow& row) {
  std::string out;
  out.reserve(row.topic.size() + row.thread.size() + row.author.size() + row.body.size() + 96);
  out += '[';
  append_value(out, row.topic, false);
  out += ',';
  append_value(out, row.thread, false);
  out += ',';
  append_value(out, row.id, row.id_is_number);
  out += ',';
  append_value(out, row.author, false);
  out += ',';
  append_value(out, row.time, row.time_is_number);
  out += ',';
  append_value(out, row.body, false);
  out += ']';
  return out;
}

}  // namespace plenum::imports
