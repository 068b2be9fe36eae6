#pragma once

#include "storage/machine/nouns.h"
#include "storage/machine/streams.h"

// Who is told of what: one entry in the stream of each audience that may see it. Called by the appliers alone.
namespace plenum {

/// To the topic's members; of a held thread nobody but its author and the chair.
void tell_of_thread(const Happening&, const log::ThreadRecord&, ThreadId, State&);
void tell_of_topic(const Happening&, TopicId, State&);

/// To the topic's members; of a held post its author and the chair.
void tell_of_post(const Happening&, const log::PostRecord&, PostId, State&);

/// To the author alone, on the own stream.
void tell_author_of_post(const Happening&, const log::PostRecord&, PostId, State&);

/// To the chair: of one topic, and at the desk.
void tell_staff(const Happening&, TopicId, const log::StaffNews&, State&);
void tell_desk(const Happening&, const log::StaffNews&, State&);
void tell_of_held(const Happening&, TopicId, PostId, State&);

/// To one member: what they may do has changed. Whoever calls this has raised the rights version.
void tell_rights(const Happening&, MemberId, State&);

}  // namespace plenum
