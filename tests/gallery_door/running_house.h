#pragma once

#include <string>

#include "proto/house.pb.h"
#include "tests/gallery_door/room.h"
#include "tests/support/server/running_server.h"

namespace plenum::test {

/// The whole server with a topic to which a company listens at once, two authors being enough to be heard. Members and
/// seats by their tokens, over HTTP. Belongs to the test's thread.
class RunningHouse {
public:
  /// Empty where it does not start: the test has failed then.
  void start(v1::LicenceLevel = v1::LICENCE_OBSERVE);

  /// The answer's JSON; {"refused": its body} with {"status"}.
  Json asks(const std::string& path, const std::string& token, const Json& wish = Json::object());
  Json member(const std::string& token, const std::string& method, Json wish = Json::object());  // Service/Method
  Json observer(const std::string& method, const Json& wish = Json::object());
  Json subscriber(const std::string& method, const Json& wish = Json::object());

  /// A thread by this member.
  Json opens(const std::string& member, const std::string& source);
  /// As the company knows it.
  Json topic_of_company();

  RunningServer server;
  std::uint64_t topic = 0;
  std::string seat;  // its token

private:
  int commands_ = 0;
};

}  // namespace plenum::test
