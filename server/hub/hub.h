#pragma once

#include <algorithm>
#include <cstdint>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "storage/machine/stream_id.h"

namespace plenum {

/// Which subscribers follow which streams, on one io thread. Knows neither sockets nor messages: `Subscriber` is any
/// pointer-like type, `Stream` whatever names one. Belongs to its thread; publishing to a stream while its subscribers
/// come and go is allowed.
template <class Subscriber, class Stream = StreamId>
class Hub {
public:
  void subscribe(const Stream& stream, Subscriber subscriber) {
    auto& all = subscribers_[stream];
    if (std::find(all.begin(), all.end(), subscriber) == all.end()) all.push_back(subscriber);
  }

  void unsubscribe(const Stream& stream, Subscriber subscriber) {
    const auto found = subscribers_.find(stream);
    if (found == subscribers_.end()) return;
    auto& all = found->second;
    const auto at = std::find(all.begin(), all.end(), subscriber);
    if (at == all.end()) return;
    // A hole while somebody walks the list; the last one fills it otherwise.
    if (walking_ > 0) {
      *at = Subscriber{};
      holes_ = true;
    } else {
      *at = all.back();
      all.pop_back();
    }
    if (all.empty()) subscribers_.erase(found);
  }

  /// Calls `deliver(subscriber)` for each that followed the stream when the call began.
  template <class Deliver>
  std::size_t publish(const Stream& stream, Deliver deliver) {
    const auto found = subscribers_.find(stream);
    if (found == subscribers_.end()) return 0;
    auto& all = found->second;
    ++walking_;
    const std::size_t count = all.size();
    for (std::size_t i = 0; i < count; ++i) {
      if constexpr (std::is_pointer_v<Subscriber>) {
        if (i + 4 < count) __builtin_prefetch(all[i + 4]);  // a large audience is in no cache
      }
      if (all[i] != Subscriber{}) deliver(all[i]);
    }
    --walking_;
    if (holes_ && walking_ == 0) close_holes();
    return count;
  }

  bool has(const Stream& stream) const { return subscribers_.contains(stream); }
  std::size_t streams() const { return subscribers_.size(); }

private:
  void close_holes() {
    holes_ = false;
    for (auto it = subscribers_.begin(); it != subscribers_.end();) {
      std::erase(it->second, Subscriber{});
      it = it->second.empty() ? subscribers_.erase(it) : std::next(it);
    }
  }

  std::unordered_map<Stream, std::vector<Subscriber>> subscribers_;
  int walking_ = 0;
  bool holes_ = false;
};

}  // namespace plenum
