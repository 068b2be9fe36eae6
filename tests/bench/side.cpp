#include "tests/bench/side.h"

#include "tests/bench/measure.h"

namespace plenum::bench {

namespace {

constexpr double patience_s = 60;  // until the last delivery; what has not come by then is lost

class Measured {
public:
  Measured(Loop& loop, const Side& side)
      : loop_(loop),
        side_(side),
        started_(now_s()),
        cpu_us_(cpu_us_of(side.pid)),
        threads_(cpu_us_by_thread(side.pid)),
        sent_(side.ledger.sent()),
        deliveries_(side.ledger.deliveries()) {
    side.ledger.latencies.clear();
  }

  void say() const { side_.say(side_.ledger.open(now_s())); }
  double elapsed() const { return now_s() - started_; }
  double said() const { return static_cast<double>(side_.ledger.sent() - sent_); }

  Stretch finish() const {
    loop_.turn_until([this] { return side_.ledger.under_way() == 0 && side_.is_settled(); }, patience_s);
    Stretch stretch;
    stretch.seconds = elapsed();
    stretch.cpu_us = cpu_us_of(side_.pid) - cpu_us_;
    stretch.threads = cpu_us_by_thread(side_.pid);
    for (const auto& [thread, before] : threads_) stretch.threads[thread].us -= before.us;
    stretch.messages = said();
    stretch.deliveries = static_cast<double>(side_.ledger.deliveries() - deliveries_);
    return stretch;
  }

private:
  Loop& loop_;
  const Side& side_;
  const double started_;
  const double cpu_us_;
  const std::map<pid_t, ThreadTime> threads_;
  const std::size_t sent_;
  const std::uint64_t deliveries_;
};

}  // namespace

Stretch run_closed(Loop& loop, const Side& side, double seconds, std::size_t in_flight) {
  const Measured measured(loop, side);
  do {
    while (side.ledger.under_way() < in_flight) measured.say();
    loop.turn(1);
  } while (measured.elapsed() < seconds);
  return measured.finish();
}

Stretch run_paced(Loop& loop, const Side& side, double seconds, double messages_per_s) {
  const Measured measured(loop, side);
  for (double elapsed = 0; elapsed < seconds; elapsed = measured.elapsed()) {
    while (measured.said() < elapsed * messages_per_s) measured.say();
    loop.turn((measured.said() / messages_per_s) - measured.elapsed());
  }
  return measured.finish();
}

}  // namespace plenum::bench
