#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "tests/gateway/seat.h"

namespace plenum::test {

std::unique_ptr<google::protobuf::Message> message_of(const google::protobuf::Descriptor* type);
std::string bytes_of(const Json& json, google::protobuf::Message& message);
Json json_of(const std::string& bytes, google::protobuf::Message& message);

/// A refusal with {"refused": code} beside what else it says.
Json refused(Json refusal);

/// One update, and the stream it came on: "topic 12", "staff 12", "desk", "community", "personal".
struct Heard {
  std::string stream;
  Json update;
};

/// A live line in either encoding, read and written as JSON. Belongs to one thread.
class Frames {
public:
  Frames(const Seat& seat, bool binary);

  /// The status with which the server would not even open the line; 0: it is open.
  unsigned turned_away() const { return is_open_ ? 0 : socket_.answer.status; }

  /// The reply to one call; a fault where the line ends first.
  Json ask(const std::string& field, const Json& request);

  /// Waits for an update that fits; false where none comes. All that came is kept in `heard`.
  bool await(const std::function<bool(const Heard&)>& fits);
  const std::vector<Heard>& heard() const { return heard_; }

  /// Reads to the end of the line; 0: it was not closed.
  std::uint16_t await_close();

private:
  bool read_one(std::chrono::milliseconds patience);
  const bool binary_;
  RawWebSocket socket_;
  bool is_open_ = false;
  int number_ = 0;
  std::uint16_t close_code_ = 0;
  std::deque<Json> replies_;
  std::vector<Heard> heard_;
};

}  // namespace plenum::test
