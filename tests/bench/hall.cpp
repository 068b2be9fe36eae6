#include "tests/bench/hall.h"

#include <nlohmann/json.hpp>

namespace plenum::bench {

Hall::Hall(Loop& loop, Size size)
    : loop_(loop),
      size_(std::move(size)),
      community_({.members = size_.subscribers, .topics = 2 * size_.topics}),
      author_(loop, community_, size_.lines) {
  speak_to_nobody();
  fill();
}

void Hall::speak_to_nobody() {
  cpu_us_per_unheard_post_ = run_closed(loop_, to_nobody(), 0.5, 8).cpu_us_per_message();
}

double Hall::commit_us(const Stretch& stretch) const {
  double us = 0;
  for (const auto& [thread, time] : stretch.threads) {
    if (time.name == "plenum-commit" || time.name.starts_with("rocksdb")) us += time.us;
  }
  return us;
}

void Hall::fill() {
  clear();
  heard_ = std::make_unique<Ledger>(size_.subscribers / size_.topics);
  audience_ = std::make_unique<Audience>(loop_, community_, *heard_);
  audience_->expect_steps_of(static_cast<std::uint32_t>(size_.topics));
  audience_->arrive(size_.subscribers, [this](std::size_t member) { return member % size_.topics; });
  // One post tells how large a delivery is.
  const auto before = audience_->bytes();
  run_closed(loop_, in_public(), 0, 1);
  frame_bytes_ = (audience_->bytes() - before) / heard_->deliveries();
}

void Hall::clear() {
  keep_count();
  audience_.reset();
  heard_.reset();
}

void Hall::keep_count() {
  if (!audience_) return;
  delivered_ += heard_->deliveries();
  expected_ += heard_->expected();
  doubles_ += audience_->doubles();
  gaps_ += audience_->gaps();
}

Side Hall::in_public() {
  author_.on_written = [](std::uint32_t) {};
  return {community_.pid(), *heard_,
          [this](auto number) { author_.write(number, community_.thread(number % size_.topics), size_.more); },
          [this] { return author_.unanswered() == 0; }};
}

Side Hall::to_nobody() {
  author_.on_written = [this](auto number) { acknowledged_.heard(number, now_s()); };
  const auto thread = [this](auto number) { return community_.thread(size_.topics + number % size_.topics); };
  return {community_.pid(), acknowledged_,
          [this, thread](auto number) { author_.write(number, thread(number), size_.more); }};
}

void Hall::close(nlohmann::ordered_json& line) {
  clear();
  line["doubles"] = doubles_;
  line["gaps"] = gaps_;
  close_line(line, delivered_, expected_);
}

}  // namespace plenum::bench
