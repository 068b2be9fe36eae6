#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/support/net/raw_websocket.h"

namespace plenum::test {

using Json = nlohmann::json;

/// A seat's program: calls over HTTP.
class Observing {
public:
  /// `house`: whatever listens on a port.
  template <class House>
    requires requires(const House& house) { house.port(); }
  Observing(const House& house, std::string token) : Observing(house.port(), std::move(token)) {}
  Observing(std::uint16_t port, std::string token) : port_(port), token_(std::move(token)) {}

  Json call(const std::string& method, const Json& request = Json::object());
  /// Of SubscriberService; {"refused": what is told of it}.
  Json wish(const std::string& method, const Json& request = Json::object());
  Answer raw(const std::string& request);
  std::string request(const std::string& path, const std::string& body, const std::string& headers = {},
                      const std::string& verb = "POST") const;

  /// The id by which the company knows its only topic.
  std::string topic();

  std::uint16_t port() const { return port_; }
  const std::string& token() const { return token_; }

  /// Every byte that came.
  std::string heard;

private:
  std::uint16_t port_;
  std::string token_;
};

/// A seat's live line in JSON.
class Listener {
public:
  explicit Listener(const Observing& seat, bool greet = true);

  /// The answer's field, or {"refused": its words}.
  Json call(const std::string& name, const Json& request);
  /// The first post not yet taken that fits; waits for it. Null if none comes in time.
  Json await_post(const std::function<bool(const Json&)>& fits);
  Json await_text(const std::string& text);
  /// The first alert not yet taken; waits for it. Null if none comes in time.
  Json await_alert();
  /// What has come by the time that the server answers once more.
  std::vector<Json> posts_so_far();
  std::uint16_t await_close();

  RawWebSocket& socket() { return socket_; }
  const std::string& position() const { return position_; }
  std::string heard;

private:
  bool read_one(std::chrono::milliseconds patience);
  RawWebSocket socket_;
  int number_ = 0;
  std::uint16_t close_code_ = 0;
  std::string position_;
  std::vector<Json> replies_;
  std::vector<Json> posts_;
  std::vector<Json> alerts_;
};

}  // namespace plenum::test
