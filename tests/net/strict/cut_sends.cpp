#include "tests/net/strict/cut_sends.h"

#include <array>
#include <cerrno>
#include <cstdarg>
#include <random>

#include <dlfcn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace plenum::test {

CutSends& cut_sends() {
  static CutSends counts;
  return counts;
}

namespace {

// The first `bytes` of the message's pieces. Returns how many pieces that are.
std::size_t first_bytes(const msghdr& message, std::size_t bytes, std::array<iovec, 1024>& pieces) {
  std::size_t used = 0;
  for (std::size_t i = 0; i < message.msg_iovlen && bytes != 0 && used < pieces.size(); ++i) {
    pieces[used] = message.msg_iov[i];
    pieces[used].iov_len = std::min(pieces[used].iov_len, bytes);
    bytes -= pieces[used++].iov_len;
  }
  return used;
}

std::size_t bytes_of(const msghdr& message) {
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < message.msg_iovlen; ++i) bytes += message.msg_iov[i].iov_len;
  return bytes;
}

using Syscall = long (*)(long, ...);
Syscall next_syscall() {
  static const auto next = reinterpret_cast<Syscall>(::dlsym(RTLD_NEXT, "syscall"));
  return next;
}

ssize_t to_kernel(int socket, const msghdr& message, int flags) {
  return next_syscall()(SYS_sendmsg, socket, &message, flags);
}

}  // namespace

ssize_t send_cut(int socket, const msghdr& message, int flags) {
  auto& counts = cut_sends();
  thread_local std::minstd_rand chance(counts.seed.fetch_add(1));
  const auto all = bytes_of(message);
  const auto die = chance() % 8;
  if (die < 4 || all < 2) {
    ++counts.whole;
    return to_kernel(socket, message, flags);
  }
  // Asio, which writes HTTP answers, waits for an edge that a made-up refusal does not bring; the output stream, whose
  // sends alone have this flag, asks anew.
  if (die == 7 && (flags & MSG_DONTWAIT) != 0) {
    ++counts.refused;
    errno = EAGAIN;
    return -1;
  }
  ++counts.cut;
  // Mostly near the beginning, where the headers are.
  const auto bytes = 1 + chance() % (die == 4 ? std::min<std::size_t>(all - 1, 12) : all - 1);
  std::array<iovec, 1024> pieces;
  msghdr part = message;
  part.msg_iovlen = first_bytes(message, bytes, pieces);
  part.msg_iov = pieces.data();
  return to_kernel(socket, part, flags);
}

}  // namespace plenum::test

// These take the place of the C library's, for this program alone. The output stream asks the system itself, Asio by
// sendmsg().
extern "C" ssize_t sendmsg(int socket, const msghdr* message, int flags) {
  return plenum::test::send_cut(socket, *message, flags);
}

extern "C" long syscall(long number, ...) noexcept {
  std::va_list list;
  va_start(list, number);
  long a[6];
  for (auto& each : a) each = va_arg(list, long);
  va_end(list);
  const auto socket = static_cast<int>(a[0]);
  if (number == SYS_sendmsg) {
    return plenum::test::send_cut(socket, *reinterpret_cast<const msghdr*>(a[1]), static_cast<int>(a[2]));
  }
  if (number == SYS_sendto) {
    iovec piece{reinterpret_cast<void*>(a[1]), static_cast<std::size_t>(a[2])};
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    return plenum::test::send_cut(socket, message, static_cast<int>(a[3]));
  }
  return plenum::test::next_syscall()(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
