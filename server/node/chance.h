#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace plenum {

/// All that may not happen behind the log: the clock, ids, salts. Injected, so that a test can run the same day
/// twice. Used by the sequencer's thread.
class Chance {
public:
  virtual ~Chance() = default;
  virtual std::int64_t now_ms() = 0;                 // Unix time
  virtual std::string bytes(std::size_t count) = 0;  // random

  /// Random, positive as a signed number too, never 0. Whoever uses it checks that it is not taken.
  std::uint64_t number();
};

/// The system's clock and libsodium's generator. Thread-safe.
class SystemChance final : public Chance {
public:
  std::int64_t now_ms() override;
  std::string bytes(std::size_t count) override;
};

}  // namespace plenum
