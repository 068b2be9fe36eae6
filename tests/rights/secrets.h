#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "tests/rights/cast.h"

namespace plenum::test {

/// Words that stand nowhere else, and who may read them. Every answer of every test is searched for them. Any thread.
class Secrets {
public:
  using MayRead = std::function<bool(const Actor&)>;

  /// Words to be hidden somewhere; nothing is watched yet.
  static std::string fresh_words();

  /// From now on, whoever may not read them must not be told. `from_the_first`: nor could they ever before.
  void keep(const std::string& words, std::string what, MayRead may_read, bool from_the_first);
  void let_go(const std::string& words);

  /// Of what is kept now: an answer asked for before something was covered may still hold its words.
  std::uint64_t mark() const;

  /// What this reader's answer holds and should not; empty: nothing.
  std::string told(const Actor& reader, const std::string& answer, std::uint64_t mark) const;

  /// The same of what was told at some time, maybe before something was covered.
  std::string ever_told(const Actor& reader, const std::string& update) const;

private:
  struct Secret {
    std::string what;
    MayRead may_read;
    bool from_the_first = true;
    std::uint64_t number = 0;
  };
  using Counts = std::function<bool(const Secret&)>;
  std::string find(const Actor& reader, const std::string& text, const Counts& counts) const;

  mutable std::mutex mutex_;
  std::map<std::string, Secret> kept_;
  std::uint64_t last_ = 0;
};

}  // namespace plenum::test
