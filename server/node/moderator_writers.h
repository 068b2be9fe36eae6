#pragma once

#include "proto/moderator.pb.h"
#include "server/node/command.h"
#include "server/node/member_writers.h"

// What the chair may wish, one function per command, as member_writers.h.
namespace plenum {

Command lock_thread(const Principal&, const v1::LockThreadRequest&);
Command pin_thread(const Principal&, const v1::PinThreadRequest&);
Command set_slow_mode(const Principal&, const v1::SetSlowModeRequest&);
Command move_thread(const Principal&, const v1::MoveThreadRequest&);
/// Outcome.id: the new thread.
Command split_thread(const Principal&, const v1::SplitThreadRequest&);
Command merge_threads(const Principal&, const v1::MergeThreadsRequest&);
Command rename_thread(const Principal&, const v1::RenameThreadRequest&);
Command close_thread(const Principal&, const v1::CloseThreadRequest&);
Command reopen_thread(const Principal&, const v1::ReopenThreadRequest&);
Command archive_thread(const Principal&, const v1::ArchiveThreadRequest&);

Command hide_post(const Principal&, const v1::HidePostRequest&);
Command remove_post(const Principal&, const v1::RemovePostRequest&);
Command put_post_back(const Principal&, const v1::PutPostBackRequest&);
Command edit_any_post(const Principal&, const v1::EditAnyPostRequest&, Mentions);
/// Outcome.place: where an approved post stands.
Command decide_held_post(const Principal&, const v1::DecideHeldPostRequest&);
/// Outcome.id: the note.
Command write_note(const Principal&, const v1::WriteNoteRequest&);
Command remove_note(const Principal&, const v1::RemoveNoteRequest&);

Command change_chair_settings(const Principal&, const v1::ChangeChairSettingsRequest&);

}  // namespace plenum
