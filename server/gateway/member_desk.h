#pragma once

#include <functional>

#include "server/gateway/member_reads.h"
#include "server/gateway/service.h"
#include "server/identity/pace.h"
#include "server/node/sequencer.h"

namespace plenum {

/// Handles the methods of MemberService and ModeratorService: reads on the calling thread, commands through the
/// sequencer. Called on any io thread, by HTTP and by the live line alike.
class MemberDesk {
public:
  /// `tell_devices`: a member's cursor moved; their other connections should know.
  using TellDevices = std::function<void(MemberId, ThreadId, Place)>;

  MemberDesk(Store& store, Sequencer& sequencer, Registers& registers, Rendered& rendered, Pace& pace,
             TellDevices tell_devices);

  void register_on(Service& member, Service& moderator);

private:
  void register_commands(Service& member, Service& moderator);
  void register_registers(Service& member);
  void register_reads(Service& member);
  void submit(Command command, std::function<void(const v1::Outcome&)> done, Answer answer);

  template <class Request, class Reply>
  void add_read(Service& service, const std::string& method,
                std::function<Read<Reply>(const Reads&, const Request&)> read);
  template <class Request, class Reply>
  void add_command(Service& service, const std::string& method,
                   std::function<Command(const Caller&, const Request&)> make,
                   std::function<Reply(const v1::Outcome&)> reply);

  Store& store_;
  Sequencer& sequencer_;
  Registers& registers_;
  Rendered& rendered_;
  Pace& pace_;
  TellDevices tell_devices_;
};

}  // namespace plenum
