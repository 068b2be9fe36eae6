// Who may listen, where, how late.
#include <limits>

#include "server/admin/admin_service.h"
#include "server/identity/secrets.h"
#include "server/node/gallery_writers.h"
#include "storage/machine/licences.h"

namespace plenum {

namespace {

// The answer is all that the command's outcome says.
template <class Fill>
void submit(Sequencer& sequencer, Command command, const Answer& answer, Fill fill) {
  command.done = [answer, fill = std::move(fill)](const Result& result) {
    if (result.refused) return answer.refuse(*result.refused);
    answer.give(fill(result.outcome));
  };
  sequencer.submit(std::move(command));
}

v1::Company company_of(const View& view, CompanyId id, const log::CompanyRecord& record) {
  v1::Company company;
  company.set_id(id.value);
  company.set_name(record.name());
  company.set_added_at_ms(record.added_at_ms());
  company.set_ended(record.ended());
  company.set_seats(record.seats());
  company.set_seats_max(seats_max(view, id));
  return company;
}

v1::Licence licence_of(LicenceId id, const log::LicenceRecord& record) {
  v1::Licence licence;
  licence.set_id(id.value);
  licence.set_company_id(record.company());
  licence.set_level(record.level());
  for (const auto& topic : record.topics()) {
    auto& licensed = *licence.add_topics();
    licensed.set_topic_id(topic.topic());
    licensed.set_from_ms(topic.from_ms());
  }
  licence.set_seats(record.seats());
  licence.set_from_ms(record.from_ms());
  licence.set_until_ms(record.until_ms());
  licence.set_embargo(record.embargo());
  licence.set_rounding_s(record.rounding_s());
  licence.set_daily_reads(record.daily_reads());
  licence.set_daily_exports(record.daily_exports());
  licence.set_purpose(record.purpose());
  licence.set_state(record.state());
  return licence;
}

v1::Seat seat_of(SeatId id, const log::SeatRecord& record) {
  v1::Seat seat;
  seat.set_id(id.value);
  seat.set_company_id(record.company());
  seat.set_name(record.profile().name());
  seat.set_mail(record.profile().mail());
  seat.set_keeps_seats(record.keeps_seats());
  seat.set_given_at_ms(record.given_at_ms());
  seat.set_ended(record.ended());
  return seat;
}

constexpr std::uint64_t last = std::numeric_limits<std::uint64_t>::max();

}  // namespace

void AdminDesk::set_company(const v1::SetCompanyRequest& request, const Answer& answer) {
  auto command = plenum::set_company(Principal::house(), CompanyId{request.company_id()}, request.name());
  submit(sequencer_, std::move(command), answer, [](const v1::Outcome& outcome) {
    v1::SetCompanyReply reply;
    reply.set_company_id(outcome.id());
    return reply;
  });
}

void AdminDesk::end_company(const v1::EndCompanyRequest& request, const Answer& answer) {
  auto command = plenum::end_company(Principal::house(), CompanyId{request.company_id()});
  submit(sequencer_, std::move(command), answer, [](const v1::Outcome&) { return v1::EndCompanyReply(); });
}

void AdminDesk::list_companies(const v1::ListCompaniesRequest&, const Answer& answer) {
  slowly(answer, [this, answer] {
    const auto view = store_.view();
    v1::ListCompaniesReply reply;
    view.scan(key::Company{}, key::Company{CompanyId{last}}, [&](const key::Any& key, std::string_view) {
      const auto id = std::get<key::Company>(key).company;
      *reply.add_companies() = company_of(view, id, *view.get(key::Company{id}));
      return true;
    });
    answer.give(std::move(reply));
  });
}

void AdminDesk::set_licence(const v1::SetLicenceRequest& request, const Answer& answer) {
  auto command = plenum::set_licence(Principal::house(), request.licence());
  submit(sequencer_, std::move(command), answer, [](const v1::Outcome& outcome) {
    v1::SetLicenceReply reply;
    reply.set_licence_id(outcome.id());
    return reply;
  });
}

void AdminDesk::end_licence(const v1::EndLicenceRequest& request, const Answer& answer) {
  auto command = plenum::end_licence(Principal::house(), LicenceId{request.licence_id()});
  submit(sequencer_, std::move(command), answer, [](const v1::Outcome&) { return v1::EndLicenceReply(); });
}

void AdminDesk::list_licences(const v1::ListLicencesRequest& request, const Answer& answer) {
  slowly(answer, [this, request, answer] {
    const auto view = store_.view();
    v1::ListLicencesReply reply;
    view.scan(key::Licence{}, key::Licence{LicenceId{last}}, [&](const key::Any& key, std::string_view) {
      const auto id = std::get<key::Licence>(key).licence;
      const auto record = *view.get(key::Licence{id});
      const bool asked = request.company_id() == 0 || record.company() == request.company_id();
      if (asked) *reply.add_licences() = licence_of(id, record);
      return true;
    });
    answer.give(std::move(reply));
  });
}

void AdminDesk::give_seat(const v1::GiveSeatRequest& request, const Answer& answer) {
  const auto token = make_secret(seat_prefix);
  auto command = plenum::give_seat(Principal::house(), request, token.hash);
  submit(sequencer_, std::move(command), answer, [text = token.text](const v1::Outcome& outcome) {
    v1::GiveSeatReply reply;
    reply.set_seat_id(outcome.id());
    reply.set_token(text);
    return reply;
  });
}

void AdminDesk::make_seat_token(const v1::MakeSeatTokenRequest& request, const Answer& answer) {
  const auto token = make_secret(seat_prefix);
  auto command = plenum::make_seat_token(Principal::house(), SeatId{request.seat_id()}, token.hash);
  submit(sequencer_, std::move(command), answer, [text = token.text](const v1::Outcome&) {
    v1::MakeSeatTokenReply reply;
    reply.set_token(text);
    return reply;
  });
}

void AdminDesk::end_seat(const v1::EndSeatRequest& request, const Answer& answer) {
  auto command = plenum::end_seat(Principal::house(), SeatId{request.seat_id()});
  submit(sequencer_, std::move(command), answer, [](const v1::Outcome&) { return v1::EndSeatReply(); });
}

void AdminDesk::list_seats(const v1::ListSeatsRequest& request, const Answer& answer) {
  slowly(answer, [this, request, answer] {
    const auto view = store_.view();
    const CompanyId company{request.company_id()};
    if (!view.get(key::Company{company})) return answer.refuse(Fault{v1::NOT_FOUND, "company_id"});
    v1::ListSeatsReply reply;
    view.scan(key::SeatOf{company, SeatId{}}, key::SeatOf{CompanyId{company.value + 1}, SeatId{}},
              [&](const key::Any& key, std::string_view) {
                const auto id = std::get<key::SeatOf>(key).seat;
                if (const auto seat = view.get(key::Seat{id})) *reply.add_seats() = seat_of(id, *seat);
                return true;
              });
    answer.give(std::move(reply));
  });
}

void AdminDesk::set_charter(const v1::SetCharterRequest& request, const Answer& answer) {
  auto command = plenum::set_charter(Principal::house(), request);
  submit(sequencer_, std::move(command), answer, [](const v1::Outcome&) { return v1::SetCharterReply(); });
}

void AdminDesk::begin_epoch(const v1::BeginEpochRequest& request, const Answer& answer) {
  auto command = plenum::begin_epoch(Principal::house(), TopicId{request.topic_id()});
  submit(sequencer_, std::move(command), answer, [](const v1::Outcome&) { return v1::BeginEpochReply(); });
}

void AdminDesk::set_gallery(const v1::SetGalleryRequest& request, const Answer& answer) {
  auto command = plenum::set_gallery_k(Principal::house(), request.k());
  submit(sequencer_, std::move(command), answer, [](const v1::Outcome&) { return v1::SetGalleryReply(); });
}

}  // namespace plenum
