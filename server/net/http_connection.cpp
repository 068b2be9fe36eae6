#include "server/net/http_connection.h"

#include <algorithm>
#include <utility>

#include <boost/beast/core/buffers_to_string.hpp>

#include "server/net/handshake.h"
#include "server/net/http_exchange.h"
#include "server/net/websocket_connection.h"

namespace plenum::net {

using std::chrono::milliseconds;

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

void start_http(std::shared_ptr<Door> door, Desk& desk, Accepted accepted) {
  const auto connection = std::make_shared<HttpConnection>(std::move(door), desk, std::move(accepted));
  desk.join(connection);
  connection->start();
}

}  // namespace plenum::net
