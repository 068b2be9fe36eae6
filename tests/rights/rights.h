#pragma once

#include "tests/rights/judge.h"
#include "tests/rights/stage.h"

namespace plenum::test {

/// The doors of everybody. Belongs to one thread.
class Doors {
public:
  using SeatOf = std::function<Seat(const std::string&)>;
  Doors(const std::vector<Actor>& cast, const SeatOf& seat_of);

  /// The chair's methods are reached by HTTP alone.
  std::vector<Door*> to(const Needs&, const Actor&);

  /// A call that must succeed.
  Json done(const std::string& who, const std::string& method, Json request);

private:
  std::map<std::string, std::vector<std::unique_ptr<Door>>> of_;
};

/// Everybody at a real server, and a judge of what they are answered.
class Rights : public Theatre {
protected:
  void SetUp() override;
  Doors doors();
  Stage::House house(Doors& doors);
  void finish();

  Secrets secrets_;
  Judge judge_{secrets_};
};

}  // namespace plenum::test
