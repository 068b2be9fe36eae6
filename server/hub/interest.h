#pragma once

#include <mutex>
#include <unordered_map>

#include "storage/machine/stream_id.h"

namespace plenum {

/// Which streams anybody on this node follows, and in which encodings, so that nothing is projected for nobody.
/// Any thread. A session declares its interest before it reads the stream's head: what was committed before that is
/// in the head, what is committed after it is published.
class Interest {
public:
  enum class Encoding { binary, text };

  void add(const StreamId& stream, Encoding encoding) {
    const std::lock_guard lock(mutex_);
    ++(encoding == Encoding::binary ? counts_[stream].binary : counts_[stream].text);
  }
  void remove(const StreamId& stream, Encoding encoding) {
    const std::lock_guard lock(mutex_);
    const auto found = counts_.find(stream);
    if (found == counts_.end()) return;
    --(encoding == Encoding::binary ? found->second.binary : found->second.text);
    if (found->second.binary == 0 && found->second.text == 0) counts_.erase(found);
  }

  struct Counts {
    int binary = 0;
    int text = 0;
    bool none() const { return binary == 0 && text == 0; }
  };
  Counts of(const StreamId& stream) const {
    const std::lock_guard lock(mutex_);
    const auto found = counts_.find(stream);
    return found == counts_.end() ? Counts{} : found->second;
  }

private:
  mutable std::mutex mutex_;
  std::unordered_map<StreamId, Counts> counts_;
};

}  // namespace plenum
