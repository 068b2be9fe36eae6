#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "server/gallery/alerts.h"
#include "server/gallery/door.h"
#include "server/gallery/masking_pen.h"
#include "server/gallery/publisher.h"
#include "tests/node/node_under_test.h"
#include "tests/support/net/raw_websocket.h"

namespace plenum::test {

using Json = nlohmann::json;

/// A house with a gallery: store, sequencer with its pen, publisher, door and sockets, all real, on a clock that the
/// test moves. What the host does is done by facts; what members do, by their commands.
class Room {
public:
  /// `reach`: whom companies' hooks may call.
  explicit Room(HttpsReach reach = {});
  ~Room();

  MemberId member(const std::string& handle, const std::string& specialty = {}, const std::string& region = {});
  TopicId topic(const std::string& title);
  void charter(TopicId, const std::vector<v1::EmbargoClass>&, bool reach_back = false);
  void needs_authors(std::uint32_t k);

  ThreadId thread(MemberId, TopicId, const std::string& title, const std::string& source);
  PostId post(MemberId, ThreadId, const std::string& source);
  void edit(MemberId, PostId, const std::string& source);
  void remove(MemberId, PostId);
  void withdraw(PostId);

  CompanyId company(const std::string& name);
  LicenceId licence(CompanyId, const std::vector<TopicId>&, v1::EmbargoClass = v1::EMBARGO_NONE,
                    std::int64_t until_ms = 0, std::uint32_t rounding_s = 0);
  void end_licence(LicenceId);
  SeatId seat(CompanyId, bool keeps_seats = false);
  std::string token(SeatId, std::int64_t ends_at_ms = 0);
  void end_seat(SeatId);

  /// A company's own; what refuses it, if anything does.
  OwnCheck wishes(const Sitting&, const OwnDecision&);

  /// A fact as it stands, with its payloads.
  void happens(const std::function<void(Proposal&)>& write);

  /// The clock goes on, and what is due fires.
  void forward(std::int64_t ms);

  std::string digest() const { return state_digest(store->view()); }
  std::uint16_t port() const { return listener->bound_port(); }

  MovableClock clock;
  std::unique_ptr<rocksdb::Env> env;
  std::unique_ptr<Store> store;
  std::unique_ptr<Log> log;
  const MasterKey key{std::string(32, 'k')};
  MaskingPen pen;
  Voices voices{key};
  Audience audience;
  net::IoThreads io{2};
  std::unique_ptr<GalleryLive> live;
  std::unique_ptr<GalleryPublisher> publisher;
  std::unique_ptr<FeedSearch> search;
  std::unique_ptr<HookSender> hooks;
  std::unique_ptr<Alerts> alerts;
  std::unique_ptr<Sequencer> sequencer;
  std::unique_ptr<OwnActs> acts;
  std::unique_ptr<GalleryDoor> door;
  std::unique_ptr<net::Listener> listener;

private:
  std::unique_ptr<Store> opened();
  Principal principal(MemberId) const;
  v1::Outcome done(Command);
  int commands_ = 0;
  std::uint32_t k_ = 1;
};

/// A seat's program: calls over HTTP.
class Observing {
public:
  Observing(const Room& room, std::string token) : port_(room.port()), token_(std::move(token)) {}

  Json call(const std::string& method, const Json& request = Json::object());
  /// Of SubscriberService; {"refused": what is told of it}.
  Json wish(const std::string& method, const Json& request = Json::object());
  Answer raw(const std::string& request);
  std::string request(const std::string& path, const std::string& body, const std::string& headers = {},
                      const std::string& verb = "POST") const;

  /// The id by which the company knows its only topic.
  std::string topic();

  std::uint16_t port() const { return port_; }
  const std::string& token() const { return token_; }

  /// Every byte that came.
  std::string heard;

private:
  std::uint16_t port_;
  std::string token_;
};

/// A seat's live line in JSON.
class Listener {
public:
  explicit Listener(const Observing& seat, bool greet = true);

  /// The answer's field, or {"refused": its words}.
  Json call(const std::string& name, const Json& request);
  /// The first post not yet taken that fits; waits for it. Null if none comes in time.
  Json await_post(const std::function<bool(const Json&)>& fits);
  Json await_text(const std::string& text);
  /// The first alert not yet taken; waits for it. Null if none comes in time.
  Json await_alert();
  /// What has come by the time that the server answers once more.
  std::vector<Json> posts_so_far();
  std::uint16_t await_close();

  RawWebSocket& socket() { return socket_; }
  const std::string& position() const { return position_; }
  std::string heard;

private:
  bool read_one(std::chrono::milliseconds patience);
  RawWebSocket socket_;
  int number_ = 0;
  std::uint16_t close_code_ = 0;
  std::string position_;
  std::vector<Json> replies_;
  std::vector<Json> posts_;
  std::vector<Json> alerts_;
};

}  // namespace plenum::test
