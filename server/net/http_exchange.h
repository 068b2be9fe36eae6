#pragma once
#include <optional>
#include <string>

#include <boost/beast/core/flat_buffer.hpp>

#include "server/net/http_connection.h"
#include "server/net/http_message.h"

namespace plenum::net {

namespace beast = boost::beast;
using ErrorCode = boost::system::error_code;

// One HTTP/1.1 connection: request, answer, request ... until it closes or becomes a WebSocket.
// Thread: its desk's; answers come from any thread, by post.
// http_connection.cpp: its life; http_reading.cpp: until a request is whole; http_answering.cpp: from there to its
// answer's last byte.
class HttpConnection final : public Connection {
public:
  HttpConnection(std::shared_ptr<Door> door, Desk& desk, Accepted accepted);
  void start();
  void answer(HttpResponse response);

  void flush(Clock::time_point) override {}
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

}  // namespace plenum::net
