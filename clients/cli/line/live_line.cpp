#include "clients/cli/line/live_line.h"

#include <deque>

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

#include "clients/cli/line/calls.h"
#include "clients/cli/line/failed.h"
#include "clients/cli/line/socket.h"

namespace plenum::cli {

namespace {

namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;

constexpr std::chrono::seconds connect_patience(10);
constexpr std::chrono::seconds greeting_patience(15);
constexpr std::chrono::seconds silence_max(100);  // two of the server's heartbeats
constexpr const char* subprotocol = "plenum.v1.proto";

websocket::stream_base::timeout timeouts() {
  websocket::stream_base::timeout all{};
  all.handshake_timeout = std::chrono::seconds(15);
  all.idle_timeout = silence_max;
  all.keep_alive_pings = true;
  return all;
}

[[noreturn]] void unreachable(const Address& address, const std::string& why) {
  throw Failed("The live line to " + address.authority() + " could not be opened (" + why + "): is it a Plenum server?",
               Exit::unreachable);
}

}  // namespace

struct LiveLine::Parts {
  boost::asio::io_context io;
  websocket::stream<Stream> socket{io};
  beast::flat_buffer buffer;
  std::deque<v1::ServerFrame> frames;
  v1::Welcome welcome;
  bool reading = false;
  bool lost = false;

  void upgrade(const Address& address, const std::string& bearer) {
    beast::error_code error;
    websocket::response_type response;
    socket.set_option(timeouts());
    socket.set_option(websocket::stream_base::decorator([&](websocket::request_type& request) {
      request.set(beast::http::field::sec_websocket_protocol, subprotocol);
      request.set(beast::http::field::authorization, "Bearer " + bearer);
    }));
    socket.binary(true);
    socket.async_handshake(response, address.authority(), "/v1/live", [&](beast::error_code e) { error = e; });
    io.restart();
    io.run();
    if (response.result() == beast::http::status::unauthorized) throw Failed("Sign in first: plenum sign-in URL.");
    if (error) unreachable(address, error.message());
  }

  void keep_reading() {
    if (reading || lost) return;
    reading = true;
    socket.async_read(buffer, [this](beast::error_code error, std::size_t) {
      reading = false;
      v1::ServerFrame frame;
      const auto bytes = buffer.cdata();
      if (error || !frame.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
        lost = true;
        return;
      }
      buffer.clear();
      frames.push_back(std::move(frame));
      keep_reading();
    });
  }

  bool take(v1::ServerFrame& frame) {
    if (frames.empty()) return false;
    frame = std::move(frames.front());
    frames.pop_front();
    return true;
  }
};

LiveLine::LiveLine(const Address& address, const std::string& bearer) : parts_(std::make_unique<Parts>()) {
  connect(parts_->io, beast::get_lowest_layer(parts_->socket), address, connect_patience);
  parts_->upgrade(address, bearer);
  v1::ClientFrame hello;
  hello.set_request(1);
  hello.mutable_hello();
  v1::ServerFrame frame;
  if (!send(hello) || receive(frame, greeting_patience) != Got::frame) unreachable(address, "no greeting");
  if (frame.reply().has_refusal()) throw Failed(sentence_of(frame.reply().refusal()));
  if (!frame.reply().has_hello()) unreachable(address, "no greeting");
  parts_->welcome = frame.reply().hello();
}

LiveLine::~LiveLine() = default;
LiveLine::LiveLine(LiveLine&&) noexcept = default;
LiveLine& LiveLine::operator=(LiveLine&&) noexcept = default;

const v1::Welcome& LiveLine::welcome() const {
  return parts_->welcome;
}

bool LiveLine::send(const v1::ClientFrame& frame) {
  auto& p = *parts_;
  if (p.lost) return false;
  const auto bytes = frame.SerializeAsString();
  bool written = false;
  p.socket.async_write(boost::asio::buffer(bytes), [&](beast::error_code error, std::size_t) {
    written = true;
    p.lost = p.lost || error;
  });
  p.io.restart();
  while (!written && p.io.run_one() > 0) {
  }
  return !p.lost;
}

LiveLine::Got LiveLine::receive(v1::ServerFrame& frame, std::chrono::milliseconds patience) {
  auto& p = *parts_;
  const auto deadline = std::chrono::steady_clock::now() + patience;
  if (p.take(frame)) return Got::frame;
  p.keep_reading();
  p.io.restart();
  p.io.poll();
  while (p.frames.empty() && !p.lost && p.io.run_one_until(deadline) > 0) {
  }
  if (p.take(frame)) return Got::frame;
  return p.lost ? Got::lost : Got::nothing;
}

std::uint16_t LiveLine::close_code() const {
  return parts_->socket.reason().code;
}

std::string LiveLine::close_reason() const {
  const auto& reason = parts_->socket.reason().reason;
  return {reason.data(), reason.size()};
}

}  // namespace plenum::cli
