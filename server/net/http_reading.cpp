// How a request comes in: byte by byte, within its limits, from whoever a trusted proxy says it is.
#include <boost/asio/buffer.hpp>
#include <sys/socket.h>

#include "server/net/http_exchange.h"

namespace plenum::net {
namespace {

constexpr std::size_t read_bytes = 4096;

}  // namespace

void HttpConnection::next_request() {
  if (winding_down_) return linger();
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(door_->limits.header_bytes_max));
  parser_->body_limit(door_->limits.body_bytes_max);
  begun_ = head_seen_ = head_only_ = version_10_ = false;
  keep_alive_ = true;
  body_bytes_ = 0;
  client_seat_.leave();
  enter(State::waiting);
  if (buffer_.size() == 0) return read();
  enter(State::reading);
  parse();
}

void HttpConnection::read() {
  socket_.async_read_some(buffer_.prepare(read_bytes),
                          [self = self()](ErrorCode error, std::size_t bytes) { self->on_read(error, bytes); });
}

void HttpConnection::on_read(ErrorCode error, std::size_t bytes) {
  if (state_ == State::ended) return;
  desk_.count_read(bytes);
  if (state_ == State::lingering) {
    if (error) return end();
    return read();
  }
  if (state_ != State::waiting && state_ != State::reading) return;
  if (error) return end();
  if (state_ == State::waiting) enter(State::reading);
  buffer_.commit(bytes);
  if (head_seen_) body_bytes_ += bytes;
  parse();
}

void HttpConnection::parse() {
  begun_ = true;
  ErrorCode error;
  while (buffer_.size() != 0 && !parser_->is_done()) {
    const std::size_t used = parser_->put(buffer_.data(), error);
    buffer_.consume(used);
    if (parser_->is_header_done() && !head_seen_) {
      head_seen_ = true;
      if (!error && !on_head()) return;
      parser_->eager(true);
    }
    if (error) break;
  }
  if (error && error != http::error::need_more) return refuse(refusal_of(error, head_seen_));
  if (parser_->is_done()) return dispatch();
  if (!head_seen_ && buffer_.size() > door_->limits.header_bytes_max)
    return refuse(HttpResponse::plain(431, "The header is too long."));
  read();
}

// False: it was refused.
bool HttpConnection::on_head() {
  const auto& message = parser_->get();
  head_only_ = message.method() == http::verb::head;
  version_10_ = message.version() < 11;
  keep_alive_ = message.keep_alive();
  if (auto refused = check_head(*parser_, door_->limits)) {
    refuse(std::move(*refused));
    return false;
  }
  if (!seat_client()) {
    refuse(too_many());
    return false;
  }
  return greet_body();
}

// Who is asking? Behind a trusted proxy each client is counted as if it had come itself.
bool HttpConnection::seat_client() {
  const auto& message = parser_->get();
  client_ = peer_;
  secure_ = peer_.local;
  if (!trusted_proxy_) return true;
  secure_ = beast::iequals(message["X-Forwarded-Proto"], "https");
  std::string forwarded;
  for (auto [it, last] = message.equal_range("X-Forwarded-For"); it != last; ++it)
    forwarded.append(forwarded.empty() ? "" : ",").append(it->value());
  const auto address = door_->trusted_proxies.client_of(forwarded);
  if (!address) return true;
  client_ = peer_of(*address);
  auto seat = door_->caps.take_behind_proxy(client_.key);
  if (!seat) return false;
  client_seat_ = std::move(*seat);
  return true;
}

// Expect: 100-continue (RFC 9110 10.1.1): the client waits for a word before it sends the body. False: refused.
bool HttpConnection::greet_body() {
  const auto expected = parser_->get()[http::field::expect];
  if (expected.empty() || version_10_) return true;
  if (!beast::iequals(expected, "100-continue")) {
    refuse(HttpResponse::plain(417, "Only Expect: 100-continue is understood."));
    return false;
  }
  if (parser_->is_done() || buffer_.size() != 0) return true;
  static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
  ::send(socket_.native_handle(), go_on.data(), go_on.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  return true;
}

}  // namespace plenum::net
