#include "tests/support/net/http_exchange.h"

#include <algorithm>
#include <cctype>

namespace plenum::test {
namespace {

bool same_name(const std::string& a, const std::string& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return std::tolower(x) == std::tolower(y); });
}

Answer broken(Answer answer, std::string why) {
  answer.status = 0;
  answer.fault = std::move(why);
  return answer;
}

bool fill(RawSocket& socket, std::string& rest) {
  return socket.read_some(rest) == RawSocket::Got::bytes;
}

Answer parse_head(const std::string& head) {
  Answer answer;
  std::size_t at = head.find("\r\n");
  answer.status_line = head.substr(0, at);
  if (answer.status_line.rfind("HTTP/1.1 ", 0) != 0 || answer.status_line.size() < 13)
    return broken(answer, "status line: " + answer.status_line);
  answer.status = static_cast<unsigned>(std::stoul(answer.status_line.substr(9, 3)));
  for (at += 2; at < head.size();) {
    const auto end = head.find("\r\n", at);
    const auto line = head.substr(at, end - at);
    const auto colon = line.find(": ");
    if (colon == std::string::npos) return broken(answer, "header line: " + line);
    answer.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    at = end + 2;
  }
  return answer;
}

}  // namespace

std::string Answer::header(const std::string& name) const {
  for (const auto& [key, value] : headers)
    if (same_name(key, name)) return value;
  return {};
}

std::size_t Answer::count(const std::string& name) const {
  return static_cast<std::size_t>(
      std::count_if(headers.begin(), headers.end(), [&](const auto& h) { return same_name(h.first, name); }));
}

Answer read_answer(RawSocket& socket, std::string& rest, bool head) {
  while (rest.find("\r\n\r\n") == std::string::npos)
    if (!fill(socket, rest)) return broken({}, "no complete head: " + rest);
  const auto end = rest.find("\r\n\r\n");
  Answer answer = parse_head(rest.substr(0, end + 2));
  rest.erase(0, end + 4);
  if (answer.status == 0 || head || answer.status < 200 || answer.status == 204 || answer.status == 304) return answer;
  if (answer.count("Content-Length") != 1) return broken(answer, "not one Content-Length");
  const auto length = static_cast<std::size_t>(std::stoull(answer.header("Content-Length")));
  while (rest.size() < length)
    if (!fill(socket, rest)) return broken(answer, "body cut short");
  answer.body = rest.substr(0, length);
  rest.erase(0, length);
  return answer;
}

Answer ask(RawSocket& socket, std::string_view request, bool head) {
  if (!socket.write(request)) return broken({}, "could not send");
  std::string rest;
  return read_answer(socket, rest, head);
}

}  // namespace plenum::test
