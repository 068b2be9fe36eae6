#pragma once
// The layer between Beast's WebSocket stream and the socket. Beast can only send what it encodes itself, one message at
// a time and alone; here whole frames that were encoded once wait beside Beast's own control frames, and everything
// leaves in one system call at the end of a turn.
#include <functional>
#include <string>
#include <utility>

#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/saved_handler.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/websocket/teardown.hpp>

#include "server/net/connection.h"
#include "server/net/counted_read.h"
#include "server/net/desk.h"
#include "server/net/output_queue.h"
#include "server/net/socket.h"

namespace plenum::net {

namespace beast = boost::beast;
using ErrorCode = boost::system::error_code;

// Thread: its session's. Called by Beast (the async_ functions) and by the session (the rest).
// Must never be given to websocket::stream::async_write: its frames would mix with those of send().
class OutputStream {
public:
  using executor_type = Socket::executor_type;

  // early: what was read behind the handshake. owner: is marked dirty when there is something to write.
  OutputStream(Socket socket, std::string early, Desk& desk, Connection& owner)
      : socket_(std::move(socket)), early_(std::move(early)), desk_(desk), owner_(owner) {}

  executor_type get_executor() { return socket_.get_executor(); }
  bool sealed() const { return queue_.sealed(); }
  std::size_t queued_bytes() const { return queue_.bytes(); }
  bool is_stuck() const { return waiting_; }
  // What the kernel has taken and the peer has not.
  std::size_t kernel_bytes();
  Clock::time_point received_at() const { return received_at_; }  // any byte

  // The first answer on the wire is the handshake that we wrote, not the one that Beast writes meanwhile (it names its
  // version, and would send it in its own time).
  void open(std::string_view handshake);
  // From here on Beast writes control frames only, and they are kept.
  void opened() { handshaking_ = false; }

  void send(Frame frame);

  enum class Flushed { all, waiting, broken };
  // Fetches what flush() reads first.
  void expect_flush() const {
    __builtin_prefetch(&socket_);
    __builtin_prefetch(&queue_);
    __builtin_prefetch(&waiting_);
  }
  // One system call. waiting: the socket is full; the owner is marked dirty when it is not any more.
  // progress: some bytes left. Starts what the teardown waits for.
  Flushed flush(bool& progress);

  // Gives up what waits, but for a frame that is half written.
  void drop_queue();

  // Closes the socket at once; what Beast waits for completes.
  void cut();

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    using Handler = void(ErrorCode, std::size_t);
    return boost::asio::async_initiate<Token, Handler>(
        [](auto&& handler, OutputStream* self, const Buffers& into) {
          if (self->early_.empty()) return self->socket_.async_read_some(into, self->counted(std::move(handler)));
          const auto taken = boost::asio::buffer_copy(into, boost::asio::buffer(self->early_));
          self->early_.erase(0, taken);
          if (self->early_.empty()) self->early_.shrink_to_fit();
          boost::asio::post(self->get_executor(),
                            beast::bind_front_handler(self->counted(std::move(handler)), ErrorCode{}, taken));
        },
        token, this, buffers);
  }

  // A whole control frame (Beast writes them in one piece). Copied as one item; completed by post, never inline:
  // Beast's operations hold locks across the call.
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    using Handler = void(ErrorCode, std::size_t);
    return boost::asio::async_initiate<Token, Handler>(
        [](auto&& handler, OutputStream* self, const Buffers& from) {
          std::string bytes(boost::asio::buffer_size(from), '\0');
          boost::asio::buffer_copy(boost::asio::buffer(bytes), from);
          const auto size = bytes.size();
          self->take_control(std::move(bytes));
          boost::asio::post(self->get_executor(), beast::bind_front_handler(std::move(handler), ErrorCode{}, size));
        },
        token, this, buffers);
  }

  // Beast's customisation points. Teardown: drain the queue (our Close is in it), then FIN, then read until the peer's
  // FIN. The session's teardown deadline ends it with cut().
  friend void beast_close_socket(OutputStream& stream) { stream.cut(); }
  template <class Handler>
  friend void async_teardown(beast::role_type, OutputStream& stream, Handler&& handler) {
    stream.teardown_done_.emplace(beast::bind_front_handler(std::forward<Handler>(handler), ErrorCode{}));
    stream.start_teardown();
  }
  friend void teardown(beast::role_type, OutputStream& stream, ErrorCode& error) {
    stream.cut();
    error = {};
  }

private:
  template <class Handler>
  CountedRead<std::decay_t<Handler>> counted(Handler&& handler) {
    return {std::forward<Handler>(handler), desk_, received_at_};
  }

  enum class Teardown { none, draining, reading, done };

  void hold(std::size_t bytes);
  void take_control(std::string bytes);
  void start_teardown();
  void finish_output();
  void await_fin();
  void end_teardown();
  void await_writable();

  Socket socket_;
  std::string early_;
  OutputQueue queue_;
  Desk& desk_;
  Connection& owner_;
  Clock::time_point received_at_ = Clock::now();
  beast::saved_handler teardown_done_;
  Teardown teardown_ = Teardown::none;
  bool handshaking_ = true;
  bool waiting_ = false;
  std::size_t held_ = 0;  // of the queue, as the desk knows it
};

}  // namespace plenum::net
