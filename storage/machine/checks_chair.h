#pragma once

#include "proto/moderator.pb.h"
#include "storage/machine/checks.h"

// The chair's polite refusals: rights first, then the form, then what it meets. What is so already, or was moved or
// removed meanwhile, is refused with what is so now.
namespace plenum {

Check check_reason(std::string_view reason, bool needed);

Check check_lock_thread(const View&, const Principal&, const v1::LockThreadRequest&);
Check check_pin_thread(const View&, const Principal&, const v1::PinThreadRequest&, std::int64_t now_ms);
Check check_set_slow_mode(const View&, const Principal&, const v1::SetSlowModeRequest&);
Check check_move_thread(const View&, const Principal&, const v1::MoveThreadRequest&);
Check check_split_thread(const View&, const Principal&, const v1::SplitThreadRequest&);
Check check_merge_threads(const View&, const Principal&, const v1::MergeThreadsRequest&);
Check check_rename_thread(const View&, const Principal&, const v1::RenameThreadRequest&);
Check check_close_thread(const View&, const Principal&, const v1::CloseThreadRequest&);
Check check_reopen_thread(const View&, const Principal&, const v1::ReopenThreadRequest&);
Check check_archive_thread(const View&, const Principal&, const v1::ArchiveThreadRequest&);
Check check_keep_thread(const View&, const Principal&, const v1::KeepThreadRequest&);

Check check_hide_post(const View&, const Principal&, const v1::HidePostRequest&);
Check check_remove_post(const View&, const Principal&, const v1::RemovePostRequest&);
Check check_put_post_back(const View&, const Principal&, const v1::PutPostBackRequest&);
Check check_edit_any_post(const View&, const Principal&, const v1::EditAnyPostRequest&);
Check check_decide_held_post(const View&, const Principal&, const v1::DecideHeldPostRequest&);
Check check_write_note(const View&, const Principal&, const v1::WriteNoteRequest&);
Check check_remove_note(const View&, const Principal&, const v1::RemoveNoteRequest&);

Check check_change_chair_settings(const View&, const Principal&, const v1::ChangeChairSettingsRequest&);

}  // namespace plenum
