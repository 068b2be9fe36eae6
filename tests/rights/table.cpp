#include "tests/rights/table.h"

namespace plenum::test {

namespace {

constexpr Needs table[] = {
    // MemberService
    {"OpenThread", "write", 'm'},
    {"WritePost", "write", 'm'},
    {"EditPost", "edit_own_post", 'm'},
    {"DeletePost", "delete_own_post", 'm'},
    {"RestorePost", "restore_own_post", 'm'},
    {"AddReaction", "write", 'm'},
    {"RemoveReaction", "write", 'm'},
    {"WatchThread", "watch", 'm'},
    {"ChangeProfile", "change_profile", 'm'},
    {"MoveCursor", "watch", 'm'},
    {"SaveDraft", "watch", 'm'},
    {"GetDraft", "watch", 'm'},
    {"WhoAmI", "see_own_sanctions", 'm'},
    {"ListTopics", "read_community", 'm'},
    {"ListThreads", "read_community", 'm'},
    {"ReadThread", "read_community", 'm'},
    {"GetPost", "read_community", 'm'},
    {"ListRevisions", "read_community", 'm'},
    {"FindMembers", "read_community", 'm'},
    {"GetMembers", "read_community", 'm'},
    {"Preview", "read_community", 'm'},
    {"ReportPost", "report", 'm'},
    {"ListMyReports", "read_community", 'm'},
    {"ListMySanctions", "see_own_sanctions", 'm'},
    {"AcknowledgeWarning", "see_own_sanctions", 'm'},
    {"Appeal", "see_own_sanctions", 'm'},
    {"ListPublicAudit", "read_public_audit", 'm'},

    // ModeratorService
    {"LockThread", "lock_thread", 'c'},
    {"PinThread", "pin_thread", 'c'},
    {"SetSlowMode", "set_slow_mode", 'c'},
    {"MoveThread", "move_thread", 'c'},
    {"SplitThread", "split_thread", 'c'},
    {"MergeThreads", "merge_threads", 'c'},
    {"RenameThread", "rename_thread", 'c'},
    {"CloseThread", "close_thread", 'c'},
    {"ReopenThread", "close_thread", 'c'},
    {"ArchiveThread", "archive_thread", 'c'},
    {"HidePost", "hide_post", 'c'},
    {"RemovePost", "delete_any_post", 'c'},
    {"PutPostBack", "restore_any_post", 'c'},
    {"EditAnyPost", "edit_any_post", 'c'},
    {"DecideHeldPost", "decide_held_post", 'c'},
    {"ListHeldPosts", "read_staff", 'c'},
    {"ReadCoveredPost", "read_deleted", 'c'},
    {"WriteNote", "write_note", 'c'},
    {"RemoveNote", "write_note", 'c'},
    {"ListNotes", "read_staff", 'c'},
    {"ListReports", "handle_reports", 'c'},
    {"GetReport", "handle_reports", 'c'},
    {"ClaimReport", "handle_reports", 'c'},
    {"ReleaseReport", "handle_reports", 'c'},
    {"ResolveReport", "handle_reports", 'c'},
    {"GetPerson", "see_people", 'c'},
    {"ListPeople", "see_people", 'c'},
    {"ImposeSanction", "mute_member", 'c'},
    {"LiftSanction", "lift_sanction", 'c'},
    {"AnswerAppeal", "lift_sanction", 'c'},
    {"SetTopicModerator", "set_topic_moderator", 'a'},
    {"SetTrust", "set_trust", 'c'},
    {"ApproveNewcomer", "approve_newcomer", 'c'},
    {"ListWordRules", "set_word_rules", 'c'},
    {"SetWordRule", "set_word_rules", 'c'},
    {"RemoveWordRule", "set_word_rules", 'c'},
    {"TryWordRule", "set_word_rules", 'c'},
    {"ListAudit", "read_audit", 'c'},
    {"ExportAudit", "read_audit", 'c'},
    {"GetChairSettings", "read_staff", 'c'},
    {"ChangeChairSettings", "change_chair_settings", 'a'},
};

}  // namespace

std::span<const Needs> needs_table() {
  return table;
}

const Needs* needs_of(const std::string& method) {
  for (const auto& needs : table) {
    if (method == needs.method) return &needs;
  }
  return nullptr;
}

}  // namespace plenum::test
