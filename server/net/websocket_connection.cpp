#include "server/net/websocket_connection.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/stream.hpp>

#include "server/net/output_stream.h"

namespace plenum::net {
namespace {

namespace websocket = boost::beast::websocket;
namespace http = boost::beast::http;

// A handshake that Beast cannot refuse: the real one has been checked, and its answer is written by us.
const http::request<http::empty_body>& checked_handshake() {
  static const auto request = [] {
    http::request<http::empty_body> r{http::verb::get, "/", 11};
    r.set(http::field::host, "localhost");
    r.set(http::field::connection, "upgrade");
    r.set(http::field::upgrade, "websocket");
    r.set(http::field::sec_websocket_key, "dGhlIHNhbXBsZSBub25jZQ==");
    r.set(http::field::sec_websocket_version, "13");
    return r;
  }();
  return request;
}

const Frame& ping_frame() {
  static const Frame frame = encode_frame(Opcode::ping, {});
  return frame;
}

// Beast checks UTF-8 as it reads, but not at a last fragment without bytes: then the message may end within a
// character.
bool ends_within_character(std::string_view text) {
  std::size_t back = 1;
  while (back <= 3 && back <= text.size()) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if (byte < 0x80) return false;
    if (byte >= 0xC0) return back < (byte >= 0xF0 ? 4u : byte >= 0xE0 ? 3u : 2u);
    ++back;
  }
  return false;
}

constexpr std::uint16_t broken_off = 1006;
constexpr std::uint16_t no_code = 1005;
constexpr std::uint16_t bad_payload = 1007;

// One WebSocket. Thread: its desk's. Owned by the desk while open; Beast's pending operations hold it too.
class WebSocketConnection final : public Connection, public WebSocketSession {
public:
  WebSocketConnection(std::shared_ptr<Door> door, Desk& desk, Upgrade upgrade);
  void start(const std::string& handshake);

  // WebSocketSession
  Sent send(Frame frame) override;
  void close(std::uint16_t code, std::string_view reason) override;
  std::size_t queued_bytes() const override { return stream().queued_bytes(); }
  asio::io_context& context() override { return desk_.context(); }
  void count_held(std::ptrdiff_t bytes) override { desk_.count_held(bytes); }
  std::size_t room() const override { return desk_.room(); }
  unsigned thread_index() const override { return desk_.index(); }
  const Peer& peer() const override { return peer_; }

  // Connection
  void flush(Clock::time_point now) override;
  void expect_flush() const override { stream().expect_flush(); }
  void sweep(Clock::time_point now) override;
  void wind_down(std::uint16_t code, std::string_view reason) override;
  void cut() override { end(broken_off); }
  bool is_stuck() const override { return stream().is_stuck(); }

private:
  OutputStream& stream() { return ws_.next_layer(); }
  const OutputStream& stream() const { return ws_.next_layer(); }
  std::shared_ptr<WebSocketConnection> self() {
    return std::static_pointer_cast<WebSocketConnection>(shared_from_this());
  }

  void on_accepted(ErrorCode error);
  void on_control(websocket::frame_type kind);
  void read();
  void read_more();
  void on_read(ErrorCode error);
  void deliver(std::string_view payload);
  void ping_if_silent(Clock::time_point now);
  void note_progress(Clock::time_point now, bool waiting, bool progress);
  void note_slow_progress(Clock::time_point now);
  bool has_stalled(Clock::time_point now) const;
  void give_up(Clock::time_point now);
  std::size_t queue_max() const;
  void tell_drained();
  bool is_owed() const { return opened_ && client_->is_owed(); }
  void say_farewell();
  void start_closing();
  void end(std::uint16_t code);
  std::uint16_t peer_code(ErrorCode error) const;
  bool overdue(Clock::time_point now) const;

