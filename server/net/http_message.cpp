#include "server/net/http_message.h"

namespace plenum::net {
namespace {

bool served(http::verb method) {
  switch (method) {
    case http::verb::get:
    case http::verb::head:
    case http::verb::post:
    case http::verb::put:
    case http::verb::patch:
    case http::verb::delete_:
    case http::verb::options:
      return true;
    default:
      return false;
  }
}

}  // namespace

HttpResponse refusal_of(boost::system::error_code error, bool head_done) {
  if (error == http::error::header_limit) return HttpResponse::plain(431, "The header is too long.");
  if (error == http::error::buffer_overflow && !head_done) return HttpResponse::plain(431, "The header is too long.");
  if (error == http::error::body_limit) return HttpResponse::plain(413, "The body is too long.");
  if (error == http::error::bad_version) return HttpResponse::plain(505, "This server speaks HTTP/1.1.");
  return HttpResponse::plain(400, "This is not an HTTP request that can be understood.");
}

HttpResponse too_many() {
  auto response = HttpResponse::plain(503, "Too many connections from this address. Try again later.");
  response.headers.emplace_back("Retry-After", "30");
  return response;
}

std::optional<HttpResponse> check_head(const RequestParser& parser, const Limits& limits) {
  const auto& message = parser.get();
  if (message.version() != 11 && message.version() != 10)
    return HttpResponse::plain(505, "This server speaks HTTP/1.1.");
  if (!served(message.method())) {
    auto response = HttpResponse::plain(405, "This method is not served here.");
    response.headers.emplace_back("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    return response;
  }
  if (message.target().empty() || (message.target().front() != '/' && message.target() != "*"))
    return HttpResponse::plain(400, "The target is not a path.");
  const auto hosts = message.count(http::field::host);
  if (hosts > 1 || (hosts == 0 && message.version() == 11))
    return HttpResponse::plain(400, "One Host header is needed.");
  // A length and chunks together, by which two readers could be led to disagree (request smuggling), Beast refuses
  // itself.
  if (message.count(http::field::transfer_encoding) != 0 && !parser.chunked())
    return HttpResponse::plain(400, "This Transfer-Encoding is not served here.");
  if (parser.content_length() && *parser.content_length() > limits.body_bytes_max)
    return HttpResponse::plain(413, "The body is too long.");
  return std::nullopt;
}

HttpRequest request_of(const RequestParser::value_type& message) {
  HttpRequest request;
  request.method = message.method_string();
  const std::string_view target = message.target();
  const auto question = target.find('?');
  request.path = target.substr(0, question);
  if (question != std::string_view::npos) request.query = target.substr(question + 1);
  for (const auto& field : message) request.headers.emplace_back(field.name_string(), field.value());
  return request;
}

}  // namespace plenum::net
