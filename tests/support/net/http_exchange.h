#pragma once
// A strict reader of HTTP/1.1 responses.
#include <string>
#include <utility>
#include <vector>

#include "tests/support/net/raw_socket.h"

namespace plenum::test {

struct Answer {
  unsigned status = 0;  // 0: none came, or it was malformed (see `fault`)
  std::string status_line;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string fault;

  std::string header(const std::string& name) const;  // "" if absent
  std::size_t count(const std::string& name) const;
};

// Reads one answer from `socket`; `rest` holds bytes read too far, before and after. HEAD answers have no body.
Answer read_answer(RawSocket& socket, std::string& rest, bool head = false);

// Sends and reads one answer.
Answer ask(RawSocket& socket, std::string_view request, bool head = false);

}  // namespace plenum::test
