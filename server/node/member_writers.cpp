#include "server/node/member_writers.h"

#include "server/node/writing.h"
#include "storage/machine/gallery.h"
#include "storage/machine/place.h"

namespace plenum {

namespace {

// Whether what this member writes waits. Where no community asks for it nothing more is read.
v1::HoldCause hold_cause(const View& view, const log::CommunityRecord& community, Principal who, TopicId topic,
                         ThreadId thread = {}) {
  if (community.chair().newcomer_posts() == 0) return v1::HOLD_CAUSE_UNSPECIFIED;
  const auto member = view.get(key::Member{who.member});
  if (thread) topic = TopicId{view.get(key::Thread{thread})->topic()};
  if (member) who.trust = trust_of(*member, community.chair());
  return can_do(who, Action::write_at_once, topic) ? v1::HOLD_CAUSE_UNSPECIFIED : v1::HOLD_NEWCOMER;
}

// What the chair does to another's post is audited.
bool is_anothers(const View& view, const Principal& who, std::uint64_t post) {
  const auto record = view.get(key::Post{PostId{post}});
  return record && MemberId{record->author()} != who.member;
}

// Where nobody listens the sequencer makes MEMBERS_ONLY of it.
log::PostWritten& start_post(Proposal& proposal, PostId post, ThreadId thread, MemberId author, bool members_only) {
  auto& fact = *proposal.event().mutable_post_written();
  fact.set_post(post.value);
  fact.set_thread(thread.value);
  fact.set_author(author.value);
  fact.set_format(v1::MARKDOWN);
  fact.set_visibility(members_only ? v1::MEMBERS_ONLY : v1::OBSERVED);
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
    const auto held = hold_cause(p.view(), *p.view().get(key::Community{}), who, topic);
    if (request.members_only()) {
      p.needs_level(gallery_level);
    } else if (held != v1::HOLD_CAUSE_UNSPECIFIED) {
      p.needs_level(chair_level);
    }
    auto& opened = *p.event().mutable_thread_opened();
    opened.set_thread(thread.value);
    opened.set_topic(topic.value);
    opened.set_opened_by(who.member.value);
    opened.set_opened_at_ms(p.time_ms());
    opened.set_held(held != v1::HOLD_CAUSE_UNSPECIFIED);
    if (request.members_only()) opened.set_members_only(true);
    p.personal(log::TITLE, request.title());
    auto& written = start_post(p, post, thread, who.member, request.members_only());
    written.set_held(held);
    set_mentions(*written.mutable_mentions(), mentions, p.view());
    add_body(p, request.source());
    p.outcome().set_id(thread.value);
    p.outcome().set_place(post.value);  // of a new thread the first post is told, not its place
    p.outcome().set_held(held != v1::HOLD_CAUSE_UNSPECIFIED);
    return {};
  };
  return command;
}

Command write_post(const Principal& who, const v1::WritePostRequest& request, Mentions mentions) {
  auto command = command_of(who, request);
  command.decide = [who, request, mentions = std::move(mentions)](Proposal& p) -> Check {
    const ThreadId thread{request.thread_id()};
    const PostId reply_to{request.reply_to()};
    if (auto fault = check_write_post(p.view(), who, thread, request.source(), reply_to, request.quote(), p.time_ms()))
      return fault;
    const auto post = p.fresh_post();
    const auto community = *p.view().get(key::Community{});
    const auto held = hold_cause(p.view(), community, who, TopicId{}, thread);
    if (held != v1::HOLD_CAUSE_UNSPECIFIED) p.needs_level(chair_level);
    auto& fact = start_post(p, post, thread, who.member, request.members_only());
    fact.set_held(held);
    fact.set_reply_to(reply_to.value);
    set_mentions(*fact.mutable_mentions(), mentions, p.view());
    add_body(p, request.source(), request.quote());
    p.outcome().set_id(post.value);
    p.outcome().set_held(held != v1::HOLD_CAUSE_UNSPECIFIED);
    if (!p.outcome().held()) p.outcome().set_place(next_place(community, p.time_ms()));
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
  command.decide = [who, post = request.post_id(), reason = request.reason()](Proposal& p) -> Check {
    if (auto fault = check_delete_post(p.view(), who, PostId{post}, reason)) return fault;
    const bool anothers = is_anothers(p.view(), who, post);
    if (anothers) p.needs_level(chair_level);
    auto& fact = *p.event().mutable_post_deleted();
    fact.set_post(post);
    fact.set_by(who.member.value);
    if (anothers) add_reason(p, reason);
    p.outcome().set_id(post);
    return {};
  };
  return command;
}

Command restore_post(const Principal& who, const v1::RestorePostRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, post = request.post_id()](Proposal& p) -> Check {
    if (auto fault = check_restore_post(p.view(), who, PostId{post})) return fault;
    if (is_anothers(p.view(), who, post)) p.needs_level(chair_level);
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
    if (auto fault = check_may(who, Action::change_profile)) return fault;
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

}  // namespace plenum
