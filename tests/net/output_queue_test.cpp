#include "server/net/output_queue.h"

#include <algorithm>
#include <array>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace plenum::net {
namespace {

// Writes `bytes` of what is gathered, as a socket would, and returns them.
std::string write(OutputQueue& queue, std::size_t bytes) {
  std::array<iovec, 7> pieces;
  std::string out;
  const std::size_t filled = queue.gather(pieces.data(), pieces.size());
  for (std::size_t i = 0; i < filled; ++i) out.append(static_cast<const char*>(pieces[i].iov_base), pieces[i].iov_len);
  out.resize(std::min(out.size(), bytes));
  queue.consume(out.size());
  return out;
}

std::string write_all(OutputQueue& queue) {
  std::string out;
  while (!queue.empty()) out += write(queue, 1000);
  return out;
}

TEST(EncodedFrame, has_the_shortest_header_for_every_length) {
  const auto header = [](std::size_t length) {
    const auto frame = encode_frame(Opcode::binary, std::string(length, 'x'));
    return frame->bytes.substr(0, frame->bytes.size() - length);
  };
  using namespace std::string_literals;
  EXPECT_EQ(header(0), "\x82\x00"s);
  EXPECT_EQ(header(125), "\x82\x7D"s);
  EXPECT_EQ(header(126), "\x82\x7E\x00\x7E"s);
  EXPECT_EQ(header(65535), "\x82\x7E\xFF\xFF"s);
  EXPECT_EQ(header(65536), "\x82\x7F\x00\x00\x00\x00\x00\x01\x00\x00"s);
  EXPECT_EQ(encode_frame(Opcode::text, "Or not?")->bytes, "\x81\x07Or not?");
}

TEST(OutputQueue, keeps_frames_whole_and_in_order_however_little_is_written) {
  OutputQueue queue;
  queue.push(encode_frame(Opcode::text, "one"));
  queue.push(encode_frame(Opcode::text, "two"));
  EXPECT_EQ(queue.bytes(), 10u);
  std::string out;
  while (!queue.empty()) out += write(queue, 1);
  EXPECT_EQ(out, "\x81\x03one\x81\x03two");
}

std::string pong(int n) {
  return encode_frame(Opcode::pong, std::to_string(n))->bytes;
}

TEST(OutputQueue, beyond_its_number_of_pongs_a_newer_one_takes_the_place_of_the_last) {
  OutputQueue queue;
  queue.push(encode_frame(Opcode::text, "data"));
  std::string expected = "\x81\x04" + std::string("data");
  for (int i = 0; i < 1000; ++i) queue.push_control(encode_frame(Opcode::pong, std::to_string(i)));
  for (int i = 0; i < 15; ++i) expected += pong(i);
  expected += pong(999);
  EXPECT_EQ(queue.bytes(), expected.size());
  EXPECT_EQ(write_all(queue), expected);
  queue.push_control(encode_frame(Opcode::pong, "7"));
  queue.push_control(encode_frame(Opcode::pong, "8"));
  EXPECT_EQ(write_all(queue), pong(7) + pong(8)) << "what is written counts no more";
}

TEST(OutputQueue, a_pong_of_which_a_byte_is_written_is_left_alone) {
  OutputQueue queue;
  for (int i = 0; i < 16; ++i) queue.push_control(encode_frame(Opcode::pong, "x"));
  std::string out = write(queue, 15 * 3 + 1);
  for (int i = 0; i < 100; ++i) queue.push_control(encode_frame(Opcode::pong, std::to_string(i)));
  out += write_all(queue);
  std::string sixteen;
  for (int i = 0; i < 16; ++i) sixteen += encode_frame(Opcode::pong, "x")->bytes;
  EXPECT_EQ(out.substr(0, 48), sixteen);
  EXPECT_EQ(out.substr(out.size() - 4), pong(99));
}

TEST(OutputQueue, a_flood_of_pongs_holds_sixteen_at_most) {
  OutputQueue queue;
  queue.push(encode_frame(Opcode::text, "data"));
  for (int i = 0; i < 100'000; ++i) queue.push_control(encode_frame(Opcode::pong, std::string(125, 'p')));
  EXPECT_EQ(queue.bytes(), 6u + OutputQueue::pongs_max * 127u);
}

TEST(OutputQueue, nothing_follows_a_close_frame) {
  OutputQueue queue;
  queue.push_control(encode_frame(Opcode::close, "\x03\xE8"));
  EXPECT_TRUE(queue.sealed());
  queue.push_control(encode_frame(Opcode::pong, "late"));
  EXPECT_EQ(write_all(queue), "\x88\x02\x03\xE8");
  EXPECT_TRUE(queue.sealed());
}

TEST(OutputQueue, given_up_it_keeps_the_rest_of_a_frame_that_is_half_written_and_takes_a_close_behind_it) {
  OutputQueue queue;
  for (const auto* words : {"first", "second", "third"}) queue.push(encode_frame(Opcode::text, words));
  std::string out = write(queue, 7 + 3);
  queue.drop_whole();
  queue.push_control(encode_frame(Opcode::close, "\x0F\xA1"));
  EXPECT_EQ(out + write_all(queue),
            "\x81\x05"
            "first\x81\x06second\x88\x02\x0F\xA1");
  OutputQueue untouched;
  untouched.push(encode_frame(Opcode::text, "never begun"));
  untouched.drop_whole();
  EXPECT_TRUE(untouched.empty());
}

TEST(OutputQueue, under_random_pushes_and_writes_gives_back_what_was_pushed) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 chance(seed);
  OutputQueue queue;
  std::string pushed, written;
  for (int i = 0; i < 20'000; ++i) {
    if (chance() % 3 != 0) {
      const auto frame = encode_frame(Opcode::binary, std::string(chance() % 200, static_cast<char>(i)));
      pushed += frame->bytes;
      queue.push(frame);
    } else {
      written += write(queue, chance() % 400);
    }
    ASSERT_EQ(queue.bytes(), pushed.size() - written.size());
  }
  written += write_all(queue);
  EXPECT_EQ(written, pushed);
}

}  // namespace
}  // namespace plenum::net
