#pragma once

#include <functional>
#include <map>

#include "tests/rights/stage.h"

namespace plenum::test {

/// Sets scenes of the gallery on one ground: what the host keeps for a company, and what a company asks of the members.
/// What was changed is set anew. Belongs to one thread. Requires: a Theatre's cast, two authors are enough, and Denmark
/// has a charter.
class GalleryStage {
public:
  using SeatOf = std::function<Seat(const std::string& token)>;
  GalleryStage(Stage::Done done, SeatOf seat_of, Ground ground, Secrets& secrets);
  ~GalleryStage();

  static const std::vector<std::string>& request_states();
  static const std::vector<std::string>& kept_states();
  /// In one of these states.
  const Scene& scene(const std::string& state);
  const Ground& ground() const { return ground_; }

  /// It will not be as it was: set anew when it is needed, and no longer searched for.
  void spoil(const std::string& state);

  /// A company that listens in Denmark, and one seat of it with its token. `more`: of its licence.
  struct Company {
    std::string id;
    std::string licence;
    std::string seat;
    std::string token;
  };
  Company company(const Json& more = Json::object());
  Company seat_of(Company company, bool keeps_seats);

  /// A call behind the gallery's door: "SubscriberService/GetOwn".
  Json calls(const std::string& token, const std::string& method, const Json& request = Json::object());
  /// As the company knows Denmark.
  Json topic_of(const Company&);

private:
  Scene set_request(const std::string& state);
  Scene set_kept(const std::string& state);
  std::string raise_alarm(const Company&);
  Json host(const std::string& method, Json request) { return done_("hamlet", method, std::move(request)); }

  const Stage::Done done_;
  const SeatOf seat_of_;
  const Ground ground_;
  Secrets& secrets_;
  std::map<std::string, Scene> scenes_;
  Company asks_;
  int asked_ = 0;
  std::string thread_;  // that is listened to
};

}  // namespace plenum::test
