#pragma once

#include <memory>
#include <string>

#include "server/config.h"

namespace plenum {

/// A whole server in one object: store, log, sequencer, publisher, services, doors; made in the order in which they
/// need each other, ended in the reverse. Belongs to the main thread.
class Program {
public:
  explicit Program(Config config);
  ~Program();

  /// What is wrong, in a sentence; empty: it answers.
  std::string start();

  /// Where it answers, for people: "http://127.0.0.1:8080".
  std::string listening_on() const;

  /// Refuses what is new, tells clients to come back, answers what waits, writes what is left.
  void stop();

  /// Once a tick (about every half second), on the main thread: presence, registers.
  void tick();
  static constexpr unsigned tick_ms = 500;

private:
  struct Parts;
  void keep_audit_head(std::int64_t now_ms);
  const Config config_;
  std::unique_ptr<Parts> parts_;
};

}  // namespace plenum
