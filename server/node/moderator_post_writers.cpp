// The chair's commands on posts, and its notes.
#include "server/node/moderator_writers.h"
#include "server/node/writing.h"
#include "storage/machine/checks_chair.h"
#include "storage/machine/place.h"

namespace plenum {

Command hide_post(const Principal& who, const v1::HidePostRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_hide_post(p.view(), who, request)) return fault;
    p.needs_level(chair_level);
    auto& fact = *p.event().mutable_post_hidden();
    fact.set_post(request.post_id());
    fact.set_hidden(request.hidden());
    add_reason(p, request.reason());
    p.outcome().set_id(request.post_id());
    return {};
  };
  return command;
}

Command remove_post(const Principal& who, const v1::RemovePostRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_remove_post(p.view(), who, request)) return fault;
    p.needs_level(chair_level);
    auto& fact = *p.event().mutable_post_deleted();
    fact.set_post(request.post_id());
    fact.set_by(who.member.value);
    add_reason(p, request.reason());
    p.outcome().set_id(request.post_id());
    return {};
  };
  return command;
}

Command put_post_back(const Principal& who, const v1::PutPostBackRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_put_post_back(p.view(), who, request)) return fault;
    p.needs_level(chair_level);
    auto& fact = *p.event().mutable_post_restored();
    fact.set_post(request.post_id());
    fact.set_by(who.member.value);
    add_reason(p, request.reason());
    p.outcome().set_id(request.post_id());
    return {};
  };
  return command;
}

Command edit_any_post(const Principal& who, const v1::EditAnyPostRequest& request, Mentions mentions) {
  auto command = command_of(who, request);
  command.decide = [who, request, mentions = std::move(mentions)](Proposal& p) -> Check {
    if (auto fault = check_edit_any_post(p.view(), who, request)) return fault;
    p.needs_level(chair_level);
    auto& fact = *p.event().mutable_post_edited();
    fact.set_post(request.post_id());
    fact.set_by(who.member.value);
    set_mentions(*fact.mutable_mentions(), mentions, p.view());
    add_body(p, request.source());
    add_reason(p, request.reason());
    p.outcome().set_id(request.post_id());
    return {};
  };
  return command;
}

Command decide_held_post(const Principal& who, const v1::DecideHeldPostRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_decide_held_post(p.view(), who, request)) return fault;
    p.needs_level(chair_level);
    auto& fact = *p.event().mutable_held_post_decided();
    fact.set_post(request.post_id());
    fact.set_approved(request.approved());
    add_reason(p, request.reason());
    p.outcome().set_id(request.post_id());
    if (request.approved()) p.outcome().set_place(next_place(*p.view().get(key::Community{}), p.time_ms()));
    return {};
  };
  return command;
}

Command write_note(const Principal& who, const v1::WriteNoteRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_write_note(p.view(), who, request)) return fault;
    const auto id = p.fresh_note(ThreadId{request.thread_id()});
    p.needs_level(chair_level);
    auto& fact = *p.event().mutable_note_written();
    fact.set_note(id.value);
    fact.set_thread(request.thread_id());
    fact.set_post(request.post_id());
    add_body(p, request.source());
    p.outcome().set_id(id.value);
    return {};
  };
  return command;
}

Command remove_note(const Principal& who, const v1::RemoveNoteRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_remove_note(p.view(), who, request)) return fault;
    p.needs_level(chair_level);
    auto& fact = *p.event().mutable_note_removed();
    fact.set_note(request.note_id());
    fact.set_thread(request.thread_id());
    p.outcome().set_id(request.note_id());
    return {};
  };
  return command;
}

}  // namespace plenum
