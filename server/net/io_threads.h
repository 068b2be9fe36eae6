#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

namespace plenum::net {

namespace asio = boost::asio;

// What runs when a turn of the loop has no more handlers: first everybody gathers (the hub sends to sessions), then the
// sessions are flushed.
enum class TurnPhase { gather, flush };

// One io_context per thread, so that what is pinned to a thread needs no strand and no lock.
// A turn is run_one(); poll(); hooks. It ends early when it has read `turn_bytes_max`, since under load poll() might
// never return. A posted flush would run behind the first message only and defeat batching. Thread: made, started,
// stopped by one owner; post() from any thread; hooks run on thread i.
class IoThreads {
public:
  static constexpr std::size_t turn_bytes_max = 256 * 1024;
  static constexpr unsigned turn_handlers_max = 4096;

  explicit IoThreads(unsigned count);
  ~IoThreads();  // stops and joins
  IoThreads(const IoThreads&) = delete;
  IoThreads& operator=(const IoThreads&) = delete;

  unsigned size() const { return static_cast<unsigned>(loops_.size()); }
  asio::io_context& context(unsigned i) { return loops_[i]->context; }

  void start();
  void stop();  // any thread, also an io thread; what is queued behind the running handler is dropped
  void join();  // not from an io thread

  // Any thread. Runs on thread i in the order posted.
  template <class Function>
  void post(unsigned i, Function&& function) {
    asio::post(loops_[i]->context, std::forward<Function>(function));
  }

  // Runs on thread i and waits for it; runs here if the threads do not run. Not from an io thread.
  void run_on(unsigned i, const std::function<void()>& function);

  // Inside run_on() or on thread i, not from within a hook. The number takes it away again, likewise.
  using HookId = std::uint64_t;
  HookId add_turn_hook(unsigned i, TurnPhase phase, std::function<void()> hook);
  void remove_turn_hook(unsigned i, HookId id);

  // On thread i: bytes were read in this turn.
  void count_turn_bytes(unsigned i, std::size_t bytes) { loops_[i]->turn_bytes += bytes; }

private:
  struct Hook {
    HookId id;
    TurnPhase phase;
    std::function<void()> run;
  };
  struct Loop {
    asio::io_context context{1};
    asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
    std::vector<Hook> hooks;
    HookId hook_ids = 0;
    std::size_t turn_bytes = 0;
    std::thread thread;
  };
  static void run(Loop& loop);

  std::vector<std::unique_ptr<Loop>> loops_;
  std::atomic<bool> started_{false};
  std::atomic<bool> stopping_{false};
};

}  // namespace plenum::net
