#include "server/admin/admin_service.h"
#include "server/node/identity_writers.h"
#include "server/node/import_writer.h"

namespace plenum {

namespace {

v1::ImportRequest as_import(const v1::OpenTopicRequest& request) {
  v1::ImportRequest import;
  auto& topic = *import.add_entries()->mutable_topic();
  topic.set_origin(request.origin());
  topic.set_title(request.title());
  topic.set_problem(request.problem());
  return import;
}

}  // namespace

// With an origin it is an import's topic: made once, and found again after that.
void AdminDesk::open_topic(const v1::OpenTopicRequest& request, const Answer& answer) {
  if (auto fault = check_open_topic(store_.view(), Principal::house(), request.title(), request.problem())) {
    return answer.refuse(*fault);
  }
  auto tally = std::make_shared<v1::ImportReply>();
  auto command = request.origin().empty() ? plenum::open_topic(Principal::house(), request.title(), request.problem())
                                          : import_entries(as_import(request), tally);
  command.done = [answer, tally](const Result& result) {
    if (result.refused) return answer.refuse(*result.refused);
    v1::OpenTopicReply reply;
    reply.set_topic_id(result.outcome.id());
    answer.give(std::move(reply));
  };
  sequencer_.submit(std::move(command));
}

void AdminDesk::change_topic(const v1::ChangeTopicRequest& request, const Answer& answer) {
  auto command = plenum::change_topic(Principal::house(), TopicId{request.topic_id()}, request.title(),
                                      request.problem(), request.archived());
  command.done = [answer](const Result& result) {
    if (result.refused) return answer.refuse(*result.refused);
    answer.give(v1::ChangeTopicReply{});
  };
  sequencer_.submit(std::move(command));
}

void AdminDesk::import(const v1::ImportRequest& request, const Answer& answer) {
  auto tally = std::make_shared<v1::ImportReply>();
  auto command = import_entries(request, tally);
  command.done = [answer, tally](const Result& result) {
    if (result.refused) return answer.refuse(*result.refused);
    answer.give(std::move(*tally));
  };
  sequencer_.submit(std::move(command));
}

}  // namespace plenum
