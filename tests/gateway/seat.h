#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/net/raw_websocket.h"
#include "tests/support/server/running_server.h"

namespace plenum::test {

using Json = nlohmann::json;

/// 16 bytes that no other command has, in base64.
std::string command_id();

/// One program at the server, with a bearer token: calls over HTTP.
class Seat {
public:
  Seat(const RunningServer& server, std::string token);

  /// The reply; where the server refused, an object with "refused": the code's name.
  Json call(const std::string& method, const Json& request);
  Json call_service(const std::string& service, const std::string& method, const Json& request);

  /// Any request, as it stands.
  Answer raw(const std::string& head_and_body);
  std::string post_request(const std::string& path, const std::string& headers, const std::string& body) const;

  std::uint16_t port() const { return port_; }
  const std::string& token() const { return token_; }

private:
  std::uint16_t port_;
  std::string token_;
};

/// One live line in JSON. Replies are matched by number; what else comes is kept in order.
class Line {
public:
  explicit Line(const Seat& seat, bool greet = true);

  /// The answer's field, or {"refused": code}.
  Json call(const std::string& name, const Json& request);
  void send(const Json& frame) { socket_.send_text(frame.dump()); }

  /// The first update not yet taken that fits; waits for it. Null if none comes in time.
  Json await_update(const std::function<bool(const Json&)>& fits);
  Json await_presence(const std::function<bool(const Json&)>& fits);
  /// Who looks at which report, one at a time.
  Json await_desk_presence(const std::function<bool(const Json&)>& fits);
  Json await_reply(int number);

  /// All that came so far, whispers left out, in order.
  std::vector<Json> take_updates();
  /// The last position of a topic's stream that came; empty: none.
  std::string position() const { return position_; }

  std::uint16_t await_close();
  RawWebSocket& socket() { return socket_; }
  const Json& welcome() const { return welcome_; }
  int next_number() { return ++number_; }

private:
  bool read_one(std::chrono::milliseconds patience);
  RawWebSocket socket_;
  Json welcome_;
  int number_ = 0;
  std::uint16_t close_code_ = 0;
  std::vector<Json> replies_;
  std::vector<Json> updates_;
  std::vector<Json> presences_;
  std::vector<Json> reports_looked_at_;
  std::string position_;
};

/// A server with hamlet (admin), ophelia and iago (members), polonius (moderator), one topic, one thread of hamlet's.
class Elsinore : public ::testing::Test {
protected:
  explicit Elsinore(const std::string& settings = "commands_per_10_s = 100000\nsign_ins_per_minute = 1000\n");
  void SetUp() override;

  Seat seat(const std::string& handle);
  std::string write(const std::string& handle, const std::string& source, const Json& more = Json::object());

  RunningServer server_;
  std::map<std::string, std::string> tokens_;
  std::string topic_;
  std::string thread_;
  std::string first_post_;
};

}  // namespace plenum::test
