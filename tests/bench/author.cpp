#include "tests/bench/author.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "proto/member.pb.h"

namespace plenum::bench {

namespace {

constexpr double patience_s = 60;
// A post's request is its number behind this, so that the hello's cannot be taken for one.
constexpr std::uint32_t first_request = 10;

std::string hello() {
  v1::ClientFrame frame;
  frame.set_request(1);
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
  const auto bytes = client_frame(frame.SerializeAsString());
  unanswered_[number] = {line, bytes};
  if (lines_[line].is_greeted) crowd_.send(line, bytes);
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
  if (heard.request == 1) {
    lines_[line].is_greeted = true;
    for (const auto& [number, post] : unanswered_) {
      if (post.line == line) crowd_.send(line, post.frame);
    }
  }
  if (heard.request < first_request) return;
  const auto number = heard.request - first_request;
  if (heard.is_refusal) {
    ++refused_;
    std::fprintf(stderr, "plenum-bench: a post was refused: %s\n", heard.refusal.c_str());
  }
  unanswered_.erase(number);
  if (!heard.is_refusal) on_written(number);
}

void Author::on_ended(std::size_t line) {
  lines_[line] = {};
}

}  // namespace plenum::bench
