#include "clients/cli/line/http_client.h"

#include <optional>

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include "clients/cli/line/failed.h"
#include "clients/cli/line/socket.h"

namespace plenum::cli {

namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;
using Request = http::request<http::string_body>;

constexpr std::size_t answer_bytes_max = 256 << 20;  // a page of an export is far less; a liar is stopped

constexpr std::chrono::seconds connect_patience(10);

HttpAnswer taken(http::response<http::string_body> response) {
  HttpAnswer answer;
  answer.status = response.result_int();
  for (const auto& field : response) answer.headers.emplace_back(field.name_string(), field.value());
  answer.body = std::move(response.body());
  return answer;
}

}  // namespace

std::string HttpAnswer::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (beast::iequals(key, beast::string_view(name.data(), name.size()))) return value;
  }
  return {};
}

struct HttpClient::Parts {
  boost::asio::io_context io;
  std::optional<Stream> stream;
  beast::flat_buffer buffer;

  void open(const Address& address) {
    stream.emplace(io);
    buffer.clear();
    cli::connect(io, *stream, address, connect_patience);
  }

  beast::error_code exchange(const Request& request, std::chrono::seconds patience, HttpAnswer& answer, bool& sent) {
    beast::error_code result;
    http::response_parser<http::string_body> parser;
    parser.body_limit(answer_bytes_max);
    stream->expires_after(patience);
    http::async_write(*stream, request, [&](beast::error_code error, std::size_t) {
      result = error;
      if (error) return;
      sent = true;
      http::async_read(*stream, buffer, parser, [&](beast::error_code e, std::size_t) { result = e; });
    });
    io.restart();
    io.run();
    if (result) return stream.reset(), result;
    if (!parser.get().keep_alive()) stream.reset();
    answer = taken(parser.release());
    return {};
  }
};

HttpClient::HttpClient(Address address, std::chrono::seconds patience)
    : address_(std::move(address)), patience_(patience), parts_(std::make_unique<Parts>()) {}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;

void HttpClient::connect() {
  if (!parts_->stream) parts_->open(address_);
}

HttpAnswer HttpClient::post(const std::string& path, const Headers& headers, std::string body) {
  Request request(http::verb::post, path, 11);
  request.set(http::field::host, address_.authority());
  for (const auto& [name, value] : headers) request.set(name, value);
  request.body() = std::move(body);
  request.prepare_payload();
  HttpAnswer answer;
  for (bool again = parts_->stream.has_value();; again = false) {
    if (!parts_->stream) parts_->open(address_);
    bool sent = false;
    const auto error = parts_->exchange(request, patience_, answer, sent);
    if (!error) return answer;
    // An idle connection that the server has closed meanwhile: nothing was read of the request, so it may go again.
    const bool was_idle = again && (error == http::error::end_of_stream || !sent);
    if (was_idle) continue;
    throw Failed("The server at " + (address_.unix_socket.empty() ? address_.authority() : address_.unix_socket) +
                     " did not answer (" + error.message() + "): look whether it is still running, then try again.",
                 Exit::unreachable);
  }
}

}  // namespace plenum::cli
