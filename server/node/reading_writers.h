#pragma once

#include "proto/house.pb.h"
#include "server/node/command.h"

// What the gallery's meter tells of what was read, and what the host does about it: one function per command.
namespace plenum {

/// The meter's: what one company was shown in a minute.
Command tell_reading(const log::GalleryRead&);

/// The meter's. NOTHING_CHANGED where this seat had an alarm of this kind today. One that pauses does so with it.
Command raise_alarm(const log::AlarmRaised&);

Command pause_listening(const Principal&, const v1::PauseListeningRequest&);
/// With `resume`, what it had paused listens again: both or neither.
Command settle_alarm(const Principal&, const v1::SettleAlarmRequest&);

}  // namespace plenum
