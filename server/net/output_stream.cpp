#include "server/net/output_stream.h"

#include <array>
#include <cerrno>

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace plenum::net {

namespace {

constexpr int send_flags = MSG_NOSIGNAL | MSG_DONTWAIT;

// Most often it is one frame. The system is called directly: the C library's send() is a place where a thread may be
// cancelled, and pays two locked operations for what nobody does here (3 % of a delivery).
ssize_t send_one(int socket, const iovec& piece) {
  return ::syscall(SYS_sendto, socket, piece.iov_base, piece.iov_len, send_flags, nullptr, 0);
}

ssize_t send_all(int socket, const msghdr& message) {
  return ::syscall(SYS_sendmsg, socket, &message, send_flags);
}

}  // namespace

void OutputStream::open(std::string_view handshake) {
  queue_.push(std::make_shared<EncodedFrame>(EncodedFrame{std::string(handshake), Opcode::binary}));
  desk_.mark_dirty(owner_);
}

void OutputStream::send(Frame frame) {
  if (!socket_.is_open() || queue_.sealed()) return;
  queue_.push(std::move(frame));
  if (waiting_) hold(queue_.bytes());
  desk_.mark_dirty(owner_);
}

void OutputStream::take_control(std::string bytes) {
  if (handshaking_ || !socket_.is_open()) return;
  const auto opcode = static_cast<Opcode>(bytes[0] & 0x0F);
  queue_.push_control(std::make_shared<EncodedFrame>(EncodedFrame{std::move(bytes), opcode}));
  desk_.mark_dirty(owner_);
}

OutputStream::Flushed OutputStream::flush(bool& progress) {
  constexpr std::size_t pieces_max = 256;
  if (!socket_.is_open()) return Flushed::broken;
  if (waiting_) return Flushed::waiting;
  if (!queue_.empty()) {
    std::array<iovec, pieces_max> pieces;
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = queue_.gather(pieces.data(), pieces.size());
    const ssize_t written = message.msg_iovlen == 1 ? send_one(socket_.native_handle(), pieces[0])
                                                    : send_all(socket_.native_handle(), message);
    if (written < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return Flushed::broken;
    if (written > 0) {
      progress = true;
      queue_.consume(static_cast<std::size_t>(written));
    }
  }
  hold(queue_.bytes());
  if (!queue_.empty()) {
    await_writable();
    return Flushed::waiting;
  }
  if (teardown_ == Teardown::draining) finish_output();
  return Flushed::all;
}

// What waits for the end of the turn is nobody's burden yet: a frame for ten thousand is one frame.
void OutputStream::hold(std::size_t bytes) {
  if (bytes == held_) return;
  desk_.count_held(static_cast<std::ptrdiff_t>(bytes) - static_cast<std::ptrdiff_t>(held_));
  held_ = bytes;
}

std::size_t OutputStream::kernel_bytes() {
  int bytes = 0;
  return ::ioctl(socket_.native_handle(), SIOCOUTQ, &bytes) == 0 ? static_cast<std::size_t>(bytes) : 0;
}

void OutputStream::drop_queue() {
  if (queue_.sealed()) return;
  queue_.drop_whole();
  hold(queue_.bytes());
}

void OutputStream::await_writable() {
  waiting_ = true;
  socket_.async_wait(Socket::wait_write, [this, keep = owner_.shared_from_this()](ErrorCode error) {
    waiting_ = false;
    if (!error && socket_.is_open()) desk_.mark_dirty(owner_);
  });
}

void OutputStream::start_teardown() {
  if (!socket_.is_open()) return end_teardown();
  teardown_ = Teardown::draining;
  if (queue_.empty()) finish_output();
}

void OutputStream::finish_output() {
  teardown_ = Teardown::reading;
  ErrorCode ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  await_fin();
}

// What still arrives is dropped. Closing with unread bytes would send a reset, which may overtake our Close frame.
void OutputStream::await_fin() {
  socket_.async_wait(Socket::wait_read, [this, keep = owner_.shared_from_this()](ErrorCode error) {
    if (!socket_.is_open()) return;
    std::array<char, 4096> dropped;
    const ssize_t got = error ? 0 : ::recv(socket_.native_handle(), dropped.data(), dropped.size(), MSG_DONTWAIT);
    const bool more = got > 0 || (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR));
    if (more) return await_fin();
    cut();
  });
}

void OutputStream::cut() {
  ErrorCode ignored;
  socket_.close(ignored);
  queue_.clear();
  hold(0);
  if (teardown_done_.has_value()) end_teardown();
}

void OutputStream::end_teardown() {
  teardown_ = Teardown::done;
  boost::asio::post(get_executor(), [done = std::move(teardown_done_)]() mutable { done.invoke(); });
}

}  // namespace plenum::net
