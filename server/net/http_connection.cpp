#include "server/net/http_connection.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <sys/socket.h>

#include "server/net/handshake.h"
#include "server/net/http_head.h"
#include "server/net/http_message.h"
#include "server/net/websocket_connection.h"

namespace plenum::net {
namespace {

namespace beast = boost::beast;
using ErrorCode = boost::system::error_code;
using std::chrono::milliseconds;

constexpr std::size_t read_bytes = 4096;

// One HTTP/1.1 connection: request, answer, request ... until it closes or becomes a WebSocket.
// Thread: its desk's; answers come from any thread, by post.
class HttpConnection final : public Connection {
public:
  HttpConnection(std::shared_ptr<Door> door, Desk& desk, Accepted accepted);
  void start();
  void answer(HttpResponse response);

  void flush() override {}
  void sweep(Clock::time_point now) override;
  void wind_down(std::uint16_t, std::string_view) override;
  void cut() override { end(); }

private:
  // waiting: between requests. lingering: all is said; what still arrives is dropped until the peer closes, since
  // closing with unread bytes would reset the connection and could destroy the answer on its way.
  enum class State { waiting, reading, handling, writing, lingering, ended };

  std::shared_ptr<HttpConnection> self() { return std::static_pointer_cast<HttpConnection>(shared_from_this()); }
  void enter(State state);
  void next_request();
  void read();
  void on_read(ErrorCode error, std::size_t bytes);
  void parse();
  bool on_head();
  bool seat_client();
  bool greet_body();
  void dispatch();
  void upgrade(HttpRequest request);
  void refuse(HttpResponse response);
  void respond(HttpResponse response);
  void write();
  void on_written(ErrorCode error, std::size_t bytes);
  void linger();
  void end();
  Clock::duration patience() const;

  const std::shared_ptr<Door> door_;
  Desk& desk_;
  Socket socket_;
  Peer peer_;
  const bool trusted_proxy_;
  AddressCaps::Seat seat_;
  AddressCaps::Seat client_seat_;

  State state_ = State::reading;
  Clock::time_point since_ = Clock::now();  // of the state, or of its last progress
  beast::flat_buffer buffer_;
  std::optional<RequestParser> parser_;
  bool begun_ = false;  // a byte of this request has come
  bool head_seen_ = false;
  std::uint64_t body_bytes_ = 0;  // that have come
  Peer client_;                   // of this request: the peer, or whom a trusted proxy names
  bool secure_ = false;
  bool head_only_ = false;
  bool keep_alive_ = true;
  bool version_10_ = false;
  bool winding_down_ = false;

  std::string head_out_;
  HttpResponse out_;
  std::size_t written_ = 0;
};

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

HttpConnection::HttpConnection(std::shared_ptr<Door> door, Desk& desk, Accepted accepted)
    : door_(std::move(door)),
      desk_(desk),
      socket_(std::move(accepted.socket)),
      peer_(std::move(accepted.peer)),
      trusted_proxy_(accepted.trusted_proxy),
      seat_(std::move(accepted.seat)) {}

void HttpConnection::enter(State state) {
  state_ = state;
  since_ = Clock::now();
}

void HttpConnection::start() {
  next_request();
  enter(State::reading);  // a new connection has the request's deadline, not the patience of a proven one
}

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

void HttpConnection::upgrade(HttpRequest request) {
  if (auto refused = check_handshake(request, !version_10_)) return refuse(std::move(*refused));
  if (winding_down_) return refuse(HttpResponse::plain(503, "The server is going down. Try again soon."));
  auto admission = door_->handler.on_upgrade(request);
  if (admission.refused) return respond(std::move(*admission.refused));
  const auto offered = offered_subprotocols(request);
  const bool common = admission.subprotocol.empty() ||
                      std::find(offered.begin(), offered.end(), admission.subprotocol) != offered.end();
  if (!common || !admission.client) return refuse(HttpResponse::plain(400, "No subprotocol in common."));
  const auto keep = self();
  Upgrade to{std::move(socket_),
             beast::buffers_to_string(buffer_.data()),
             encode_switching(request, admission.subprotocol),
             client_,
             std::move(seat_),
             std::move(client_seat_),
             std::move(admission.client)};
  state_ = State::ended;
  desk_.leave(*this);
  start_websocket(door_, desk_, std::move(to));
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

Clock::duration HttpConnection::patience() const {
  const auto& limits = door_->limits;
  switch (state_) {
    case State::waiting:
      return milliseconds(limits.keep_alive_ms);
    case State::reading:
      return milliseconds(limits.request_deadline_ms + 1000 * body_bytes_ / limits.body_bytes_per_s_min);
    case State::writing:
      return milliseconds(limits.stall_ms);
    case State::lingering:
      return milliseconds(limits.teardown_ms);
    case State::handling:
    case State::ended:
      break;
  }
  return Clock::duration::max();
}

void HttpConnection::sweep(Clock::time_point now) {
  if (now - since_ <= patience()) return;
  if (state_ == State::reading && begun_) {
    ErrorCode ignored;
    socket_.cancel(ignored);
    return refuse(HttpResponse::plain(408, "The request took too long."));
  }
  end();
}

void HttpConnection::wind_down(std::uint16_t, std::string_view) {
  winding_down_ = true;
  if (state_ == State::waiting || (state_ == State::reading && !begun_)) end();
}

void HttpConnection::end() {
  if (state_ == State::ended) return;
  const auto keep = self();
  enter(State::ended);
  ErrorCode ignored;
  socket_.close(ignored);
  desk_.leave(*this);
  seat_.leave();
  client_seat_.leave();
}

}  // namespace

void start_http(std::shared_ptr<Door> door, Desk& desk, Accepted accepted) {
  const auto connection = std::make_shared<HttpConnection>(std::move(door), desk, std::move(accepted));
  desk.join(connection);
  connection->start();
}

}  // namespace plenum::net
