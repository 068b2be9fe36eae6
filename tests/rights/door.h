#pragma once

#include <memory>
#include <string>

#include <google/protobuf/descriptor.h>

#include "tests/gateway/seat.h"

namespace plenum::test {

/// One way in: HTTP or the live line, each in JSON and in protobuf. Kept open from call to call; belongs to one thread.
class Door {
public:
  virtual ~Door() = default;

  /// The reply as JSON; refused: {"refused": code, ...} with all that the refusal says. {"fault": why}: no answer.
  virtual Json call(const google::protobuf::MethodDescriptor& method, const Json& request) = 0;
  virtual const char* name() const = 0;
};

std::unique_ptr<Door> http_door(const Seat& seat, bool binary);

/// Requires: the seat's member may open a line.
std::unique_ptr<Door> live_door(const Seat& seat, bool binary);

/// What a hello is answered with on a line of its own: "" or the refusal, and the close code that follows it; or the
/// HTTP status, where a token of no session opens no line.
struct Greeted {
  std::string refused;
  std::uint16_t close_code = 0;
};
Greeted greet(const Seat& seat, bool binary);

/// A call's field in ClientFrame and Reply: "WritePost" -> "writePost".
std::string field_of(const std::string& method);

}  // namespace plenum::test
