#pragma once

#include "proto/house.pb.h"
#include "server/gateway/service.h"
#include "server/gateway/slow_lane.h"
#include "server/node/command.h"
#include "server/node/sequencer.h"
#include "storage/rocks/store.h"

namespace plenum {

/// The gallery as the host keeps it: the same code for an admin at the members' door (HouseService) and for whoever
/// opens the operator's socket (AdminService). Asks the policy table of each caller before anything else.
///
/// Called from any thread, never waits. Must be stopped before the store and the sequencer are.
class GalleryHouse {
public:
  GalleryHouse(Store& store, Sequencer& sequencer) : store_(store), sequencer_(sequencer) {}

  /// Each method of HouseService. `door`: what the door asks of a caller besides.
  using Door = std::function<Check(const Principal&)>;
  void register_on(Service& service, Door door = {});

  void stop() { lane_.stop(); }

private:
  template <class Request>
  using Handler = void (GalleryHouse::*)(const Principal&, const Request&, const Answer&);
  template <class Request>
  void on(Service& service, const Door& door, const char* method, Handler<Request> handler);
  /// A reply that says no more than the command's outcome.
  template <class Reply>
  void submit(Command command, const Answer& answer, std::function<Reply(const v1::Outcome&)> reply);
  template <class Reply>
  void submit(Command command, const Answer& answer) {
    submit<Reply>(std::move(command), answer, [](const v1::Outcome&) { return Reply(); });
  }
  void slowly(const Answer& answer, std::function<void()> job);

  void set_company(const Principal&, const v1::SetCompanyRequest&, const Answer&);
  void end_company(const Principal&, const v1::EndCompanyRequest&, const Answer&);
  void list_companies(const Principal&, const v1::ListCompaniesRequest&, const Answer&);
  void set_licence(const Principal&, const v1::SetLicenceRequest&, const Answer&);
  void end_licence(const Principal&, const v1::EndLicenceRequest&, const Answer&);
  void list_licences(const Principal&, const v1::ListLicencesRequest&, const Answer&);
  void give_seat(const Principal&, const v1::GiveSeatRequest&, const Answer&);
  void end_seat(const Principal&, const v1::EndSeatRequest&, const Answer&);
  void make_seat_token(const Principal&, const v1::MakeSeatTokenRequest&, const Answer&);
  void list_seats(const Principal&, const v1::ListSeatsRequest&, const Answer&);
  void set_charter(const Principal&, const v1::SetCharterRequest&, const Answer&);
  void begin_epoch(const Principal&, const v1::BeginEpochRequest&, const Answer&);
  void set_gallery(const Principal&, const v1::SetGalleryRequest&, const Answer&);
  void list_alarms(const Principal&, const v1::ListAlarmsRequest&, const Answer&);
  void settle_alarm(const Principal&, const v1::SettleAlarmRequest&, const Answer&);
  void pause(const Principal&, const v1::PauseListeningRequest&, const Answer&);
  void list_use(const Principal&, const v1::ListUseRequest&, const Answer&);

  Store& store_;
  Sequencer& sequencer_;
  SlowLane lane_;
};

}  // namespace plenum
