#pragma once
// The head of a response as bytes. RFC 9112 section 4, RFC 9110 sections 6.6.1 and 8.6.
#include <string>

#include "server/net/http.h"

namespace plenum::net {

struct HeadOptions {
  bool keep_alive = true;
  bool version_10 = false;  // the client must be told that the connection stays open
};

// Status line, Date, the response's headers, Content-Length where the status allows one, Connection, empty line.
std::string encode_head(const HttpResponse& response, HeadOptions options);

std::size_t body_bytes(const HttpResponse& response);
bool status_has_body(unsigned status);  // not 1xx, 204, 304

}  // namespace plenum::net
