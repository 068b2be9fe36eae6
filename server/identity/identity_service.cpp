#include "server/identity/identity_service.h"

#include "server/identity/cookie.h"
#include "server/node/identity_writers.h"

namespace plenum {

namespace {

constexpr std::uint32_t busy_retry_ms = 2'000;  // a full queue is worked off in about one second

}  // namespace

IdentityDesk::IdentityDesk(const Store& store, Sequencer& sequencer, Passwords& passwords, Tickets& tickets,
                           Chance& chance, Settings settings)
    : store_(store),
      sequencer_(sequencer),
      passwords_(passwords),
      tickets_(tickets),
      chance_(chance),
      settings_(std::move(settings)),
      sign_up_open_(settings_.sign_up_open),
      sign_ins_(settings_.sign_ins, settings_.clock),
      joins_(settings_.joins, settings_.clock) {}

void IdentityDesk::change(bool sign_up_open, Rate sign_ins, Rate joins) {
  sign_up_open_ = sign_up_open;
  sign_ins_.set(sign_ins);
  joins_.set(joins);
}

void IdentityDesk::serve(Service& service) {
  constexpr auto open_to_all = Service::Needs::nobody;
  constexpr auto by_session = Service::Needs::session;  // whoever is banned may sign out
  service.on<v1::SignInRequest>(
      "SignIn", [this](const Caller& c, const auto& r, const Answer& a) { sign_in(c, r, a); }, open_to_all);
  service.on<v1::JoinRequest>(
      "Join", [this](const Caller& c, const auto& r, const Answer& a) { join(c, r, a); }, open_to_all);
  service.on<v1::SetPasswordRequest>(
      "SetPassword", [this](const Caller& c, const auto& r, const Answer& a) { set_password(c, r, a); }, open_to_all);
  service.on<v1::GetDoorRequest>(
      "GetDoor", [this](const Caller&, const auto&, const Answer& a) { get_door(a); }, open_to_all);
  service.on<v1::SignOutRequest>(
      "SignOut", [this](const Caller& c, const auto& r, const Answer& a) { sign_out(c, r, a); }, by_session);
  service.on<v1::GetTicketRequest>(
      "GetTicket", [this](const Caller& c, const auto&, const Answer& a) { get_ticket(c, a); }, by_session);
}

void IdentityDesk::sign_out(const Caller& caller, const v1::SignOutRequest& request, const Answer& answer) {
  const auto member = caller.principal.member;
  auto command = request.everywhere() ? end_every_session_of(member) : end_session_of(member, caller.session);
  command.done = [secure = caller.secure, answer](const Result& result) {
    const bool ended_meanwhile = result.refused && result.refused->code == v1::NOT_FOUND;
    if (result.refused && !ended_meanwhile) return answer.refuse(*result.refused);
    answer.give(v1::SignOutReply{}, {clear_cookie(secure)});
  };
  sequencer_.submit(std::move(command));
}

void IdentityDesk::get_ticket(const Caller& caller, const Answer& answer) {
  auto ticket = tickets_.issue(caller.session);
  if (!ticket) return refuse_busy(answer);
  v1::GetTicketReply reply;
  reply.set_ticket(std::move(*ticket));
  answer.give(std::move(reply));
}

void IdentityDesk::get_door(const Answer& answer) const {
  v1::GetDoorReply reply;
  reply.set_community(settings_.community);
  reply.set_sign_up_open(sign_up_open_);
  reply.set_password_characters_min(limits::password_characters_min);
  answer.give(std::move(reply));
}

void IdentityDesk::hash(std::string_view password, const Answer& answer, std::function<void(std::string)> go_on) {
  const bool queued = passwords_.make(password, [answer, go_on = std::move(go_on)](std::string credential) {
    if (credential.empty()) return refuse_busy(answer);
    go_on(std::move(credential));
  });
  if (!queued) refuse_busy(answer);
}

bool refuse_haste(Pace& pace, const Caller& caller, const Answer& answer) {
  const auto wait_ms = pace.take(pace_key(caller.address));
  if (wait_ms > 0) answer.refuse(refusal_of(Fault{v1::TOO_FAST}, wait_ms));
  return wait_ms > 0;
}

void refuse_busy(const Answer& answer) {
  answer.refuse(refusal_of(Fault{v1::BUSY}, busy_retry_ms));
}

}  // namespace plenum
