#include "tests/bench/audience.h"

#include <cstdio>
#include <cstdlib>

#include "proto/member.pb.h"

namespace plenum::bench {

namespace {

constexpr double patience_s = 120;
constexpr std::size_t wave = 256;  // arriving at once, below the server's backlog

std::string hello_and_subscription(std::uint64_t topic, const std::string& since) {
  v1::ClientFrame hello;
  hello.set_request(1);
  hello.mutable_hello();
  v1::ClientFrame subscription;
  subscription.set_request(2);
  subscription.mutable_subscribe()->set_topic_id(topic);
  if (!since.empty()) subscription.mutable_subscribe()->mutable_since()->set_token(since);
  return client_frame(hello.SerializeAsString()) + client_frame(subscription.SerializeAsString());
}

}  // namespace

void Audience::arrive(std::size_t count, const std::function<std::size_t(std::size_t)>& topic_of, Manner manner) {
  if (try_to_arrive(count, topic_of, manner)) return;
  std::fprintf(stderr, "plenum-bench: only %zu of %zu subscribers were let in\n", present_, seats_.size());
  std::exit(1);
}

bool Audience::try_to_arrive(std::size_t count, const std::function<std::size_t(std::size_t)>& topic_of,
                             Manner manner) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto member = crowd_.add();
    seats_.emplace_back().topic = topic_of(member);
    crowd_.connect(member, community_.port(), true, manner);
    loop_.turn_until([&] { return present_ + ended_ + wave > member; }, patience_s);
  }
  loop_.turn_until([&] { return present_ + ended_ >= seats_.size(); }, patience_s);
  return present_ == seats_.size();
}

void Audience::come_back() {
  for (std::size_t member = 0; member < seats_.size(); ++member) {
    if (!crowd_.is_open(member)) crowd_.connect(member, community_.port(), true);
  }
}

void Audience::fall_silent(std::size_t from, std::size_t to) {
  for (auto member = from; member < to; ++member) {
    crowd_.stop_reading(member);
    seats_[member].is_silent = true;
  }
}

std::size_t Audience::count_cut() const {
  std::size_t count = 0;
  for (std::size_t member = 0; member < seats_.size(); ++member) {
    count += seats_[member].is_silent && crowd_.is_cut(member);
  }
  return count;
}

void Audience::on_connected(std::size_t member) {
  crowd_.send(member, upgrade_request("/v1/live", "plenum.v1.proto",
                                      "Authorization: Bearer " + community_.token(member) + "\r\n"));
}

void Audience::on_answer(std::size_t member, std::string_view head) {
  if (!head.starts_with("HTTP/1.1 101")) return crowd_.hang_up(member), on_ended(member);
  const auto& seat = seats_[member];
  crowd_.send(member, hello_and_subscription(community_.topic(seat.topic), seat.position));
}

void Audience::on_frame(std::size_t member, Op op, std::string_view payload) {
  if (op == Op::close) return;  // the end follows
  const auto& heard = decoder_.decode(payload);
  if (heard.is_refusal) std::fprintf(stderr, "plenum-bench: refused: %s\n", heard.refusal.c_str());
  if (heard.is_subscription) return sit_down(member, heard);
  if (!heard.posts.empty()) ++frames_;
  const double at = now_s();
  for (const auto number : heard.posts) hear(member, number, at);
  if (seats_[member].is_present && !heard.position.empty()) seats_[member].position = heard.position;
}

void Audience::sit_down(std::size_t member, const Heard& heard) {
  auto& seat = seats_[member];
  if (!seat.position.empty() && !heard.recovered) ++not_recovered_;
  if (seat.position.empty()) seat.position = heard.position;
  seat.is_present = true;
  ++present_;
  on_present(member);
}

void Audience::hear(std::size_t member, std::uint32_t number, double at) {
  auto& seat = seats_[member];
  if (number <= seat.last) {
    ++doubles_;
    return;
  }
  if (step_ > 0 && seat.last >= 0) gaps_ += (number - seat.last) / step_ - 1;
  seat.last = number;
  ledger_.heard(number, at);
  on_post(member, number);
}

void Audience::on_ended(std::size_t member) {
  auto& seat = seats_[member];
  if (seat.is_present) --present_;
  seat.is_present = false;
  ++ended_;
}

}  // namespace plenum::bench
