#include "server/gateway/member_desk.h"

#include <chrono>

#include "proto/limits.h"
#include "server/gateway/unread.h"
#include "server/gateway/words_desk.h"
#include "server/identity/handles.h"
#include "server/node/gallery_writers.h"
#include "server/node/member_writers.h"
#include "server/node/people_writers.h"

namespace plenum {

namespace {

std::int64_t wall_clock_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

// The words quoted must stand in the post replied to: nobody is quoted with what they did not write.
Check check_quote(const View& view, const v1::WritePostRequest& request) {
  if (request.quote().empty()) return {};
  const auto parent = view.get(key::Post{PostId{request.reply_to()}});
  if (!parent || parent->deleted()) return {};  // the sequencer says what is wrong
  const auto words = plain_text(v1::PLAIN, request.quote());
  const bool stands = plain_text(parent->format(), parent->source()).find(words) != std::string::npos;
  return stands ? Check{} : Fault{v1::QUOTE_NOT_FOUND, "quote"};
}

// A draft belongs to a thread, or to a topic where it would open one: never to a made-up pair, of which there are as
// many as anybody likes.
TopicId draft_topic(std::uint64_t topic, std::uint64_t thread) {
  return TopicId{thread != 0 ? 0 : topic};
}

// Drafts and previews cost as commands do, and must not use up what a member needs to answer.
std::string desk_work_of(MemberId member) {
  return "desk:" + std::to_string(member.value);
}

}  // namespace

MemberDesk::MemberDesk(DeskWork& work, Store& store, Registers& registers, Pace& pace, const WordRules& rules,
                       TellDevices tell_devices)
    : work_(work),
      store_(store),
      registers_(registers),
      pace_(pace),
      rules_(rules),
      reading_days_(registers),
      tell_devices_(std::move(tell_devices)) {}

void MemberDesk::register_on(Service& member) {
  register_commands(member);
  register_registers(member);
  register_reads(member);
}

void MemberDesk::register_commands(Service& member) {
  work_.add_command<v1::OpenThreadRequest, v1::OpenThreadReply>(
      member, "OpenThread",
      [this](const Caller& c, const auto& r) {
        v1::OpenThreadRequest kept;
        const auto ruled = rule_on(rules_, store_, c.principal, r, kept);
        const auto& wish = ruled ? kept : r;
        Mentions mentions;
        if (auto fault = find_mentions(wish.source(), mentions)) return refused_command(*fault);
        auto command = open_thread(c.principal, wish, std::move(mentions));
        return ruled ? under_rules(std::move(command), r, *ruled) : command;
      },
      [](const v1::Outcome& o) {
        v1::OpenThreadReply reply;
        reply.set_thread_id(o.id());
        reply.set_post_id(o.place());
        reply.set_held(o.held());
        return reply;
      });
  work_.add_command<v1::WritePostRequest, v1::WritePostReply>(
      member, "WritePost",
      [this](const Caller& c, const auto& r) {
        v1::WritePostRequest kept;
        const auto ruled = rule_on(rules_, store_, c.principal, r, kept);
        const auto& wish = ruled ? kept : r;
        Mentions mentions;
        if (auto fault = find_mentions(wish.source(), mentions)) return refused_command(*fault);
        auto command = write_post(c.principal, wish, std::move(mentions));
        // Looked at only when the command is decided afresh: a retry is answered before it.
        if (!r.quote().empty()) {
          command.decide = [r, decide = std::move(command.decide)](Proposal& p) -> Check {
            // After all else: of a post that one may not see, not even a word is confirmed.
            if (auto fault = decide(p)) return fault;
            return check_quote(p.view(), r);
          };
        }
        return ruled ? under_rules(std::move(command), r, *ruled) : command;
      },
      [](const v1::Outcome& o) {
        v1::WritePostReply reply;
        reply.set_post_id(o.id());
        reply.set_place(o.place());
        reply.set_held(o.held());
        return reply;
      });
  work_.add_command<v1::EditPostRequest, v1::EditPostReply>(
      member, "EditPost",
      [this](const Caller& c, const auto& r) {
        v1::EditPostRequest kept;
        const auto ruled = rule_on(rules_, store_, c.principal, r, kept);
        const auto& wish = ruled ? kept : r;
        Mentions mentions;
        if (auto fault = find_mentions(wish.source(), mentions)) return refused_command(*fault);
        auto command = edit_post(c.principal, wish, std::move(mentions));
        return ruled ? under_rules(std::move(command), r, *ruled) : command;
      },
      [](const v1::Outcome&) { return v1::EditPostReply(); });
  work_.add_done<v1::DeletePostRequest, v1::DeletePostReply>(member, "DeletePost", delete_post);
  work_.add_done<v1::RestorePostRequest, v1::RestorePostReply>(member, "RestorePost", restore_post);
  work_.add_done<v1::WithdrawPostRequest, v1::WithdrawPostReply>(member, "WithdrawPost", withdraw_post,
                                                                 Service::Needs::session);
  work_.add_done<v1::AddReactionRequest, v1::AddReactionReply>(member, "AddReaction", add_reaction);
  work_.add_done<v1::RemoveReactionRequest, v1::RemoveReactionReply>(member, "RemoveReaction", remove_reaction);
  work_.add_done<v1::WatchThreadRequest, v1::WatchThreadReply>(member, "WatchThread", watch_thread);
  work_.add_done<v1::ChangeProfileRequest, v1::ChangeProfileReply>(member, "ChangeProfile", change_profile);
}

void MemberDesk::register_registers(Service& member) {
  member.on<v1::MoveCursorRequest>("MoveCursor", [this](const Caller& caller, const auto& request, Answer answer) {
    if (auto fault = check_may(caller.principal, Action::watch)) return answer.refuse(*fault);
    const ThreadId id{request.thread_id()};
    const auto view = store_.view();
    const auto thread = view.get(key::Thread{id});
    if (!thread || !can_see(caller.principal, *thread)) return answer.refuse(Fault{v1::NOT_FOUND, "thread_id"});
    const auto place = std::min<Place>(request.place(), thread->last_place());  // nobody has read what is not written
    if (registers_.move_cursor(caller.principal.member, id, thread->arrangement(), place)) {
      tell_devices_(caller.principal.member, id, place);
      if (const auto days = reading_days_.read(caller.principal.member, wall_clock_ms()))
        work_.submit_for_house(earn_trust(caller.principal.member, *days));
    }
    answer.give(v1::MoveCursorReply());
  });
  member.on<v1::SaveDraftRequest>("SaveDraft", [this](const Caller& caller, const auto& request, Answer answer) {
    if (auto fault = check_may(caller.principal, Action::watch)) return answer.refuse(*fault);
    if (request.source().size() > limits::body_source_bytes_max)
      return answer.refuse(Fault{v1::BODY_TOO_LONG, "source"});
    if (!request.title().empty()) {
      if (auto fault = check_title(request.title())) return answer.refuse(*fault);
    }
    if (const auto wait_ms = pace_.take(desk_work_of(caller.principal.member)); wait_ms > 0) {
      return answer.refuse(refusal_of(Fault{v1::TOO_FAST}, wait_ms));
    }
    const auto view = store_.view();
    const bool in_thread = request.thread_id() != 0;
    const auto thread = view.get(key::Thread{ThreadId{request.thread_id()}});
    const auto topic = view.get(key::Topic{TopicId{in_thread && thread ? thread->topic() : request.topic_id()}});
    const bool known =
        topic && can_see(caller.principal, *topic) && (!in_thread || (thread && can_see(caller.principal, *thread)));
    if (!known) return answer.refuse(Fault{v1::NOT_FOUND, in_thread ? "thread_id" : "topic_id"});
    log::DraftRegister draft;
    draft.set_title(request.title());
    draft.set_source(request.source());
    draft.set_reply_to(request.reply_to());
    draft.set_saved_at_ms(wall_clock_ms());
    registers_.save_draft(caller.principal.member, draft_topic(request.topic_id(), request.thread_id()),
                          ThreadId{request.thread_id()}, draft);
    answer.give(v1::SaveDraftReply());
  });
  member.on<v1::GetDraftRequest>("GetDraft", [this](const Caller& caller, const auto& request, Answer answer) {
    if (auto fault = check_may(caller.principal, Action::watch)) return answer.refuse(*fault);
    v1::GetDraftReply reply;
    const auto draft = registers_.draft(caller.principal.member, draft_topic(request.topic_id(), request.thread_id()),
                                        ThreadId{request.thread_id()});
    if (draft) {
      auto& shown = *reply.mutable_draft();
      shown.set_thread_id(request.thread_id());
      shown.set_topic_id(request.topic_id());
      shown.set_title(draft->title());
      shown.set_source(draft->source());
      shown.set_reply_to(draft->reply_to());
      shown.set_saved_at_ms(draft->saved_at_ms());
    }
    answer.give(std::move(reply));
  });
}

void MemberDesk::register_reads(Service& member) {
  const auto who_am_i = [](const Reads& r, const auto&) -> Read<v1::WhoAmIReply> {
    v1::WhoAmIReply reply;
    *reply.mutable_member() = project_member(r.view, r.asker.member);
    const auto community = r.view.get(key::Community{});
    if (community) reply.set_community(community->name());
    *reply.mutable_rights() = read_rights(r);
    return reply;
  };
  // Whoever is suspended learns that from it.
  work_.add_read<v1::WhoAmIRequest, v1::WhoAmIReply>(member, "WhoAmI", who_am_i, Service::Needs::session);
  work_.add_read<v1::ListTopicsRequest, v1::ListTopicsReply>(
      member, "ListTopics", [](const Reads& r, const auto&) { return read_topics(r); });
  work_.add_read<v1::ListThreadsRequest, v1::ListThreadsReply>(member, "ListThreads", read_threads);
  work_.add_read<v1::ReadThreadRequest, v1::ReadThreadReply>(member, "ReadThread", read_thread);
  work_.add_read<v1::GetPostRequest, v1::GetPostReply>(member, "GetPost", read_post);
  work_.add_read<v1::ListRevisionsRequest, v1::ListRevisionsReply>(member, "ListRevisions", read_revisions);
  work_.add_read<v1::GetMembersRequest, v1::GetMembersReply>(member, "GetMembers", read_members);
  work_.add_read<v1::FindMembersRequest, v1::FindMembersReply>(
      member, "FindMembers",
      [](const Reads& r, const auto& request) { return find_members(r, request, fold_handle(request.prefix())); });
  member.on<v1::PreviewRequest>("Preview", [this](const Caller& caller, const auto& request, Answer answer) {
    if (request.source().size() > limits::body_source_bytes_max)
      return answer.refuse(Fault{v1::BODY_TOO_LONG, "source"});
    if (const auto wait_ms = pace_.take(desk_work_of(caller.principal.member)); wait_ms > 0) {
      return answer.refuse(refusal_of(Fault{v1::TOO_FAST}, wait_ms));
    }
    v1::PreviewReply reply;
    reply.set_html(render_source(store_.view(), v1::MARKDOWN, request.source()));
    answer.give(std::move(reply));
  });
}

}  // namespace plenum
