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
                std::function<Read<Reply>(const Reads&, const Request&)> read,
                Service::Needs needs = Service::Needs::community) {
    service.on<Request>(
        method,
        [this, read](const Caller& caller, const Request& request, Answer answer) {
          const auto view = store_.view();
          auto result = read(Reads{view, registers_, rendered_, caller.principal}, request);
          if (const auto* fault = std::get_if<Fault>(&result)) return answer.refuse(*fault);
          answer.give(std::move(std::get<Reply>(result)));
        },
        needs);
  }

  template <class Request, class Reply>
  void add_command(Service& service, const std::string& method,
                   std::function<Command(const Caller&, const Request&)> make,
                   std::function<Reply(const v1::Outcome&)> reply, Service::Needs needs = Service::Needs::community) {
    service.on<Request>(
        method,
        [this, make, reply](const Caller& caller, const Request& request, Answer answer) {
          if (request.command_id().size() != command_id_bytes)
            return answer.refuse(Fault{v1::COMMAND_ID_MISSING, "command_id"});
          if (const auto wait_ms = pace_.take(caller.principal.member); wait_ms > 0) {
            return answer.refuse(refusal_of(Fault{v1::TOO_FAST}, wait_ms));
          }
          const auto give = [answer, reply](const v1::Outcome& outcome) { answer.give(reply(outcome)); };
          submit(caller, [make, request](const Caller& c) { return make(c, request); }, give, answer, turns_max);
        },
        needs);
  }

  /// A command whose reply says nothing but that it was done.
  template <class Request, class Reply>
  void add_done(Service& service, const std::string& method, Command (*make)(const Principal&, const Request&),
                Service::Needs needs = Service::Needs::community) {
    add_command<Request, Reply>(
        service, method, [make](const Caller& c, const Request& r) { return make(c.principal, r); },
        [](const v1::Outcome&) { return Reply(); }, needs);
  }

  /// What the house does of itself; nobody waits for it.
  void submit_for_house(Command command) {
    command.done = [](const Result&) {};
    sequencer_.submit(std::move(command));
  }

private:
  using Make = std::function<Command(const Caller&)>;

  // Rights that rose or fell while the wish was on its way: it is wished again by whoever the session now is, who may
  // do it, or is told why not. Without end only where rights change as fast as commands are decided.
  static constexpr int turns_max = 4;
  void submit(const Caller& caller, const Make& make, std::function<void(const v1::Outcome&)> done, Answer answer,
              int turns) {
    auto command = make(caller);
    command.done = [this, caller, make, answer, done = std::move(done), turns](const Result& result) {
      if (result.is_stale && turns > 1) {
        if (const auto now = caller_now(caller)) return submit(*now, make, done, answer, turns - 1);
      }
      if (result.refused) return answer.refuse(*result.refused);
      done(result.outcome);
    };
    sequencer_.submit(std::move(command));
  }

  std::optional<Caller> caller_now(const Caller& caller) const;

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
