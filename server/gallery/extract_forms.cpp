#include "server/gallery/extract_forms.h"

#include <ctime>

#include "server/gateway/codec.h"

namespace plenum {

namespace {

std::string time_text(std::int64_t ms) {
  if (ms == 0) return {};
  const std::time_t seconds = ms / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  const auto length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return std::string(text, length);
}

std::string hex(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const auto c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text.push_back(digits[byte >> 4]);
    text.push_back(digits[byte & 15]);
  }
  return text;
}

const char* state_text(v1::ExtractState state) {
  switch (state) {
    case v1::EXTRACT_STANDS:
      return "stands";
    case v1::EXTRACT_EDITED:
      return "edited since";
    case v1::EXTRACT_WITHDRAWN:
      return "withdrawn";
    case v1::EXTRACT_ERASED:
      return "erased";
    case v1::EXTRACT_EXPIRED:
      return "expired";
    default:
      return "";
  }
}

std::string json_of(const std::vector<v1::Extract>& extracts, const ExportHead& head) {
  v1::ListExtractsReply all;
  for (const auto& sentence : head.notice) all.add_notice(sentence);
  for (const auto& extract : extracts) *all.add_extracts() = extract;
  return encode(Coding::json, all);
}

std::string csv_of(const std::vector<v1::Extract>& extracts) {
  std::string text =
      "number,id,company,topic,pseudonym,label,written,text,post,version,scope,taken,until,state,salt,digest,before,"
      "hash\r\n";
  for (const auto& e : extracts) {
    const std::string cells[] = {std::to_string(e.number()),
                                 hex(e.id()),
                                 e.company(),
                                 e.topic(),
                                 e.pseudonym(),
                                 e.label(),
                                 time_text(e.written_at_ms()),
                                 e.text(),
                                 hex(e.post()),
                                 std::to_string(e.version()),
                                 e.scope(),
                                 time_text(e.taken_at_ms()),
                                 time_text(e.until_ms()),
                                 state_text(e.state()),
                                 hex(e.salt()),
                                 hex(e.digest()),
                                 hex(e.before()),
                                 hex(e.hash())};
    bool is_first = true;
    for (const auto& cell : cells) {
      if (!is_first) text.push_back(',');
      is_first = false;
      text += csv_cell(cell);
    }
    text += "\r\n";
  }
  return text;
}

std::string page_of_one(const v1::Extract& e) {
  std::string html = "<article><h2>" + std::to_string(e.number()) + ". " + html_text(e.pseudonym());
  if (!e.label().empty()) html += ", " + html_text(e.label());
  html += "</h2>";
  if (!e.text().empty()) html += "<blockquote dir=\"auto\">" + html_text(e.text()) + "</blockquote>";
  html += "<p>" + html_text(e.topic());
  if (e.written_at_ms() != 0) html += " · written " + time_text(e.written_at_ms());
  html += " · taken " + time_text(e.taken_at_ms());
  if (e.until_ms() != 0) html += " · until " + time_text(e.until_ms());
  html += " · " + std::string(state_text(e.state())) + "</p>";
  html += "<p>" + html_text(e.scope()) + "</p><p class=\"proof\">" + hex(e.id()) + " · " + hex(e.hash()) + "</p>";
  return html + "</article>";
}

// One file: no script, no picture, nothing fetched from anywhere.
std::string page_of(const std::vector<v1::Extract>& extracts, const ExportHead& head) {
  std::string html =
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Extracts</title>"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><style>"
      "body{font:11pt/1.5 serif;max-width:44em;margin:2em auto;color:#111;background:#fff}"
      "article{break-inside:avoid;border-top:1px solid #999;padding:.5em 0}h1{font-size:16pt}h2{font-size:11pt}"
      "blockquote{white-space:pre-wrap;margin:.5em 1em}p{margin:.2em 0;font-size:9pt}"
      ".proof{font-family:monospace;overflow-wrap:anywhere}</style></head><body><main><h1>";
  html += html_text(head.company) + ": extracts, " + time_text(head.now_ms) + "</h1><p>";
  for (const auto& sentence : head.notice) html += html_text(sentence) + " ";
  html += "</p>";
  for (const auto& extract : extracts) html += page_of_one(extract);
  return html + "</main></body></html>\n";
}

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string cell;
  constexpr std::string_view formulas = "=+-@\t\r";
  if (!text.empty() && formulas.find(text.front()) != std::string_view::npos) cell.push_back('\'');
  cell += text;
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const auto c : cell) {
    if (c == '"') quoted.push_back('"');
    quoted.push_back(c);
  }
  return quoted + "\"";
}

std::string html_text(std::string_view text) {
  std::string html;
  for (const auto c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html.push_back(c);
    }
  }
  return html;
}

v1::ExportExtractsReply exported(const std::vector<v1::Extract>& extracts, v1::ExtractFormat format,
                                 const ExportHead& head) {
  v1::ExportExtractsReply reply;
  const auto name = "extracts-" + time_text(head.now_ms).substr(0, 10);
  switch (format) {
    case v1::EXTRACT_CSV:
      reply.set_file_name(name + ".csv");
      reply.set_media_type("text/csv; charset=utf-8");
      reply.set_content(csv_of(extracts));
      break;
    case v1::EXTRACT_PAGE:
      reply.set_file_name(name + ".html");
      reply.set_media_type("text/html; charset=utf-8");
      reply.set_content(page_of(extracts, head));
      break;
    default:
      reply.set_file_name(name + ".json");
      reply.set_media_type("application/json");
      reply.set_content(json_of(extracts, head));
  }
  return reply;
}

}  // namespace plenum
