#include "server/node/member_writers.h"

#include "storage/machine/place.h"

namespace plenum {

namespace {

template <class Request>
Command command_of(const Principal& who, const Request& request) {
  Command command;
  command.principal = who;
  command.command_id = request.command_id();
  command.content = std::string(Request::descriptor()->name()) + '\0' + request.SerializeAsString();
  return command;
}

void set_mentions(google::protobuf::RepeatedField<std::uint64_t>& field, const Mentions& mentions, const View& view) {
  for (const auto member : mentions) {
    if (view.get(key::Member{member})) field.Add(member.value);
  }
}

void add_body(Proposal& proposal, const std::string& source, const std::string& quote = {}) {
  log::PostText text;
  text.set_source(source);
  text.set_quote(quote);
  proposal.personal(log::BODY, text);
}

log::PostWritten& start_post(Proposal& proposal, PostId post, ThreadId thread, MemberId author) {
  auto& fact = *proposal.event().mutable_post_written();
  fact.set_post(post.value);
  fact.set_thread(thread.value);
  fact.set_author(author.value);
  fact.set_format(v1::MARKDOWN);
  fact.set_visibility(v1::MEMBERS_ONLY);  // no topic has a charter that says more yet
  fact.set_written_at_ms(proposal.time_ms());
  return fact;
}

}  // namespace

Command open_thread(const Principal& who, const v1::OpenThreadRequest& request, Mentions mentions) {
  auto command = command_of(who, request);
  command.decide = [who, request, mentions = std::move(mentions)](Proposal& p) -> Check {
    const TopicId topic{request.topic_id()};
    if (auto fault = check_open_thread(p.view(), who, topic, request.title(), request.source())) return fault;
    const auto thread = p.fresh_thread();
    const auto post = p.fresh_post();
    auto& opened = *p.event().mutable_thread_opened();
    opened.set_thread(thread.value);
    opened.set_topic(topic.value);
    opened.set_opened_by(who.member.value);
    opened.set_opened_at_ms(p.time_ms());
    p.personal(log::TITLE, request.title());
    auto& written = start_post(p, post, thread, who.member);
    set_mentions(*written.mutable_mentions(), mentions, p.view());
    add_body(p, request.source());
    p.outcome().set_id(thread.value);
    p.outcome().set_place(post.value);  // of a new thread the first post is told, not its place
    return {};
  };
  return command;
}

Command write_post(const Principal& who, const v1::WritePostRequest& request, Mentions mentions) {
  auto command = command_of(who, request);
  command.decide = [who, request, mentions = std::move(mentions)](Proposal& p) -> Check {
    const ThreadId thread{request.thread_id()};
    const PostId reply_to{request.reply_to()};
    if (auto fault = check_write_post(p.view(), who, thread, request.source(), reply_to, request.quote())) return fault;
    const auto post = p.fresh_post();
    auto& fact = start_post(p, post, thread, who.member);
    fact.set_reply_to(reply_to.value);
    set_mentions(*fact.mutable_mentions(), mentions, p.view());
    add_body(p, request.source(), request.quote());
    p.outcome().set_id(post.value);
    p.outcome().set_place(next_place(*p.view().get(key::Community{}), p.time_ms()));
    return {};
  };
  return command;
}

Command edit_post(const Principal& who, const v1::EditPostRequest& request, Mentions mentions) {
  auto command = command_of(who, request);
  command.decide = [who, request, mentions = std::move(mentions)](Proposal& p) -> Check {
    if (auto fault = check_edit_post(p.view(), who, PostId{request.post_id()}, request.source())) return fault;
    auto& fact = *p.event().mutable_post_edited();
    fact.set_post(request.post_id());
    fact.set_by(who.member.value);
    set_mentions(*fact.mutable_mentions(), mentions, p.view());
    add_body(p, request.source());
    p.outcome().set_id(request.post_id());
    return {};
  };
  return command;
}

Command delete_post(const Principal& who, const v1::DeletePostRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, post = request.post_id()](Proposal& p) -> Check {
    if (auto fault = check_delete_post(p.view(), who, PostId{post})) return fault;
    auto& fact = *p.event().mutable_post_deleted();
    fact.set_post(post);
    fact.set_by(who.member.value);
    p.outcome().set_id(post);
    return {};
  };
  return command;
}

Command restore_post(const Principal& who, const v1::RestorePostRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, post = request.post_id()](Proposal& p) -> Check {
    if (auto fault = check_restore_post(p.view(), who, PostId{post})) return fault;
    auto& fact = *p.event().mutable_post_restored();
    fact.set_post(post);
    fact.set_by(who.member.value);
    p.outcome().set_id(post);
    return {};
  };
  return command;
}

Command add_reaction(const Principal& who, const v1::AddReactionRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_add_reaction(p.view(), who, PostId{request.post_id()}, request.emoji())) return fault;
    auto& fact = *p.event().mutable_reaction_added();
    fact.set_post(request.post_id());
    fact.set_by(who.member.value);
    fact.set_emoji(request.emoji());
    p.outcome().set_id(request.post_id());
    return {};
  };
  return command;
}

Command remove_reaction(const Principal& who, const v1::RemoveReactionRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_remove_reaction(p.view(), who, PostId{request.post_id()}, request.emoji())) return fault;
    auto& fact = *p.event().mutable_reaction_removed();
    fact.set_post(request.post_id());
    fact.set_by(who.member.value);
    fact.set_emoji(request.emoji());
    p.outcome().set_id(request.post_id());
    return {};
  };
  return command;
}

Command watch_thread(const Principal& who, const v1::WatchThreadRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_watch_thread(p.view(), who, ThreadId{request.thread_id()}, request.watch())) return fault;
    auto& fact = *p.event().mutable_thread_watched();
    fact.set_thread(request.thread_id());
    fact.set_by(who.member.value);
    fact.set_watch(request.watch());
    p.outcome().set_id(request.thread_id());
    return {};
  };
  return command;
}

Command change_profile(const Principal& who, const v1::ChangeProfileRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_profile(request.specialty(), "specialty")) return fault;
    if (auto fault = check_profile(request.region(), "region")) return fault;
    const auto member = p.view().get(key::Member{who.member});
    if (!member) return Fault{v1::UNAUTHENTICATED};
    auto profile = member->profile();
    profile.set_specialty(request.specialty());
    profile.set_region(request.region());
    p.event().mutable_profile_changed()->set_member(who.member.value);
    p.personal(log::PROFILE, profile);
    p.outcome().set_id(who.member.value);
    return {};
  };
  return command;
}

Command lock_thread(const Principal& who, const v1::LockThreadRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_lock_thread(p.view(), who, ThreadId{request.thread_id()}, request.locked())) return fault;
    auto& fact = *p.event().mutable_thread_locked();
    fact.set_thread(request.thread_id());
    fact.set_locked(request.locked());
    if (!request.reason().empty()) p.personal(log::REASON, request.reason());
    p.outcome().set_id(request.thread_id());
    return {};
  };
  return command;
}

}  // namespace plenum
