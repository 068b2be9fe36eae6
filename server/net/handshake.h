#pragma once
// The WebSocket opening handshake as HTTP. RFC 6455 sections 4.2.1 and 4.2.2.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/net/http.h"

namespace plenum::net {

// The request asks for "Upgrade: websocket", well or badly.
bool wants_websocket(const HttpRequest& request);

// nullopt: the handshake is well-formed. Else the answer: 426 with the version we speak, or 400 with a sentence.
std::optional<HttpResponse> check_handshake(const HttpRequest& request, bool version_11);

// The answer that completes the handshake, as bytes. An empty subprotocol names none.
// Requires: check_handshake had no objection.
std::string encode_switching(const HttpRequest& request, std::string_view subprotocol);

// The elements of a comma-separated header that may be sent in several lines.
std::vector<std::string> header_tokens(const HttpRequest& request, std::string_view name);

}  // namespace plenum::net
