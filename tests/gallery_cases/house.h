#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/gallery_door/room.h"
#include "tests/gateway/seat.h"

namespace plenum::test {

/// All that an answer is, but for its date.
std::string whole(const Answer& answer);

/// What the store holds, and when it was asked. What seats have read and where they sat is told once a minute and
/// becomes part of it: where that came between, two that differ tell nothing.
struct Held {
  std::string digest;
  std::int64_t at_ms = 0;

  bool operator==(const Held& later) const;
};

/// A real server with a gallery, led by the operator's commands. In *being* Norway and England
/// listen, in *flowers* England alone; two authors are needed before anything is shown, and both have written in each.
class House : public Elsinore {
protected:
  using Elsinore::Elsinore;
  void SetUp() override;

  struct Written {
    std::string thread;
    std::string post;
  };
  Written opens(const std::string& handle, const std::string& topic, const std::string& title,
                const std::string& source, const Json& more = Json::object());
  std::string writes(const std::string& handle, const std::string& thread, const std::string& source,
                     const Json& more = Json::object());
  /// A member's or a moderator's command on a post or thread; it must be accepted.
  Json does(const std::string& handle, const std::string& method, Json request,
            const std::string& service = "MemberService");

  std::string company(const std::string& name);
  std::string licence(const std::string& company, const std::vector<std::string>& topics, std::int64_t until_ms = 0,
                      unsigned seats = 50);
  void end_licence(const std::string& licence);
  void charter(const std::string& topic, const std::vector<v1::EmbargoClass>& classes, bool reach_back = false);
  void begin_epoch(const std::string& topic);
  struct GivenSeat {
    std::string id;
    std::string token;
  };
  GivenSeat give_seat(const std::string& company);
  Observing sits(const std::string& company) { return {seat("").port(), give_seat(company).token}; }

  /// The company's id of a topic by its title.
  static std::string topic_of(Observing&, const std::string& title = "On being");
  static Json feed_of(Observing&, const std::string& title = "On being");
  static Json post_with(const Json& feed, const std::string& text);
  /// Of *being*, by its title.
  static std::string thread_of(Observing&, const std::string& title, const std::string& topic = "On being");
  /// All that there is to ask, as it came; positions are of one's own feed and stay in it.
  static std::string everything(Observing&);

  std::string call(Observing& seat, const std::string& method, const std::string& body,
                   const std::string& headers = {}) const;
  Held digest();

  std::string being_, flowers_;
  std::string norway_, england_;
  std::string licence_;
  Written asked_;   // in being, by hamlet
  Written picked_;  // in flowers, by hamlet
};

/// Subscribed to one feed.
class Ear : public Listener {
public:
  explicit Ear(Observing& seat, const std::string& title = "On being");
  bool subscribed = false;

  /// The next frame that answers this text, byte for byte.
  std::string asks(const std::string& text);
};

}  // namespace plenum::test
