#pragma once

#include <functional>
#include <memory>
#include <string>

#include "server/config.h"

namespace plenum {

class House;

/// A whole server in one object, from its start to its farewell; server/house puts its rooms together. Belongs to the
/// main thread.
class Program {
public:
  explicit Program(Config config);
  ~Program();

  /// What is wrong, in a sentence; empty: it answers.
  std::string start();

  /// Where it answers, for people: "http://127.0.0.1:8080".
  std::string listening_on() const;

  /// Takes over what may change while it runs. Returns the rest that differs from what it was started
  /// with, in a sentence, or nothing.
  std::string reload(const Config& fresh);

  /// Says at once that nobody should be sent here, refuses what is new, answers what waits, tells one client after the
  /// other when to come back, writes what is left. In a hurry (asked every few milliseconds; nothing: never) all are
  /// told at once and hardly waited for; what was acknowledged is on disk all the same.
  void stop(const std::function<bool()>& is_in_a_hurry = {});

  /// Once a tick (about every half second), on the main thread: presence, registers.
  void tick();
  static constexpr unsigned tick_ms = 500;

private:
  Config config_;
  std::unique_ptr<House> house_;
  std::int64_t flushed_at_ms_ = 0;
};

}  // namespace plenum
