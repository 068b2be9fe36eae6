// How a request is answered, by whichever thread, and how the connection ends behind it.
#include <algorithm>
#include <array>

#include <boost/asio/buffer.hpp>

#include "server/net/handshake.h"
#include "server/net/http_exchange.h"
#include "server/net/http_head.h"

namespace plenum::net {
namespace {

// Carries an answer to the connection's thread; knows only its address there, so that the gateway may keep it for ever.
class Answer final : public Respond::Target {
public:
  Answer(std::weak_ptr<HttpConnection> connection, asio::io_context& context)
      : connection_(std::move(connection)), context_(context) {}
  void respond(HttpResponse response) override {
    // Locked on its own thread only: the last owner destroys the connection, and that must not happen here.
    asio::post(context_, [weak = std::move(connection_), response = std::move(response)]() mutable {
      if (const auto connection = weak.lock()) connection->answer(std::move(response));
    });
  }

private:
  std::weak_ptr<HttpConnection> connection_;
  asio::io_context& context_;
};

}  // namespace

void HttpConnection::dispatch() {
  enter(State::handling);
  HttpRequest request = request_of(parser_->get());
  request.peer = client_;
  request.secure = secure_;
  request.body = std::move(parser_->get().body());
  const bool websocket = wants_websocket(request);
  parser_.reset();
  if (websocket) return upgrade(std::move(request));
  door_->handler.on_http(std::move(request), Respond(std::make_unique<Answer>(self(), desk_.context())));
}

void HttpConnection::refuse(HttpResponse response) {
  response.close = true;
  enter(State::handling);
  respond(std::move(response));
}

// A request is answered once, and the next is not read before: so the answer is for the request in work.
void HttpConnection::answer(HttpResponse response) {
  if (state_ == State::handling) respond(std::move(response));
}

void HttpConnection::respond(HttpResponse response) {
  enter(State::writing);
  keep_alive_ = keep_alive_ && !response.close && !winding_down_;
  out_ = std::move(response);
  head_out_ = encode_head(out_, {keep_alive_, version_10_});
  written_ = 0;
  write();
}

void HttpConnection::write() {
  const std::string_view body = out_.shared_body ? std::string_view(*out_.shared_body) : std::string_view(out_.body);
  const bool with_body = !head_only_ && status_has_body(out_.status);
  const std::size_t head_done = std::min(written_, head_out_.size());
  const std::size_t body_done = written_ - head_done;
  const std::array<asio::const_buffer, 2> rest{asio::buffer(head_out_) + head_done,
                                               with_body ? asio::buffer(body) + body_done : asio::const_buffer()};
  if (asio::buffer_size(rest) == 0) {
    out_ = {};
    return keep_alive_ ? next_request() : linger();
  }
  socket_.async_write_some(rest,
                           [self = self()](ErrorCode error, std::size_t bytes) { self->on_written(error, bytes); });
}

void HttpConnection::on_written(ErrorCode error, std::size_t bytes) {
  if (state_ == State::ended) return;
  if (error) return end();
  written_ += bytes;
  since_ = Clock::now();
  write();
}

void HttpConnection::linger() {
  enter(State::lingering);
  ErrorCode ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  buffer_.clear();
  read();
}

}  // namespace plenum::net
