#include "server/net/http_head.h"

#include <algorithm>
#include <cassert>
#include <ctime>

#include <boost/beast/http/status.hpp>

namespace plenum::net {
namespace {

// "Sun, 06 Nov 1994 08:49:37 GMT"; once a second and thread is enough.
const std::string& http_date() {
  thread_local std::time_t second = 0;
  thread_local std::string text;
  const std::time_t now = std::time(nullptr);
  if (now != second) {
    static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    char line[64];
    const int length =
        std::snprintf(line, sizeof line, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[utc.tm_wday], utc.tm_mday,
                      months[utc.tm_mon], utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
    text.assign(line, static_cast<std::size_t>(length));
    second = now;
  }
  return text;
}

// A line break in a value would let whoever wrote the value write headers.
bool one_line(const std::string& text) {
  return std::none_of(text.begin(), text.end(), [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7F; });
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::size_t body_bytes(const HttpResponse& response) {
  return response.shared_body ? response.shared_body->size() : response.body.size();
}

bool status_has_body(unsigned status) {
  return status >= 200 && status != 204 && status != 304;
}

std::string encode_head(const HttpResponse& response, HeadOptions options) {
  namespace http = boost::beast::http;
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
  head.append(http::obsolete_reason(http::int_to_status(response.status))).append("\r\n");
  append_field(head, "Date", http_date());
  for (const auto& [name, value] : response.headers) {
    const bool clean = one_line(name) && one_line(value);
    assert(clean);
    if (clean) append_field(head, name, value);
  }
  if (status_has_body(response.status)) append_field(head, "Content-Length", std::to_string(body_bytes(response)));
  if (!options.keep_alive) append_field(head, "Connection", "close");
  if (options.keep_alive && options.version_10) append_field(head, "Connection", "keep-alive");
  return head.append("\r\n");
}

}  // namespace plenum::net
