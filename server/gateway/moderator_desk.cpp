#include "server/gateway/moderator_desk.h"

#include "proto/moderator.pb.h"
#include "server/gateway/moderator_reads.h"
#include "server/node/gallery_writers.h"
#include "server/node/moderator_writers.h"

namespace plenum {

void ModeratorDesk::register_on(Service& moderator) {
  register_thread_tools(moderator);
  register_post_tools(moderator);
  register_reads(moderator);
}

void ModeratorDesk::register_thread_tools(Service& m) {
  work_.add_done<v1::LockThreadRequest, v1::LockThreadReply>(m, "LockThread", lock_thread);
  work_.add_done<v1::PinThreadRequest, v1::PinThreadReply>(m, "PinThread", pin_thread);
  work_.add_done<v1::SetSlowModeRequest, v1::SetSlowModeReply>(m, "SetSlowMode", set_slow_mode);
  work_.add_done<v1::MoveThreadRequest, v1::MoveThreadReply>(m, "MoveThread", move_thread);
  work_.add_done<v1::MergeThreadsRequest, v1::MergeThreadsReply>(m, "MergeThreads", merge_threads);
  work_.add_done<v1::RenameThreadRequest, v1::RenameThreadReply>(m, "RenameThread", rename_thread);
  work_.add_done<v1::CloseThreadRequest, v1::CloseThreadReply>(m, "CloseThread", close_thread);
  work_.add_done<v1::ReopenThreadRequest, v1::ReopenThreadReply>(m, "ReopenThread", reopen_thread);
  work_.add_done<v1::ArchiveThreadRequest, v1::ArchiveThreadReply>(m, "ArchiveThread", archive_thread);
  work_.add_done<v1::KeepThreadRequest, v1::KeepThreadReply>(m, "KeepThread", keep_thread);
  work_.add_done<v1::ChangeChairSettingsRequest, v1::ChangeChairSettingsReply>(m, "ChangeChairSettings",
                                                                               change_chair_settings);
  work_.add_command<v1::SplitThreadRequest, v1::SplitThreadReply>(
      m, "SplitThread", [](const Caller& c, const auto& r) { return split_thread(c.principal, r); },
      [](const v1::Outcome& o) {
        v1::SplitThreadReply reply;
        reply.set_thread_id(o.id());
        return reply;
      });
}

void ModeratorDesk::register_post_tools(Service& m) {
  work_.add_done<v1::HidePostRequest, v1::HidePostReply>(m, "HidePost", hide_post);
  work_.add_done<v1::RemovePostRequest, v1::RemovePostReply>(m, "RemovePost", remove_post);
  work_.add_done<v1::PutPostBackRequest, v1::PutPostBackReply>(m, "PutPostBack", put_post_back);
  work_.add_done<v1::RemoveNoteRequest, v1::RemoveNoteReply>(m, "RemoveNote", remove_note);
  work_.add_command<v1::EditAnyPostRequest, v1::EditAnyPostReply>(
      m, "EditAnyPost",
      [](const Caller& c, const auto& r) {
        Mentions mentions;
        if (auto fault = find_mentions(r.source(), mentions)) return refused_command(*fault);
        return edit_any_post(c.principal, r, std::move(mentions));
      },
      [](const v1::Outcome&) { return v1::EditAnyPostReply(); });
  work_.add_command<v1::DecideHeldPostRequest, v1::DecideHeldPostReply>(
      m, "DecideHeldPost", [](const Caller& c, const auto& r) { return decide_held_post(c.principal, r); },
      [](const v1::Outcome& o) {
        v1::DecideHeldPostReply reply;
        reply.set_place(o.place());
        return reply;
      });
  work_.add_command<v1::WriteNoteRequest, v1::WriteNoteReply>(
      m, "WriteNote", [](const Caller& c, const auto& r) { return write_note(c.principal, r); },
      [](const v1::Outcome& o) {
        v1::WriteNoteReply reply;
        reply.set_note_id(o.id());
        return reply;
      });
}

void ModeratorDesk::register_reads(Service& m) {
  work_.add_read<v1::ListHeldPostsRequest, v1::ListHeldPostsReply>(m, "ListHeldPosts", read_held_posts);
  work_.add_read<v1::ReadCoveredPostRequest, v1::ReadCoveredPostReply>(m, "ReadCoveredPost", read_covered_post);
  work_.add_read<v1::ListNotesRequest, v1::ListNotesReply>(m, "ListNotes", read_notes);
  work_.add_read<v1::GetChairSettingsRequest, v1::GetChairSettingsReply>(
      m, "GetChairSettings", [](const Reads& r, const auto&) { return read_chair_settings(r); });
}

}  // namespace plenum
