#include "tests/rights/table.h"

namespace plenum::test {

namespace {

constexpr Needs table[] = {
    // MemberService
    {"OpenThread", "write", 'm', Noun::topic},
    {"WritePost", "write", 'm', Noun::thread},
    {"WritePost/reply", "write", 'm', Noun::thread_and_post},
    {"EditPost", "edit_own_post", 'm', Noun::post},
    {"DeletePost", "delete_own_post", 'm', Noun::post},
    {"RestorePost", "restore_own_post", 'm', Noun::post},
    {"WithdrawPost", "withdraw_own_post", 'm', Noun::own_post},
    {"AddReaction", "write", 'm', Noun::post},
    {"RemoveReaction", "write", 'm', Noun::post, Asked::everywhere, "AddReaction"},
    {"WatchThread", "watch", 'm', Noun::thread},
    {"ChangeProfile", "change_profile", 'm'},
    {"MoveCursor", "watch", 'm', Noun::thread},
    {"SaveDraft", "watch", 'm', Noun::thread},
    {"SaveDraft/topic", "watch", 'm', Noun::topic},
    {"GetDraft", "watch", 'm', Noun::hint},
    {"WhoAmI", "see_own_sanctions", 'm'},
    {"ListTopics", "read_community", 'm'},
    {"ListThreads", "read_community", 'm', Noun::topic},
    {"ReadThread", "read_community", 'm', Noun::thread},
    {"ReadThread/around", "read_community", 'm', Noun::thread_and_post},
    {"GetPost", "read_community", 'm', Noun::post},
    {"ListRevisions", "read_community", 'm', Noun::words},
    {"FindMembers", "read_community", 'm', Noun::hint},
    {"GetMembers", "read_community", 'm'},
    {"Preview", "read_community", 'm'},
    {"ReportPost", "report", 'm', Noun::post},
    {"ListMyReports", "read_community", 'm'},
    {"ListMySanctions", "see_own_sanctions", 'm'},
    {"AcknowledgeWarning", "see_own_sanctions", 'm'},
    {"Appeal", "see_own_sanctions", 'm'},
    {"ListPublicAudit", "read_public_audit", 'm'},

    // ModeratorService
    {"LockThread", "lock_thread", 'c', Noun::thread, Asked::there},
    {"PinThread", "pin_thread", 'c', Noun::thread, Asked::there},
    {"SetSlowMode", "set_slow_mode", 'c', Noun::thread, Asked::there},
    {"SetSlowMode/topic", "set_slow_mode", 'c', Noun::topic, Asked::there},
    {"MoveThread", "move_thread", 'c', Noun::thread, Asked::there},
    {"SplitThread", "split_thread", 'c', Noun::thread_and_post, Asked::there},
    {"MergeThreads", "merge_threads", 'c', Noun::thread, Asked::there},
    {"MergeThreads/into", "merge_threads", 'c', Noun::thread, Asked::there},
    {"RenameThread", "rename_thread", 'c', Noun::thread, Asked::there},
    {"CloseThread", "close_thread", 'c', Noun::thread, Asked::there},
    {"ReopenThread", "close_thread", 'c', Noun::thread, Asked::there},
    {"ArchiveThread", "archive_thread", 'c', Noun::thread, Asked::there},
    {"KeepThread", "keep_thread", 'c', Noun::thread, Asked::there},
    {"HidePost", "hide_post", 'c', Noun::post, Asked::there},
    {"RemovePost", "delete_any_post", 'c', Noun::post, Asked::there},
    {"PutPostBack", "restore_any_post", 'c', Noun::post, Asked::there},
    {"EditAnyPost", "edit_any_post", 'c', Noun::post, Asked::there},
    {"DecideHeldPost", "decide_held_post", 'c', Noun::post, Asked::there},
    {"ListHeldPosts", "decide_held_post", 'c', Noun::topic, Asked::there},
    {"ReadCoveredPost", "read_deleted", 'c', Noun::post, Asked::there},
    {"WriteNote", "write_note", 'c', Noun::thread_and_post, Asked::there},
    {"RemoveNote", "write_note", 'c', Noun::thread, Asked::there},
    {"ListNotes", "read_staff", 'c', Noun::thread, Asked::there},
    {"ListReports", "handle_reports", 'c', Noun::topic, Asked::there},
    {"GetReport", "handle_reports", 'c', Noun::post, Asked::there},
    {"ClaimReport", "handle_reports", 'c', Noun::post, Asked::there},
    {"ReleaseReport", "handle_reports", 'c', Noun::post, Asked::there},
    {"ResolveReport", "handle_reports", 'c', Noun::post, Asked::there},
    {"GetPerson", "see_people", 'c', Noun::member},
    {"ListPeople", "see_people", 'c'},
    {"ImposeSanction", "warn_member", 'c', Noun::member},
    {"ImposeSanction/mute", "mute_member", 'c', Noun::member},
    {"ImposeSanction/suspend", "suspend_member", 'c', Noun::member},
    {"ImposeSanction/ban", "ban_member", 'c', Noun::member},
    {"LiftSanction", "lift_sanction", 'c', Noun::member},
    {"AnswerAppeal", "lift_sanction", 'c', Noun::member},
    {"SetTopicModerator", "set_topic_moderator", 'a', Noun::member},
    {"SetTrust", "set_trust", 'c', Noun::member},
    {"ApproveNewcomer", "approve_newcomer", 'c', Noun::member},
    {"ListWordRules", "set_word_rules", 'c'},
    {"SetWordRule", "set_word_rules", 'c'},
    {"RemoveWordRule", "set_word_rules", 'c'},
    {"TryWordRule", "set_word_rules", 'c'},
    {"ListAudit", "read_audit", 'c'},
    {"ExportAudit", "read_audit", 'c'},
    {"GetChairSettings", "see_people", 'c'},
    {"ChangeChairSettings", "change_chair_settings", 'a'},

    // ListeningService: each of their own, also who may read nothing of the community any more.
    {"PreviewAsObserved", "write", 'm', Noun::thread},
    {"PreviewAsObserved/topic", "write", 'm', Noun::topic},
    {"ListRegister", "withdraw_own_post", 'm'},
    {"ListReaders", "withdraw_own_post", 'm', Noun::own_post},
    {"GetListeningWeek", "withdraw_own_post", 'm'},
    {"GetRequest", "read_community", 'm', Noun::request},
    {"Offer", "write", 'm', Noun::request},
    {"Offer/back", "write", 'm', Noun::request, Asked::everywhere, "Offer"},

    // RequestDeskService: what waits for the chair is one desk, and who handles reports there handles these.
    {"ListRequests", "handle_reports", 'c', Noun::nothing, Asked::anywhere},
    {"DecideRequest", "handle_reports", 'c', Noun::request, Asked::there},
    {"PublishRequest", "handle_reports", 'c', Noun::request, Asked::there},
    {"AnswerRequest", "handle_reports", 'c', Noun::request, Asked::there},

    // HouseService
    {"SetCompany", "manage_gallery", 'a'},
    {"SetCompany/name", "manage_gallery", 'a', Noun::kept},
    {"EndCompany", "manage_gallery", 'a', Noun::kept},
    {"ListCompanies", "manage_gallery", 'a'},
    {"SetLicence", "manage_gallery", 'a', Noun::kept},
    {"SetLicence/again", "manage_gallery", 'a', Noun::kept},
    {"EndLicence", "manage_gallery", 'a', Noun::kept},
    {"ListLicences", "manage_gallery", 'a'},
    {"GiveSeat", "manage_gallery", 'a', Noun::kept},
    {"EndSeat", "manage_gallery", 'a', Noun::kept},
    {"MakeSeatToken", "manage_gallery", 'a', Noun::kept},
    {"ListSeats", "manage_gallery", 'a', Noun::kept},
    {"SetCharter", "manage_gallery", 'a', Noun::topic},
    {"BeginEpoch", "manage_gallery", 'a', Noun::topic},
    {"SetGallery", "manage_gallery", 'a'},
    {"ListAlarms", "manage_gallery", 'a'},
    {"SettleAlarm", "manage_gallery", 'a', Noun::kept},
    {"PauseListening", "manage_gallery", 'a', Noun::kept},
    {"PauseListening/seat", "manage_gallery", 'a', Noun::kept},
    {"ListUse", "manage_gallery", 'a', Noun::kept},
    {"TraceText", "manage_gallery", 'a'},
};

constexpr const char* write_tools = "WritePost WritePost/reply EditPost AddReaction";
constexpr const char* signs = "RemoveReaction";
constexpr const char* thread_tools =
    "LockThread PinThread SetSlowMode MoveThread SplitThread MergeThreads MergeThreads/into RenameThread CloseThread "
    "ReopenThread ArchiveThread KeepThread";
constexpr const char* report_tools = "ClaimReport ReleaseReport ResolveReport";
constexpr const char* sanctions = "ImposeSanction ImposeSanction/mute ImposeSanction/suspend ImposeSanction/ban";

// clang-format off
constexpr Exception all_exceptions[] = {
    // Words into a thread that takes none. The chair writes on where it is locked or closed.
    {"WritePost/reply",    "merged",                        "",                        v1::REPLY_ELSEWHERE},
    {write_tools,          "locked",                        "-write_in_locked",        v1::THREAD_LOCKED},
    {write_tools,          "closed",                        "-write_in_locked",        v1::THREAD_CLOSED},
    {write_tools,          "archived",                      "",                        v1::THREAD_ARCHIVED},
    {write_tools,          "shut",                          "",                        v1::TOPIC_ARCHIVED},
    {write_tools,          "held_thread rejected_thread",   "",                        v1::POST_HELD},
    {"WritePost",          "merged",                        "",                        v1::THREAD_MOVED},
    {"OpenThread",         "shut",                          "",                        v1::TOPIC_ARCHIVED},

    // Posts, as their authors and other members meet them.
    {"WritePost/reply",    "deleted removed",               "",                        v1::POST_DELETED},
    {"WritePost/reply",    "hidden",                        "",                        v1::POST_HIDDEN},
    {"WritePost/reply",    "held rejected",                 "",                        v1::POST_HELD},
    {"WritePost WritePost/reply", "slow",                   "-write_without_pace",     v1::SLOW_MODE},
    {"EditPost",           "*",                             "others",                  v1::NOT_AUTHOR},
    {"EditPost AddReaction RemoveReaction", "deleted removed", "",                     v1::POST_DELETED},
    {signs,                "locked closed",                 "-write_in_locked",        v1::NO_REACTION},
    {signs,                "archived shut hidden held rejected held_thread rejected_thread", "", v1::NO_REACTION},
    {"EditPost AddReaction", "hidden",                      "",                        v1::POST_HIDDEN},
    {"EditPost AddReaction", "held rejected",               "",                        v1::POST_HELD},
    {"DeletePost",         "*",                             "others -delete_any_post", v1::NOT_AUTHOR},
    {"DeletePost",         "deleted removed",               "",                        v1::POST_DELETED},
    {"RestorePost",        "*",                             "others -restore_any_post", v1::NOT_AUTHOR},
    {"RestorePost",        "removed",                       "-restore_any_post",       v1::NOT_AUTHOR},
    {"RestorePost",        "standing locked closed archived shut slow hidden held rejected held_thread rejected_thread "
                           "moved merged noted reported claimed resolved", "",         v1::POST_NOT_DELETED},
    {"WithdrawPost",       "*",                             "others",                  v1::NOT_AUTHOR},
    {"WithdrawPost",       "*",                             "",                        v1::NOTHING_CHANGED},
    {"WatchThread",        "merged",                        "",                        v1::THREAD_MOVED},
    {"ReadThread/around",  "held rejected held_thread rejected_thread", "",            v1::NOT_FOUND},
    {"ReportPost",         "held rejected held_thread rejected_thread", "",            v1::NOT_FOUND},
    {"ReportPost",         "*",                             "author",                  v1::FIELD_INVALID},
    {"ReportPost",         "deleted removed",               "",                        v1::POST_DELETED},
    {"ReportPost",         "hidden",                        "",                        v1::POST_HIDDEN},
    {"ReportPost",         "reported claimed resolved",     "reporter",                v1::ALREADY_REPORTED},
    {"AcknowledgeWarning Appeal", "*",                      "others",                  v1::NOT_FOUND},

    // The chair's tools on threads.
    {"WriteNote",          "merged",                        "",                        v1::NOT_FOUND},
    {thread_tools,         "merged",                        "",                        v1::THREAD_MOVED},
    {thread_tools,         "held_thread rejected_thread",   "",                        v1::POST_HELD},
    {"MergeThreads",       "*",                             "-merge_threads@denmark",  v1::FORBIDDEN},
    {"LockThread",         "locked",                        "",                        v1::NOTHING_CHANGED},
    {"MoveThread",         "moved",                         "",                        v1::NOTHING_CHANGED},
    {"MoveThread",         "*",                             "-move_thread@norway",     v1::FORBIDDEN},
    {"SplitThread",        "shut",                          "",                        v1::TOPIC_ARCHIVED},
    {"SplitThread",        "held rejected",                 "",                        v1::POST_HELD},
    {"CloseThread",        "closed",                        "",                        v1::NOTHING_CHANGED},
    {"ReopenThread",       "standing locked archived shut slow hidden deleted removed held rejected moved noted "
                           "reported claimed resolved",     "",                        v1::NOTHING_CHANGED},
    {"ArchiveThread",      "archived",                      "",                        v1::NOTHING_CHANGED},

    // The chair's tools on posts.
    {"HidePost RemovePost EditAnyPost", "deleted removed",  "",                        v1::POST_DELETED},
    {"HidePost RemovePost EditAnyPost", "held rejected held_thread rejected_thread", "", v1::POST_HELD},
    {"HidePost",           "hidden",                        "",                        v1::NOTHING_CHANGED},
    {"PutPostBack",        "standing locked closed archived shut slow hidden held rejected held_thread rejected_thread "
                           "moved merged noted reported claimed resolved", "",         v1::POST_NOT_DELETED},
    {"DecideHeldPost",     "standing locked closed archived shut slow hidden deleted removed rejected rejected_thread "
                           "moved merged noted reported claimed resolved", "",         v1::POST_NOT_HELD},
    {"RemoveNote",         "standing locked closed archived shut slow hidden deleted removed held rejected held_thread "
                           "rejected_thread moved merged reported claimed resolved", "", v1::NOT_FOUND},

    // Reports.
    {"GetReport ClaimReport ReleaseReport ResolveReport",
                           "standing locked closed archived shut slow hidden deleted removed held rejected held_thread "
                           "rejected_thread moved merged noted", "",                   v1::NOT_FOUND},
    {report_tools,         "resolved",                      "",                        v1::REPORT_CLOSED},
    {"ClaimReport",        "claimed",                       "claimer",                 v1::NOTHING_CHANGED},
    {"ReleaseReport",      "reported",                      "",                        v1::NOTHING_CHANGED},
    {"ReleaseReport ClaimReport ResolveReport", "claimed",  "not_claimer -take_over_report", v1::CLAIMED_BY_OTHER},

    // People. The chair acts on nobody above itself, nor on itself.
    {"SetTrust ApproveNewcomer SetTopicModerator LiftSanction AnswerAppeal", "*", "-person", v1::OUTRANKED},
    {sanctions,            "*",                             "-person",                 v1::OUTRANKED},
    {"ImposeSanction/mute", "muted banned",                 "",                        v1::NOTHING_CHANGED},
    {"ImposeSanction/suspend ImposeSanction/ban", "banned", "",                        v1::NOTHING_CHANGED},
    {"LiftSanction",       "known newcomer moderator",      "",                        v1::NOT_FOUND},
    {"AnswerAppeal",       "known newcomer moderator muted", "",                        v1::NOT_FOUND},

    // What companies ask: step by step, and members offer themselves to what is published.
    {"ListReaders",        "*",                             "others",                  v1::NOT_AUTHOR},
    {"Offer Offer/back",   "asked accepted declined",       "",                        v1::NOT_FOUND},
    {"Offer Offer/back",   "answered",                      "",                        v1::NOTHING_CHANGED},
    {"DecideRequest",      "accepted declined published answered", "",                 v1::NOTHING_CHANGED},
    {"PublishRequest",     "asked declined published answered", "",                    v1::NOTHING_CHANGED},
    {"AnswerRequest",      "asked accepted declined answered", "",                     v1::NOTHING_CHANGED},

    // What the host keeps: what is over is not changed any more, and still listed.
    {"SetCompany/name EndCompany SetLicence SetLicence/again GiveSeat EndSeat MakeSeatToken PauseListening "
     "PauseListening/seat", "over",                         "",                        v1::NOT_FOUND},
    {"EndLicence SettleAlarm", "over",                      "",                        v1::NOTHING_CHANGED},

    // What is not there, or is so already.
    {"ChangeChairSettings", "*",                            "",                        v1::NOTHING_CHANGED},
    {"RemoveWordRule",     "*",                             "",                        v1::NOT_FOUND},
};

constexpr Exception all_exceptions_before[] = {
    {"MergeThreads/into",  "*",                             "-merge_threads@denmark",  v1::FORBIDDEN},
};
// clang-format on

}  // namespace

std::span<const Needs> needs_table() {
  return table;
}

std::vector<const Needs*> needs_of(const std::string& method) {
  std::vector<const Needs*> found;
  for (const auto& needs : table) {
    if (method == method_of(needs.method)) found.push_back(&needs);
  }
  return found;
}

std::span<const Exception> exceptions() {
  return all_exceptions;
}

std::span<const Exception> exceptions_before() {
  return all_exceptions_before;
}

std::string method_of(const std::string& name) {
  return name.substr(0, name.find('/'));
}

bool is_listed(const char* words, const std::string& word) {
  const std::string padded = " " + std::string(words) + " ";
  return padded.find(" " + word + " ") != std::string::npos;
}

}  // namespace plenum::test
