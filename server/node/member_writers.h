#pragma once

#include <vector>

#include "proto/member.pb.h"
#include "server/node/command.h"

// What members may wish, one function per command: checks it, stamps it, makes its events. The answer
// comes to `done`, which the caller sets.
namespace plenum {

/// The members a source mentions, found in its parsed tree by whoever calls (the sequencer parses nothing).
using Mentions = std::vector<MemberId>;

Command open_thread(const Principal&, const v1::OpenThreadRequest&, Mentions);
Command write_post(const Principal&, const v1::WritePostRequest&, Mentions);
Command edit_post(const Principal&, const v1::EditPostRequest&, Mentions);
Command delete_post(const Principal&, const v1::DeletePostRequest&);
Command restore_post(const Principal&, const v1::RestorePostRequest&);
Command add_reaction(const Principal&, const v1::AddReactionRequest&);
Command remove_reaction(const Principal&, const v1::RemoveReactionRequest&);
Command watch_thread(const Principal&, const v1::WatchThreadRequest&);
Command change_profile(const Principal&, const v1::ChangeProfileRequest&);

}  // namespace plenum
