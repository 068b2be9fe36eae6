#pragma once
// From Beast's message to ours, and what is refused on the way. RFC 9110, 9112.
#include <optional>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "server/net/http.h"
#include "server/net/limits.h"

namespace plenum::net {

namespace http = boost::beast::http;

using RequestParser = http::request_parser<http::string_body>;

// nullopt: the header may be served, as far as net can judge. Requires: parser.is_header_done().
std::optional<HttpResponse> check_head(const RequestParser& parser, const Limits& limits);

// Everything but peer and secure, which the connection knows, and the body, which it moves.
HttpRequest request_of(const RequestParser::value_type& message);

// What could not be parsed, in words.
HttpResponse refusal_of(boost::system::error_code error, bool head_done);
HttpResponse too_many();

}  // namespace plenum::net
