#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/gallery/alerts.h"
#include "server/gallery/door.h"
#include "server/gallery/masking_pen.h"
#include "server/gallery/publisher.h"
#include "tests/gallery_door/observing.h"
#include "tests/node/node_under_test.h"

namespace plenum::test {

/// A house with a gallery: store, sequencer with its pen, publisher, door and sockets, all real, on a clock that the
/// test moves. What the host does is done by facts; what members do, by their commands.
class Room {
public:
  /// `limits`: of what a seat may use; `reach`: whom companies' hooks may call.
  explicit Room(UseLimits limits = {}, HttpsReach reach = {});
  explicit Room(HttpsReach reach) : Room(UseLimits{}, std::move(reach)) {}
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
  /// One by which each seat may take so many extracts in a day.
  LicenceId exporting(CompanyId, const std::vector<TopicId>&, std::uint32_t daily_exports, std::int64_t until_ms = 0,
                      v1::EmbargoClass = v1::EMBARGO_NONE, v1::LicenceLevel = v1::LICENCE_OBSERVE);
  void end_licence(LicenceId);
  SeatId seat(CompanyId, bool keeps_seats = false);
  std::string token(SeatId, std::int64_t ends_at_ms = 0);
  void end_seat(SeatId);
  /// Waits until all that was read is told.
  void tells();

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
  std::unique_ptr<Meter> meter;
  std::unique_ptr<GalleryLive> live;
  std::atomic<std::uint64_t> handed_over{0};  // turns of the publisher that are with the io threads
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

}  // namespace plenum::test
