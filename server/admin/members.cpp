#include <optional>
#include <utility>

#include "server/admin/admin_service.h"
#include "server/identity/handles.h"
#include "server/identity/password_rules.h"
#include "server/identity/secrets.h"
#include "server/node/identity_writers.h"
#include "server/projection/member_projection.h"

namespace plenum {

namespace {

constexpr std::uint32_t list_default = 500;
constexpr std::uint32_t list_max = 2'000;
constexpr std::uint32_t invitation_uses_max = 10'000;
constexpr std::uint32_t invitation_days_default = 14;
constexpr std::uint32_t invitation_days_max = 366;

std::optional<MemberId> find_handle(const View& view, const std::string& handle) {
  const auto id = view.get(key::Handle{fold_handle(handle)});
  return id ? std::optional(MemberId{id->id()}) : std::nullopt;
}

const Fault nobody{v1::NOT_FOUND, "handle"};

bool is_role(v1::Role role) {
  return role == v1::MEMBER || role == v1::MODERATOR || role == v1::ADMIN;
}

// The member and their token: both or neither.
Command and_open_program_session(Command first, std::string hash) {
  auto decide = std::move(first.decide);
  first.decide = [decide = std::move(decide), hash = std::move(hash)](Proposal& p) -> Check {
    if (auto fault = decide(p)) return fault;
    auto& fact = *p.event().mutable_session_opened();
    fact.set_session(hash);
    fact.set_member(p.outcome().id());
    fact.set_kind(log::PROGRAM);
    return {};
  };
  return first;
}

void submit_member(Sequencer& sequencer, NewMember member, bool with_token, const Answer& answer) {
  const auto token = with_token ? make_secret(program_prefix) : Secret{};
  auto command = add_member(Principal::house(), std::move(member));
  if (with_token) command = and_open_program_session(std::move(command), token.hash);
  command.done = [answer, text = token.text](const Result& result) {
    if (result.refused) return answer.refuse(*result.refused);
    v1::AddMemberReply reply;
    reply.set_member_id(result.outcome.id());
    reply.set_token(text);
    answer.give(std::move(reply));
  };
  sequencer.submit(std::move(command));
}

}  // namespace

void AdminDesk::add_member(const v1::AddMemberRequest& request, const Answer& answer) {
  NewMember member;
  if (auto fault = give_handle(member.profile, request.handle())) return answer.refuse(*fault);
  member.role = request.role() == v1::ROLE_UNSPECIFIED ? v1::MEMBER : request.role();
  if (!is_role(member.role)) return answer.refuse(Fault{v1::FIELD_INVALID, "role"});
  member.profile.set_specialty(request.specialty());
  member.profile.set_region(request.region());
  member.profile.set_represents(request.represents());
  const bool with_token = request.token();
  if (request.password().empty()) return submit_member(sequencer_, std::move(member), with_token, answer);

  if (auto weakness = find_weakness(request.password(), request.handle())) return answer.refuse(*weakness);
  if (find_handle(store_.view(), request.handle())) return answer.refuse(Fault{v1::HANDLE_TAKEN, "handle"});
  const bool taken = passwords_.make(request.password(), [this, member, with_token, answer](std::string encoded) {
    if (encoded.empty()) return answer.refuse(Fault{v1::UNAVAILABLE});
    auto with_password = member;
    with_password.credential = std::move(encoded);
    submit_member(sequencer_, std::move(with_password), with_token, answer);
  });
  if (!taken) answer.refuse(refusal_of(Fault{v1::BUSY}, 500));
}

void AdminDesk::list_members(const v1::ListMembersRequest& request, const Answer& answer) {
  slowly(answer, [this, request, answer] {
    const auto view = store_.view();
    const auto limit = std::min(request.limit() == 0 ? list_default : request.limit(), list_max);
    v1::ListMembersReply reply;
    const key::Member from{MemberId{request.after_id() + 1}};
    const key::Member below{MemberId{~std::uint64_t{0}}};
    view.scan(from, below, [&](const key::Any& key, std::string_view) {
      if (static_cast<std::uint32_t>(reply.members_size()) == limit) {
        reply.set_more(true);
        return false;
      }
      *reply.add_members() = project_member(view, std::get<key::Member>(key).member);
      return true;
    });
    answer.give(std::move(reply));
  });
}

void AdminDesk::set_role(const v1::SetRoleRequest& request, const Answer& answer) {
  if (!is_role(request.role())) return answer.refuse(Fault{v1::FIELD_INVALID, "role"});
  const auto member = find_handle(store_.view(), request.handle());
  if (!member) return answer.refuse(nobody);
  auto command = plenum::set_role(Principal::house(), *member, request.role());
  command.done = [answer](const Result& result) {
    if (result.refused) return answer.refuse(*result.refused);
    answer.give(v1::SetRoleReply{});
  };
  sequencer_.submit(std::move(command));
}

void AdminDesk::reset_member(const v1::ResetMemberRequest& request, const Answer& answer) {
  const auto member = find_handle(store_.view(), request.handle());
  if (!member) return answer.refuse(nobody);
  const auto secret = make_secret(reset_prefix);
  auto command = issue_reset(Principal::house(), *member, secret.hash);
  command.done = [answer, text = secret.text](const Result& result) {
    if (result.refused) return answer.refuse(*result.refused);
    v1::ResetMemberReply reply;
    reply.set_secret(text);
    answer.give(std::move(reply));
  };
  sequencer_.submit(std::move(command));
}

void AdminDesk::make_token(const v1::MakeTokenRequest& request, const Answer& answer) {
  const auto member = find_handle(store_.view(), request.handle());
  if (!member) return answer.refuse(nobody);
  const auto secret = make_secret(program_prefix);
  auto command = open_session(*member, secret.hash, log::PROGRAM, 0);
  command.done = [answer, text = secret.text](const Result& result) {
    if (result.refused) return answer.refuse(*result.refused);
    v1::MakeTokenReply reply;
    reply.set_token(text);
    answer.give(std::move(reply));
  };
  sequencer_.submit(std::move(command));
}

void AdminDesk::invite(const v1::InviteRequest& request, const Answer& answer) {
  const auto role = request.role() == v1::ROLE_UNSPECIFIED ? v1::MEMBER : request.role();
  if (!is_role(role)) return answer.refuse(Fault{v1::FIELD_INVALID, "role"});
  const auto uses = request.uses() == 0 ? 1 : request.uses();
  if (uses > invitation_uses_max) return answer.refuse(Fault{v1::FIELD_INVALID, "uses"});
  const auto days = request.days() == 0 ? invitation_days_default : request.days();
  if (days > invitation_days_max) return answer.refuse(Fault{v1::FIELD_INVALID, "days"});
  const auto secret = make_secret(invitation_prefix);
  auto command = issue_invitation(Principal::house(), secret.hash, role, uses, days);
  command.done = [answer, text = secret.text](const Result& result) {
    if (result.refused) return answer.refuse(*result.refused);
    v1::InviteReply reply;
    reply.set_code(text);
    answer.give(std::move(reply));
  };
  sequencer_.submit(std::move(command));
}

}  // namespace plenum
