#pragma once

#include <functional>
#include <utility>

#include "server/gateway/member_reads.h"
#include "server/gateway/service.h"
#include "server/identity/pace.h"
#include "server/node/sequencer.h"

namespace plenum {

/// How a desk answers: reads on the calling thread from one frozen view, commands through the sequencer, at a
/// member's pace. Shared by the desks, which outlive every call.
class DeskWork {
public:
  DeskWork(Store& store, Sequencer& sequencer, Registers& registers, Rendered& rendered, Pace& pace)
      : store_(store), sequencer_(sequencer), registers_(registers), rendered_(rendered), pace_(pace) {}

  template <class Request, class Reply>
  void add_read(Service& service, const std::string& method,
                std::function<Read<Reply>(const Reads&, const Request&)> read) {
    service.on<Request>(method, [this, read](const Caller& caller, const Request& request, Answer answer) {
      const auto view = store_.view();
      auto result = read(Reads{view, registers_, rendered_, caller.principal}, request);
      if (const auto* fault = std::get_if<Fault>(&result)) return answer.refuse(*fault);
      answer.give(std::move(std::get<Reply>(result)));
    });
  }

  template <class Request, class Reply>
  void add_command(Service& service, const std::string& method,
                   std::function<Command(const Caller&, const Request&)> make,
                   std::function<Reply(const v1::Outcome&)> reply) {
    service.on<Request>(method, [this, make, reply](const Caller& caller, const Request& request, Answer answer) {
      if (request.command_id().size() != command_id_bytes)
        return answer.refuse(Fault{v1::COMMAND_ID_MISSING, "command_id"});
      if (const auto wait_ms = pace_.take(caller.principal.member); wait_ms > 0) {
        return answer.refuse(refusal_of(Fault{v1::TOO_FAST}, wait_ms));
      }
      submit(
          make(caller, request), [answer, reply](const v1::Outcome& outcome) { answer.give(reply(outcome)); }, answer);
    });
  }

private:
  void submit(Command command, std::function<void(const v1::Outcome&)> done, Answer answer) {
    command.done = [answer, done = std::move(done)](const Result& result) {
      if (result.refused) return answer.refuse(*result.refused);
      done(result.outcome);
    };
    sequencer_.submit(std::move(command));
  }

  Store& store_;
  Sequencer& sequencer_;
  Registers& registers_;
  Rendered& rendered_;
  Pace& pace_;
};

/// The members a source mentions, or the refusal of too many. Looked for on the thread that asks; what is too long is
/// refused when it is decided, and costs nothing here.
Check find_mentions(const std::string& source, std::vector<MemberId>& mentions);

/// A command that is refused before it is decided.
Command refused_command(const Fault& fault);

}  // namespace plenum
