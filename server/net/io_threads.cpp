#include "server/net/io_threads.h"

#include <algorithm>
#include <chrono>
#include <future>

#include <pthread.h>

namespace plenum::net {

IoThreads::IoThreads(unsigned count) {
  for (unsigned i = 0; i < std::max(count, 1u); ++i) loops_.push_back(std::make_unique<Loop>());
}

IoThreads::~IoThreads() {
  stop();
  join();
}

void IoThreads::start() {
  started_.store(true);
  for (auto& loop : loops_) loop->thread = std::thread([&loop = *loop] { run(loop); });
}

void IoThreads::stop() {
  stopping_.store(true);
  for (auto& loop : loops_) loop->context.stop();
}

void IoThreads::join() {
  for (auto& loop : loops_)
    if (loop->thread.joinable()) loop->thread.join();
}

void IoThreads::run(Loop& loop) {
  ::pthread_setname_np(::pthread_self(), "plenum-io");
  while (loop.context.run_one() != 0) {
    loop.turn_bytes = 0;
    unsigned handlers = 1;
    while (loop.turn_bytes < turn_bytes_max && handlers < turn_handlers_max && loop.context.poll_one() != 0) ++handlers;
    for (const auto& hook : loop.hooks) hook.run();
  }
}

void IoThreads::run_on(unsigned i, const std::function<void()>& function) {
  if (started_.load() && !stopping_.load()) {
    auto done = std::make_shared<std::promise<void>>();
    auto waiting = done->get_future();
    auto taken = std::make_shared<std::atomic<bool>>(false);
    post(i, [done, taken, &function] {
      if (taken->exchange(true)) return;
      function();
      done->set_value();
    });
    // A stop from elsewhere may drop what was posted: then the thread ends, and it is run here.
    while (waiting.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready) {
      if (!stopping_.load()) continue;
      join();
      if (!taken->exchange(true)) function();
      return;
    }
    return;
  }
  join();
  function();
}

IoThreads::HookId IoThreads::add_turn_hook(unsigned i, TurnPhase phase, std::function<void()> hook) {
  auto& loop = *loops_[i];
  const HookId id = ++loop.hook_ids;
  const auto behind =
      std::find_if(loop.hooks.begin(), loop.hooks.end(), [&](const Hook& h) { return h.phase > phase; });
  loop.hooks.insert(behind, {id, phase, std::move(hook)});
  return id;
}

void IoThreads::remove_turn_hook(unsigned i, HookId id) {
  std::erase_if(loops_[i]->hooks, [id](const Hook& hook) { return hook.id == id; });
}

}  // namespace plenum::net
