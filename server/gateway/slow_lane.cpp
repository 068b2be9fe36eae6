#include "server/gateway/slow_lane.h"

#include <utility>

#include <pthread.h>

namespace plenum {

SlowLane::SlowLane() : thread_([this] { work(); }) {}

SlowLane::~SlowLane() {
  stop();
}

bool SlowLane::run(std::function<void()> job) {
  const std::lock_guard lock(mutex_);
  if (stopping_ || waiting_.size() >= waiting_max) return false;
  waiting_.push_back(std::move(job));
  wake_.notify_one();
  return true;
}

void SlowLane::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    waiting_.clear();
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void SlowLane::work() {
  ::pthread_setname_np(::pthread_self(), "plenum-slow");
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    auto job = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    job();
    job = nullptr;  // what it holds goes before the lock is taken again
    lock.lock();
  }
}

}  // namespace plenum
