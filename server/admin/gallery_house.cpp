#include "server/admin/gallery_house.h"

#include "server/admin/house_reads.h"
#include "server/identity/secrets.h"
#include "server/node/gallery_writers.h"
#include "server/node/reading_writers.h"

namespace plenum {

template <class Request>
void GalleryHouse::on(Service& service, const Door& door, const char* method, Handler<Request> handler) {
  service.on<Request>(method, [this, door, handler](const Caller& caller, const Request& request, Answer answer) {
    if (const auto fault = door ? door(caller.principal) : Check{}) return answer.refuse(*fault);
    if (const auto fault = check_may(caller.principal, Action::manage_gallery)) return answer.refuse(*fault);
    (this->*handler)(caller.principal, request, answer);
  });
}

void GalleryHouse::register_on(Service& service, Door door) {
  on(service, door, "SetCompany", &GalleryHouse::set_company);
  on(service, door, "EndCompany", &GalleryHouse::end_company);
  on(service, door, "ListCompanies", &GalleryHouse::list_companies);
  on(service, door, "SetLicence", &GalleryHouse::set_licence);
  on(service, door, "EndLicence", &GalleryHouse::end_licence);
  on(service, door, "ListLicences", &GalleryHouse::list_licences);
  on(service, door, "GiveSeat", &GalleryHouse::give_seat);
  on(service, door, "EndSeat", &GalleryHouse::end_seat);
  on(service, door, "MakeSeatToken", &GalleryHouse::make_seat_token);
  on(service, door, "ListSeats", &GalleryHouse::list_seats);
  on(service, door, "SetCharter", &GalleryHouse::set_charter);
  on(service, door, "BeginEpoch", &GalleryHouse::begin_epoch);
  on(service, door, "SetGallery", &GalleryHouse::set_gallery);
  on(service, door, "ListAlarms", &GalleryHouse::list_alarms);
  on(service, door, "SettleAlarm", &GalleryHouse::settle_alarm);
  on(service, door, "PauseListening", &GalleryHouse::pause);
  on(service, door, "ListUse", &GalleryHouse::list_use);
}

template <class Reply>
void GalleryHouse::submit(Command command, const Answer& answer, std::function<Reply(const v1::Outcome&)> reply) {
  command.done = [answer, reply = std::move(reply)](const Result& result) {
    if (result.refused) return answer.refuse(*result.refused);
    answer.give(reply(result.outcome));
  };
  sequencer_.submit(std::move(command));
}

void GalleryHouse::slowly(const Answer& answer, std::function<void()> job) {
  if (!lane_.run(std::move(job))) answer.refuse(refusal_of(Fault{v1::BUSY}, 1'000));
}

void GalleryHouse::set_company(const Principal& who, const v1::SetCompanyRequest& request, const Answer& answer) {
  auto command = plenum::set_company(who, CompanyId{request.company_id()}, request.name());
  submit<v1::SetCompanyReply>(std::move(command), answer, [](const v1::Outcome& outcome) {
    v1::SetCompanyReply reply;
    reply.set_company_id(outcome.id());
    return reply;
  });
}

void GalleryHouse::end_company(const Principal& who, const v1::EndCompanyRequest& request, const Answer& answer) {
  submit<v1::EndCompanyReply>(plenum::end_company(who, CompanyId{request.company_id()}), answer);
}

void GalleryHouse::list_companies(const Principal&, const v1::ListCompaniesRequest&, const Answer& answer) {
  slowly(answer, [this, answer] { answer.give(read_companies(store_.view())); });
}

void GalleryHouse::set_licence(const Principal& who, const v1::SetLicenceRequest& request, const Answer& answer) {
  auto command = plenum::set_licence(who, request.licence());
  submit<v1::SetLicenceReply>(std::move(command), answer, [](const v1::Outcome& outcome) {
    v1::SetLicenceReply reply;
    reply.set_licence_id(outcome.id());
    return reply;
  });
}

void GalleryHouse::end_licence(const Principal& who, const v1::EndLicenceRequest& request, const Answer& answer) {
  submit<v1::EndLicenceReply>(plenum::end_licence(who, LicenceId{request.licence_id()}), answer);
}

void GalleryHouse::list_licences(const Principal&, const v1::ListLicencesRequest& request, const Answer& answer) {
  slowly(answer,
         [this, id = CompanyId{request.company_id()}, answer] { answer.give(read_licences(store_.view(), id)); });
}

void GalleryHouse::give_seat(const Principal& who, const v1::GiveSeatRequest& request, const Answer& answer) {
  const auto token = make_secret(seat_prefix);
  auto command = plenum::give_seat(who, request, token.hash);
  submit<v1::GiveSeatReply>(std::move(command), answer, [text = token.text](const v1::Outcome& outcome) {
    v1::GiveSeatReply reply;
    reply.set_seat_id(outcome.id());
    reply.set_token(text);
    return reply;
  });
}

void GalleryHouse::make_seat_token(const Principal& who, const v1::MakeSeatTokenRequest& request,
                                   const Answer& answer) {
  const auto token = make_secret(seat_prefix);
  auto command = plenum::make_seat_token(who, SeatId{request.seat_id()}, token.hash);
  submit<v1::MakeSeatTokenReply>(std::move(command), answer, [text = token.text](const v1::Outcome&) {
    v1::MakeSeatTokenReply reply;
    reply.set_token(text);
    return reply;
  });
}

void GalleryHouse::end_seat(const Principal& who, const v1::EndSeatRequest& request, const Answer& answer) {
  submit<v1::EndSeatReply>(plenum::end_seat(who, SeatId{request.seat_id()}), answer);
}

void GalleryHouse::list_seats(const Principal&, const v1::ListSeatsRequest& request, const Answer& answer) {
  slowly(answer, [this, company = CompanyId{request.company_id()}, answer] {
    const auto view = store_.view();
    if (!view.get(key::Company{company})) return answer.refuse(Fault{v1::NOT_FOUND, "company_id"});
    answer.give(read_seats(view, company));
  });
}

void GalleryHouse::set_charter(const Principal& who, const v1::SetCharterRequest& request, const Answer& answer) {
  submit<v1::SetCharterReply>(plenum::set_charter(who, request), answer);
}

void GalleryHouse::begin_epoch(const Principal& who, const v1::BeginEpochRequest& request, const Answer& answer) {
  submit<v1::BeginEpochReply>(plenum::begin_epoch(who, TopicId{request.topic_id()}), answer);
}

void GalleryHouse::set_gallery(const Principal& who, const v1::SetGalleryRequest& request, const Answer& answer) {
  submit<v1::SetGalleryReply>(plenum::set_gallery_k(who, request.k()), answer);
}

void GalleryHouse::list_alarms(const Principal&, const v1::ListAlarmsRequest& request, const Answer& answer) {
  slowly(answer, [this, request, answer] { answer.give(read_alarms(store_.view(), request)); });
}

void GalleryHouse::settle_alarm(const Principal& who, const v1::SettleAlarmRequest& request, const Answer& answer) {
  submit<v1::SettleAlarmReply>(plenum::settle_alarm(who, request), answer);
}

void GalleryHouse::pause(const Principal& who, const v1::PauseListeningRequest& request, const Answer& answer) {
  submit<v1::PauseListeningReply>(plenum::pause_listening(who, request), answer);
}

// By the log's time: its days are those in which the reading was told.
void GalleryHouse::list_use(const Principal&, const v1::ListUseRequest& request, const Answer& answer) {
  slowly(answer, [this, request, answer] {
    const auto view = store_.view();
    if (!view.get(key::Company{CompanyId{request.company_id()}}))
      return answer.refuse(Fault{v1::NOT_FOUND, "company_id"});
    answer.give(read_use(view, request, view.get(key::Community{})->time_ms()));
  });
}

}  // namespace plenum
