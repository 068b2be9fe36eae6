#include "server/net/output_queue.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace plenum::net {

void OutputQueue::push(Frame frame) {
  assert(!sealed_);
  bytes_ += frame->bytes.size();
  frames_.push_back(std::move(frame));
}

void OutputQueue::push_control(Frame frame) {
  if (sealed_) return;
  const bool is_pong = frame->opcode == Opcode::pong;
  sealed_ = frame->opcode == Opcode::close;
  const bool pong_untouched = pong_ != none && (pong_ > head_ || (pong_ == head_ && offset_ == 0));
  if (is_pong && pong_untouched && pongs_ >= pongs_max) {
    bytes_ = bytes_ - frames_[pong_]->bytes.size() + frame->bytes.size();
    frames_[pong_] = std::move(frame);
    return;
  }
  if (is_pong) {
    pong_ = frames_.size();
    ++pongs_;
  }
  bytes_ += frame->bytes.size();
  frames_.push_back(std::move(frame));
}

std::size_t OutputQueue::gather(iovec* into, std::size_t count) const {
  std::size_t filled = 0;
  std::size_t skip = offset_;
  for (std::size_t i = head_; i < frames_.size() && filled < count; ++i) {
    const auto& bytes = frames_[i]->bytes;
    into[filled++] = {const_cast<char*>(bytes.data()) + skip, bytes.size() - skip};
    skip = 0;
  }
  return filled;
}

void OutputQueue::consume(std::size_t bytes) {
  assert(bytes <= bytes_);
  bytes_ -= bytes;
  offset_ += bytes;
  while (head_ < frames_.size() && offset_ >= frames_[head_]->bytes.size()) {
    offset_ -= frames_[head_]->bytes.size();
    if (frames_[head_]->opcode == Opcode::pong) --pongs_;
    if (pong_ == head_) pong_ = none;
    frames_[head_].reset();
    ++head_;
  }
  forget_written();
}

// An idle session should hold no memory, and a busy one should not move its frames at every write.
void OutputQueue::forget_written() {
  constexpr std::size_t kept_capacity_max = 16;
  constexpr std::size_t written_max = 1024;
  if (head_ == frames_.size()) {
    frames_.clear();
    head_ = 0;
    if (frames_.capacity() > kept_capacity_max) frames_.shrink_to_fit();
  } else if (head_ > written_max && head_ > frames_.size() / 2) {
    frames_.erase(frames_.begin(), frames_.begin() + static_cast<std::ptrdiff_t>(head_));
    if (pong_ != none) pong_ -= head_;
    head_ = 0;
  }
}

void OutputQueue::drop_whole() {
  assert(!sealed_);
  if (offset_ == 0) return clear();
  Frame begun = std::move(frames_[head_]);
  const std::size_t offset = offset_;
  const bool is_pong = begun->opcode == Opcode::pong;
  clear();
  bytes_ = begun->bytes.size() - offset;
  offset_ = offset;
  pongs_ = is_pong ? 1 : 0;
  pong_ = is_pong ? 0 : none;
  frames_.push_back(std::move(begun));
}

void OutputQueue::clear() {
  frames_.clear();
  frames_.shrink_to_fit();
  head_ = offset_ = bytes_ = pongs_ = 0;
  pong_ = none;
}

}  // namespace plenum::net