  const std::shared_ptr<Door> door_;
  Desk& desk_;
  websocket::stream<OutputStream, false> ws_;
  std::unique_ptr<WebSocketClient> client_;
  Peer peer_;
  AddressCaps::Seat seat_;
  AddressCaps::Seat client_seat_;
  Clock::time_point written_at_ = Clock::now();  // the socket took bytes
  Clock::time_point pinged_at_ = written_at_;
  Clock::time_point took_all_at_ = written_at_;   // a stuck socket went on and emptied the queue: it lives
  std::optional<Clock::time_point> stuck_since_;  // bytes wait and the socket takes none
  std::size_t kernel_bytes_ = 0;                  // of it, when last looked at
  std::optional<Clock::time_point> closing_since_;
  struct Farewell {
    std::uint16_t code;
    std::string reason;
    Clock::time_point asked_at;
  };
  std::unique_ptr<Farewell> farewell_;  // it is wound down, and what it is owed comes first
  bool opened_ = false;
  bool closing_ = false;  // a Close frame was asked for, sent or received
  bool clean_ = false;    // the closing handshake that we began was completed
  bool ended_ = false;
  bool over_limit_ = false;
  bool given_up_ = false;  // it stalled: what waited was dropped, and a Close waits in its place
  std::string overflow_;   // a message longer than first_; empty between messages
  std::array<char, 256> first_;
};

WebSocketConnection::WebSocketConnection(std::shared_ptr<Door> door, Desk& desk, Upgrade upgrade)
    : door_(std::move(door)),
      desk_(desk),
      ws_(std::move(upgrade.socket), std::move(upgrade.early), desk, static_cast<Connection&>(*this)),
      client_(std::move(upgrade.client)),
      peer_(std::move(upgrade.peer)),
      seat_(std::move(upgrade.seat)),
      client_seat_(std::move(upgrade.client_seat)) {
  // Beast's own timer would cut a closing connection with its last words unsent; Desk::sweep keeps all deadlines.
  ws_.set_option(
      websocket::stream_base::timeout{websocket::stream_base::none(), websocket::stream_base::none(), false});
  ws_.read_message_max(door_->limits.message_bytes_max);
  ws_.control_callback([this](websocket::frame_type kind, beast::string_view) { on_control(kind); });
}

void WebSocketConnection::start(const std::string& handshake) {
  stream().open(handshake);
  ws_.async_accept(checked_handshake(), [self = self()](ErrorCode error) { self->on_accepted(error); });
}

void WebSocketConnection::on_accepted(ErrorCode error) {
  if (ended_) return;
  if (error) return end(broken_off);
  stream().opened();
  opened_ = true;
  client_->on_open(*this);
  read();
}

void WebSocketConnection::on_control(websocket::frame_type kind) {
  if (kind == websocket::frame_type::close) start_closing();
}

// Most messages are small and most sessions silent: a waiting session holds no more than first_.
void WebSocketConnection::read() {
  if (ended_) return;
  ws_.async_read_some(asio::buffer(first_), [self = self()](ErrorCode error, std::size_t bytes) {
    if (!error && self->ws_.is_message_done() && self->overflow_.empty()) {
      self->deliver({self->first_.data(), bytes});
      return self->read();
    }
    self->overflow_.assign(self->first_.data(), bytes);
    self->on_read(error);
  });
}

void WebSocketConnection::read_more() {
  constexpr std::size_t piece_bytes = 4096;
  if (ended_) return;
  const std::size_t have = overflow_.size();
  overflow_.resize(have + piece_bytes);
  ws_.async_read_some(asio::buffer(overflow_.data() + have, piece_bytes),
                      [self = self(), have](ErrorCode error, std::size_t bytes) {
                        self->overflow_.resize(have + bytes);
                        self->on_read(error);
                      });
}

void WebSocketConnection::on_read(ErrorCode error) {
  if (error) return end(peer_code(error));
  if (!ws_.is_message_done()) return read_more();
  const std::string message = std::exchange(overflow_, {});
  deliver(message);
  read();
}

void WebSocketConnection::deliver(std::string_view payload) {
  if (ended_ || closing_ || farewell_) return;
  if (ws_.got_text() && ends_within_character(payload)) return close(bad_payload, "");
  client_->on_message(payload, ws_.got_binary());
}

WebSocketSession::Sent WebSocketConnection::send(Frame frame) {
  if (ended_ || closing_ || stream().sealed()) return Sent::closed;
  const std::size_t queued = stream().queued_bytes();
  // A single frame longer than the limit passes when it is alone, or it never could.
  if (queued != 0 && queued + frame->bytes.size() > queue_max()) {
    over_limit_ = true;
    return Sent::over_limit;
  }
  stream().send(std::move(frame));
  return Sent::queued;
}

// A socket that is full may make others' queues shorter, never longer than its own limit.
std::size_t WebSocketConnection::queue_max() const {
  const std::size_t most = door_->limits.queue_bytes_max;
  return stream().is_stuck() ? std::min(most, stream().queued_bytes() + desk_.room()) : most;
}

void WebSocketConnection::close(std::uint16_t code, std::string_view reason) {
  if (ended_ || closing_) return;
  start_closing();
  const websocket::close_reason why(static_cast<websocket::close_code>(code), beast::string_view(reason));
  // Trap: operation_aborted means that the pending read consumed the peer's Close; the read's completion ends us.
  ws_.async_close(why, [self = self()](ErrorCode error) { self->clean_ = !error; });
}

// What was asked is answered first, and nothing new is taken: a message that comes now was not heard, as one that
// crosses a Close.
void WebSocketConnection::wind_down(std::uint16_t code, std::string_view reason) {
  if (ended_ || closing_ || farewell_) return;
  if (opened_) client_->on_wind_down();
  if (!is_owed()) return close(code, reason);
  farewell_ = std::make_unique<Farewell>(Farewell{code, std::string(reason), Clock::now()});
}

void WebSocketConnection::say_farewell() {
  if (!farewell_ || ended_ || closing_) return;
  const auto patience = std::chrono::milliseconds(door_->limits.teardown_ms);
  if (!is_owed() || Clock::now() - farewell_->asked_at > patience) close(farewell_->code, farewell_->reason);
}

void WebSocketConnection::start_closing() {
  if (closing_) return;
  closing_ = true;
  closing_since_ = Clock::now();
}

void WebSocketConnection::flush(Clock::time_point now) {
  if (ended_) return;
  bool progress = false;
  const auto flushed = stream().flush(progress);
  if (flushed == OutputStream::Flushed::broken) return end(broken_off);
  note_progress(now, flushed == OutputStream::Flushed::waiting, progress);
  if (over_limit_ && stream().queued_bytes() <= door_->limits.queue_low_water_bytes) tell_drained();
  // By post, for a Close is written too.
  if (farewell_) asio::post(desk_.context(), [self = self()] { self->say_farewell(); });
}

void WebSocketConnection::note_progress(Clock::time_point now, bool waiting, bool progress) {
  if (progress) written_at_ = now;
  if (!waiting) {
    if (stuck_since_) took_all_at_ = now;
    stuck_since_.reset();
  } else if (progress || !stuck_since_) {
    stuck_since_ = now;
  }
}

// By post: whoever is told sends at once, and a flush is no place to fill the queue that it empties.
void WebSocketConnection::tell_drained() {
  over_limit_ = false;
  asio::post(desk_.context(), [self = self()] {
    if (!self->ended_ && !self->closing_) self->client_->on_drained();
  });
}

bool WebSocketConnection::overdue(Clock::time_point now) const {
  using std::chrono::milliseconds;
  const auto& limits = door_->limits;
  // Who takes what we have is not idle, and may take it to the end before it closes.
  const auto grace = milliseconds(stuck_since_ && !given_up_ ? limits.stall_ms : 0);
  if (closing_since_) return now - *closing_since_ > milliseconds(limits.teardown_ms) + grace;
  return !stuck_since_ && now - std::max(stream().received_at(), took_all_at_) > milliseconds(limits.idle_ms);
}

// A full socket takes more only when a third of its buffer, megabytes, is free: a slow peer may need longer for that
// than it may stall, and takes something all the time.
void WebSocketConnection::note_slow_progress(Clock::time_point now) {
  if (!stuck_since_) return;
  const auto bytes = stream().kernel_bytes();
  if (bytes < kernel_bytes_) stuck_since_ = now;
  kernel_bytes_ = bytes;
}

bool WebSocketConnection::has_stalled(Clock::time_point now) const {
  return stuck_since_ && now - *stuck_since_ > std::chrono::milliseconds(door_->limits.stall_ms);
}

// Nothing is lost by it: whoever comes back goes on from where they were. A Close that waits behind what nobody takes
// would never be read; in its place it may be.
void WebSocketConnection::give_up(Clock::time_point now) {
  given_up_ = true;
  stream().drop_queue();
  close(door_->limits.come_back_code, "Nothing was read for too long. Come back.");
  closing_since_ = now;
}

void WebSocketConnection::sweep(Clock::time_point now) {
  if (stream().sealed()) start_closing();  // Beast itself sends a Close after a protocol error
  note_slow_progress(now);
  say_farewell();
  if (has_stalled(now) && !given_up_) give_up(now);
  if (overdue(now)) return end(broken_off);
  ping_if_silent(now);
  if (opened_ && !closing_) client_->on_sweep();
}

void WebSocketConnection::ping_if_silent(Clock::time_point now) {
  const auto interval = std::chrono::milliseconds(door_->limits.ping_interval_ms);
  const bool silent = now - stream().received_at() >= interval || now - written_at_ >= interval;
  if (!opened_ || closing_ || !silent || now - pinged_at_ < interval || stream().queued_bytes() != 0) return;
  pinged_at_ = now;
  stream().send(ping_frame());
}

std::uint16_t WebSocketConnection::peer_code(ErrorCode error) const {
  const auto code = static_cast<std::uint16_t>(ws_.reason().code);
  if (code != 0) return code;
  return clean_ || error == websocket::error::closed ? no_code : broken_off;
}

void WebSocketConnection::end(std::uint16_t code) {
  if (std::exchange(ended_, true)) return;
  const auto keep = self();
  stream().cut();
  desk_.leave(*this);
  seat_.leave();
  client_seat_.leave();
  if (opened_) client_->on_closed(code);
  client_.reset();
}

}  // namespace

void start_websocket(std::shared_ptr<Door> door, Desk& desk, Upgrade upgrade) {
  const std::string handshake = std::move(upgrade.handshake);
  const auto connection = std::make_shared<WebSocketConnection>(std::move(door), desk, std::move(upgrade));
  desk.join(connection);
  connection->start(handshake);
}

}  // namespace plenum::net
