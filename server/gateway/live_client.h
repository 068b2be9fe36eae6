#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <boost/container/flat_map.hpp>

#include "proto/member.pb.h"
#include "server/gateway/live.h"

namespace plenum {

/// One live line: greets, calls, follows streams. Belongs to its io thread, which alone calls it; answers that come
/// from elsewhere are posted there and dropped if it is gone. It must never wait, and never send a stream's entry
/// twice or leave one out.
///
/// A stream is followed in one of two ways: *live*, where shared frames arrive in order and without a hole, or *from
/// the log*, where it reads entries itself until it reaches the head: after a resume, a gap, or a full queue. Nothing
/// is lost by a full queue, since the log is there.
class LiveClient final : public net::WebSocketClient {
public:
  LiveClient(Live& live, Interest::Encoding encoding, Caller caller);
  ~LiveClient() override;

  void on_open(net::WebSocketSession& session) override;
  void on_message(std::string_view payload, bool binary) override;
  void on_drained() override;
  void on_sweep() override;
  bool is_owed() const override { return calls_waiting_ > 0 || !late_.empty(); }
  void on_closed(std::uint16_t code) override;

  void deliver(const Delivery& delivery);

  /// One piece of a stream that is read from the log. True: it goes on, in its next turn.
  bool read_on(const StreamId& stream, const StoreView& view);

private:
  // Whoever looks from thread to thread faster is told of where they came to rest.
  static constexpr unsigned whispers_per_sweep = 20;

  struct Following {
    std::uint64_t delivered = 0;  // offset of the last entry sent
    bool from_log = false;
    bool lined_up = false;  // waits for its turn to read on
  };

  void handle(const v1::ClientFrame& frame);
  void greet(std::uint32_t request, const v1::Hello& hello);
  void subscribe(std::uint32_t request, const v1::SubscribeRequest& wish);
  void unsubscribe(std::uint32_t request, const v1::UnsubscribeRequest& wish);
  void show_presence(TopicId topic);
  void show_desk_presence(const StreamId& stream);
  void look(const v1::Looking& wish);
  void look_at_thread(ThreadId id);
  void look_at_report(PostId id);
  void type();
  bool may_whisper();
  void call(std::uint32_t request, const v1::ClientFrame& frame);

  Check check_follow(const StreamId& stream) const;
  void leave_what_is_closed();
  std::optional<StreamId> stream_of(const v1::SubscribeRequest& wish) const;
  void follow(const StreamId& stream, std::uint64_t delivered);
  void unfollow(StreamId stream);  // by value: the caller may hold the key that is erased
  void line_up(const StreamId& stream, Following& following);
  bool still_stands();

  v1::Position position_at(const StreamId& stream, std::uint64_t offset) const;
  net::WebSocketSession::Sent send(const v1::ServerFrame& frame);
  void reply(v1::Reply reply);
  bool send_late_replies();
  void refuse(std::uint32_t request, const v1::Refusal& refusal);
  void fill_reply(v1::Reply& reply, const std::string& field, const google::protobuf::Message& message);

  // What every delivery reads stands together.
  Live& live_;
  net::WebSocketSession* session_ = nullptr;
  boost::container::flat_map<StreamId, Following> following_;  // few
  const Interest::Encoding encoding_;
  std::vector<net::Frame> late_;  // answers that wait for the queue to drain; no stream overtakes them

  const std::uint64_t connection_;
  Caller caller_;
  bool greeted_ = false;
  unsigned thread_ = 0;  // the session's, known also while it closes
  std::int64_t opened_at_ms_ = 0;
  StreamId read_last_;  // of those read from the log: the next one in order has the next turn
  unsigned whispers_left_ = whispers_per_sweep;
  std::optional<v1::Looking> look_later_;  // the last of those that came too fast
  PostId report_looked_at_;
  std::size_t calls_waiting_ = 0;
  std::size_t late_bytes_ = 0;
  std::shared_ptr<LiveClient*> self_;  // answers hold it weakly: they find out whether the line still stands
};

}  // namespace plenum
