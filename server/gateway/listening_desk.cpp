#include "server/gateway/listening_desk.h"

#include "server/gateway/register_reads.h"
#include "storage/machine/forward.h"

namespace plenum {

namespace {

// Open to those who may read nothing else: what is known of their words stays theirs to know.
constexpr auto by_session = Service::Needs::session;

}  // namespace

void ListeningDesk::register_on(Service& listening) {
  work_.add_read<v1::PreviewAsObservedRequest, v1::PreviewAsObservedReply>(
      listening, "PreviewAsObserved", [this](const Reads& r, const auto& request) { return preview(r, request); });
  work_.add_read<v1::ListRegisterRequest, v1::ListRegisterReply>(listening, "ListRegister", read_register, by_session);
  work_.add_read<v1::ListReadersRequest, v1::ListReadersReply>(listening, "ListReaders", read_readers, by_session);
  work_.add_read<v1::GetListeningWeekRequest, v1::GetListeningWeekReply>(
      listening, "GetListeningWeek",
      [this](const Reads& r, const auto& request) { return read_listening_week(r, request, now_ms_()); }, by_session);
}

// By the same rules as those by which it is written: a thread kept among members shows nobody anything.
Read<v1::PreviewAsObservedReply> ListeningDesk::preview(const Reads& r,
                                                        const v1::PreviewAsObservedRequest& request) const {
  if (auto fault = check_may(r.asker, Action::write)) return *fault;
  TopicId topic{request.topic_id()};
  auto wish = request;
  if (request.thread_id() != 0) {
    const auto thread = r.view.get(key::Thread{ThreadId{request.thread_id()}});
    if (!thread || !can_see(r.asker, *thread)) return Fault{v1::NOT_FOUND, "thread_id"};
    topic = TopicId{thread->topic()};
    if (thread->members_only()) wish.set_members_only(true);
  }
  const auto record = r.view.get(key::Topic{topic});
  if (!record || !can_see(r.asker, *record)) return Fault{v1::NOT_FOUND, "topic_id"};
  if (auto fault = check_source(request.source())) return *fault;
  auto reply = preview_(r.view, r.asker, topic, wish);
  *reply.mutable_listeners() = project_topic(r.view, topic, *record).listeners();
  return reply;
}

}  // namespace plenum
