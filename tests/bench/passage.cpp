#include "tests/bench/passage.h"

#include "tests/bench/side.h"

namespace plenum::bench {

Passage::Passage(Loop& loop, Community& from, Community& to, std::size_t topic)
    : loop_(loop), from_(from), topic_(topic), author_(loop, from, 1), audience_(loop, to, heard_) {
  audience_.expect_steps_of(1);
  audience_.arrive(1, [topic](std::size_t) { return topic; });
}

Passage::Times Passage::measure(double seconds, double posts_per_s) {
  const Side side{from_.pid(), heard_,
                  [this](auto number) { author_.write(number, from_.thread(topic_), ": to be, or not to be."); },
                  [this] { return author_.unanswered() == 0; }};
  run_paced(loop_, side, seconds, posts_per_s);
  return {heard_.latencies.quantile_ms(0.5), heard_.latencies.quantile_ms(0.99)};
}

}  // namespace plenum::bench
