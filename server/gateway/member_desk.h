#pragma once

#include <functional>

#include "server/gateway/desk_work.h"
#include "server/gateway/reading_days.h"
#include "server/words/word_rules.h"

namespace plenum {

/// Handles the methods of MemberService: reads on the calling thread, commands through the
/// sequencer. Called on any io thread, by HTTP and by the live line alike.
class MemberDesk {
public:
  /// `tell_devices`: a member's cursor moved; their other connections should know.
  using TellDevices = std::function<void(MemberId, ThreadId, Place)>;

  MemberDesk(DeskWork& work, Store& store, Registers& registers, Pace& pace, const WordRules& rules,
             TellDevices tell_devices);

  void register_on(Service& member);

private:
  void register_commands(Service& member);
  void register_registers(Service& member);
  void register_reads(Service& member);

  DeskWork& work_;
  Store& store_;
  Registers& registers_;
  Pace& pace_;
  const WordRules& rules_;
  ReadingDays reading_days_;
  TellDevices tell_devices_;
};

}  // namespace plenum
