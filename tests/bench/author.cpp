#include "tests/bench/author.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "proto/limits.h"
#include "proto/member.pb.h"

namespace plenum::bench {

namespace {

constexpr double patience_s = 60;
constexpr std::uint32_t hello_request = 1;
constexpr std::uint32_t first_request = 10;  // a post's is its number behind this

std::string hello() {
  v1::ClientFrame frame;
  frame.set_request(hello_request);
  frame.mutable_hello();
  return client_frame(frame.SerializeAsString());
}

}  // namespace

Author::Author(Loop& loop, Community& community, std::size_t lines)
    : loop_(loop), community_(community), crowd_(loop, *this), lines_(lines) {
  for (std::size_t i = 0; i < lines; ++i) crowd_.add();
  come_back();
  const auto greeted = [this] {
    return std::all_of(lines_.begin(), lines_.end(), [](const Line& line) { return line.is_greeted; });
  };
  if (loop_.turn_until(greeted, patience_s)) return;
  std::fputs("plenum-bench: the author was not let in\n", stderr);
  std::exit(1);
}

void Author::come_back() {
  for (std::size_t line = 0; line < lines_.size(); ++line) {
    if (!crowd_.is_open(line)) crowd_.connect(line, community_.port(), true);
  }
}

void Author::write(std::uint32_t number, std::uint64_t thread, const std::string& more) {
  v1::ClientFrame frame;
  frame.set_request(first_request + number);
  auto& post = *frame.mutable_write_post();
  post.set_command_id(community_.chance().bytes(16));
  post.set_thread_id(thread);
  post.set_source(std::to_string(number) + more);
  const auto line = thread % lines_.size();
  lines_[line].waiting.emplace_back(number, client_frame(frame.SerializeAsString()));
  ++unanswered_;
  go_on(line);
}

void Author::go_on(std::size_t i) {
  auto& line = lines_[i];
  while (line.is_greeted && !line.waiting.empty() && line.under_way.size() < limits::calls_waiting_max) {
    const auto at = line.under_way.insert(std::move(line.waiting.front())).first;
    line.waiting.pop_front();
    crowd_.send(i, at->second);
  }
}

void Author::on_connected(std::size_t line) {
  crowd_.send(line, upgrade_request("/v1/live", "plenum.v1.proto",
                                    "Authorization: Bearer " + community_.author_token() + "\r\n"));
}

void Author::on_answer(std::size_t line, std::string_view) {
  crowd_.send(line, hello());
}

void Author::on_frame(std::size_t line, Op op, std::string_view payload) {
  if (op == Op::close) return;
  const auto& heard = decoder_.decode(payload);
  if (heard.request == hello_request) {
    lines_[line].is_greeted = true;
    for (const auto& [number, frame] : lines_[line].under_way) crowd_.send(line, frame);
  }
  if (heard.request >= first_request) finish(line, heard.request - first_request, heard);
  go_on(line);
}

void Author::finish(std::size_t line, std::uint32_t number, const Heard& heard) {
  if (lines_[line].under_way.erase(number) == 0) return;
  --unanswered_;
  if (!heard.is_refusal) return on_written(number);
  if (++refused_ == 1) std::fprintf(stderr, "plenum-bench: a post was refused: %s\n", heard.refusal.c_str());
}

void Author::on_ended(std::size_t line) {
  lines_[line].is_greeted = false;
}

}  // namespace plenum::bench
