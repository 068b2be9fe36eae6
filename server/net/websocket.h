#pragma once
// Both sides of a WebSocket connection: the session (net's, what can be done with a socket) and its client (the
// gateway's, what is done with messages). RFC 6455.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <boost/asio/io_context.hpp>

#include "server/net/frame.h"
#include "server/net/peer.h"

namespace plenum::net {

// Thread: one io thread, the same for the whole life. Called by its WebSocketClient and by whom that lets in (the hub),
// never from another thread: IoThreads::post goes there. Alive from on_open until on_closed has returned.
class WebSocketSession {
public:
  enum class Sent {
    queued,
    over_limit,  // the queue is full; this frame was NOT taken. on_drained will tell when to go on
    closed,      // a Close frame was sent or received: nothing more will ever leave
  };

  // Queues; written with everything else of this turn in one system call at the turn's end. Never calls back.
  // Requires: a text or binary frame.
  virtual Sent send(Frame frame) = 0;

  // Sends what is queued, then a Close frame; then on_closed comes (after teardown_ms at the latest). No message
  // arrives any more. A second call does nothing. Requires: 1000..1014 but 1004-1006, or 3000..4999; reason at most 123
  // bytes UTF-8.
  virtual void close(std::uint16_t code, std::string_view reason) = 0;

  virtual std::size_t queued_bytes() const = 0;

  // A client that keeps frames of its own for a peer that does not read tells every change, and asks how much more all
  // such peers of this thread may hold (Limits::held_bytes_max).
  virtual void count_held(std::ptrdiff_t bytes) = 0;
  virtual std::size_t room() const = 0;
  virtual boost::asio::io_context& context() = 0;
  virtual unsigned thread_index() const = 0;
  virtual const Peer& peer() const = 0;

protected:
  ~WebSocketSession() = default;
};

// Thread: the session's io thread, always. Called by the session, which owns it. Must never block, and never throw.
class WebSocketClient {
public:
  virtual ~WebSocketClient() = default;

  // The handshake is on its way; from here on the session may be used.
  virtual void on_open(WebSocketSession& session) = 0;

  // A whole message, not longer than message_bytes_max; text is valid UTF-8. The view ends with the call.
  virtual void on_message(std::string_view payload, bool binary) = 0;

  // After `over_limit`: the queue fell to its low-water mark.
  virtual void on_drained() = 0;

  // About once a second: for deadlines of the client's own, so that it needs no timer.
  virtual void on_sweep() {}

  // Answers to what the peer asked are on their way: a line that is wound down stays open for them, within the teardown
  // deadline.
  virtual bool is_owed() const { return false; }

  // The server goes: a last frame may be sent before the Close, which follows by itself. Each is told when its turn has
  // come, not all at once.
  virtual void on_wind_down() {}

  // Last call, exactly once if on_open was called; the session must not be touched in it (but for count_held) or after
  // it, and the client is destroyed next. code: the peer's close code, 1005 if it sent none, 1006 if the connection
  // broke or was cut.
  virtual void on_closed(std::uint16_t code) = 0;
};

}  // namespace plenum::net
