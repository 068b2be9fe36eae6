#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace plenum {

/// One thread for what takes seconds: a replay of the log, a copy of the store, a page of an export. One after the
/// other, since each reads the whole store and there is one operator.
///
/// `run` may be called from any thread. Must be stopped before what the jobs use.
class SlowLane {
public:
  static constexpr std::size_t waiting_max = 64;

  SlowLane();
  ~SlowLane();
  SlowLane(const SlowLane&) = delete;
  SlowLane& operator=(const SlowLane&) = delete;

  /// False: too many wait, or it has been stopped; the job will not run.
  bool run(std::function<void()> job);

  /// Finishes the job at hand and drops the others.
  void stop();

private:
  void work();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace plenum
