#include "storage/machine/audit_facts.h"

#include <algorithm>
#include <iterator>

namespace plenum {

namespace {

using log::AuditRecord;
using log::Event;
using v1::AuditAction;

/// Fills in what the fact touches, and says what it is to the audit log; unspecified: nothing.
struct Row {
  Event::FactCase fact;
  AuditAction (*describe)(const Event&, const View&, AuditRecord&);
};

bool is_by_another(const View& view, std::uint64_t post, std::uint64_t by) {
  const auto record = view.get(key::Post{PostId{post}});
  return record && record->author() != by;
}

AuditAction audit_action_of(v1::SanctionKind kind) {
  switch (kind) {
    case v1::SANCTION_WARNING:
      return v1::AUDIT_MEMBER_WARNED;
    case v1::SANCTION_MUTE:
      return v1::AUDIT_MEMBER_MUTED;
    case v1::SANCTION_SUSPENSION:
      return v1::AUDIT_MEMBER_SUSPENDED;
    default:
      return v1::AUDIT_MEMBER_BANNED;
  }
}

// clang-format off
// The table: one row for each audited fact. Never take one out: a replay must write what was written.
constexpr Row table[] = {
    {Event::kThreadLocked, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.thread_locked().thread());
       return e.thread_locked().locked() ? v1::AUDIT_THREAD_LOCKED : v1::AUDIT_THREAD_UNLOCKED;
     }},
    {Event::kThreadPinned, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.thread_pinned().thread());
       return e.thread_pinned().pinned() ? v1::AUDIT_THREAD_PINNED : v1::AUDIT_THREAD_UNPINNED;
     }},
    {Event::kSlowModeSet, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.slow_mode_set().thread());
       r.set_topic(e.slow_mode_set().topic());
       return v1::AUDIT_SLOW_MODE_SET;
     }},
    {Event::kThreadMoved, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.thread_moved().thread());
       r.set_other(e.thread_moved().topic());
       return v1::AUDIT_THREAD_MOVED;
     }},
    {Event::kThreadSplit, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.thread_split().thread());
       r.set_other(e.thread_split().into());
       return v1::AUDIT_THREAD_SPLIT;
     }},
    {Event::kThreadsMerged, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.threads_merged().from());
       r.set_other(e.threads_merged().into());
       return v1::AUDIT_THREADS_MERGED;
     }},
    {Event::kThreadRenamed, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.thread_renamed().thread());
       return v1::AUDIT_THREAD_RENAMED;
     }},
    {Event::kThreadClosed, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.thread_closed().thread());
       return e.thread_closed().closed() ? v1::AUDIT_THREAD_CLOSED : v1::AUDIT_THREAD_REOPENED;
     }},
    {Event::kThreadArchived, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.thread_archived().thread());
       return e.thread_archived().archived() ? v1::AUDIT_THREAD_ARCHIVED : v1::AUDIT_THREAD_UNARCHIVED;
     }},

    {Event::kPostHidden, [](const Event& e, const View&, AuditRecord& r) {
       r.set_post(e.post_hidden().post());
       return e.post_hidden().hidden() ? v1::AUDIT_POST_HIDDEN : v1::AUDIT_POST_UNHIDDEN;
     }},
    {Event::kPostDeleted, [](const Event& e, const View& view, AuditRecord& r) {
       r.set_post(e.post_deleted().post());
       const bool chair = is_by_another(view, e.post_deleted().post(), e.post_deleted().by());
       return chair ? v1::AUDIT_POST_REMOVED : v1::AUDIT_ACTION_UNSPECIFIED;
     }},
    {Event::kPostRestored, [](const Event& e, const View& view, AuditRecord& r) {
       r.set_post(e.post_restored().post());
       const bool chair = is_by_another(view, e.post_restored().post(), e.post_restored().by());
       return chair ? v1::AUDIT_POST_RESTORED : v1::AUDIT_ACTION_UNSPECIFIED;
     }},
    {Event::kPostEdited, [](const Event& e, const View& view, AuditRecord& r) {
       r.set_post(e.post_edited().post());
       // An import's edits are nobody's.
       const bool chair = e.author() != 0 && is_by_another(view, e.post_edited().post(), e.post_edited().by());
       return chair ? v1::AUDIT_POST_EDITED : v1::AUDIT_ACTION_UNSPECIFIED;
     }},
    {Event::kPostErased, [](const Event& e, const View&, AuditRecord& r) {
       r.set_post(e.post_erased().post());
       return v1::AUDIT_POST_ERASED;
     }},
    {Event::kHeldPostDecided, [](const Event& e, const View&, AuditRecord& r) {
       r.set_post(e.held_post_decided().post());
       return e.held_post_decided().approved() ? v1::AUDIT_POST_APPROVED : v1::AUDIT_POST_REJECTED;
     }},
    {Event::kNoteWritten, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.note_written().thread());
       r.set_other(e.note_written().note());
       return v1::AUDIT_NOTE_WRITTEN;
     }},
    {Event::kNoteRemoved, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.note_removed().thread());
       r.set_other(e.note_removed().note());
       return v1::AUDIT_NOTE_REMOVED;
     }},

    {Event::kReportClaimed, [](const Event& e, const View&, AuditRecord& r) {
       r.set_post(e.report_claimed().post());
       return e.report_claimed().by() != 0 ? v1::AUDIT_REPORT_CLAIMED : v1::AUDIT_REPORT_RELEASED;
     }},
    {Event::kReportResolved, [](const Event& e, const View&, AuditRecord& r) {
       r.set_post(e.report_resolved().post());
       r.set_other(e.report_resolved().outcome());
       return v1::AUDIT_REPORT_RESOLVED;
     }},

    {Event::kSanctionImposed, [](const Event& e, const View&, AuditRecord& r) {
       r.set_member(e.sanction_imposed().member());
       r.set_other(e.sanction_imposed().sanction());
       return audit_action_of(e.sanction_imposed().kind());
     }},
    {Event::kSanctionLifted, [](const Event& e, const View&, AuditRecord& r) {
       r.set_member(e.sanction_lifted().member());
       r.set_other(e.sanction_lifted().sanction());
       return v1::AUDIT_SANCTION_LIFTED;
     }},
    {Event::kAppealAnswered, [](const Event& e, const View&, AuditRecord& r) {
       r.set_member(e.appeal_answered().member());
       r.set_other(e.appeal_answered().sanction());
       return v1::AUDIT_APPEAL_ANSWERED;
     }},
    {Event::kTopicModeratorSet, [](const Event& e, const View&, AuditRecord& r) {
       r.set_topic(e.topic_moderator_set().topic());
       r.set_member(e.topic_moderator_set().member());
       return e.topic_moderator_set().moderates() ? v1::AUDIT_TOPIC_MODERATOR_MADE : v1::AUDIT_TOPIC_MODERATOR_UNMADE;
     }},
    {Event::kTrustSet, [](const Event& e, const View&, AuditRecord& r) {
       r.set_member(e.trust_set().member());
       return e.trust_set().by_hand() ? v1::AUDIT_TRUST_SET : v1::AUDIT_ACTION_UNSPECIFIED;  // earned: nobody's act
     }},
    {Event::kNewcomerApproved, [](const Event& e, const View&, AuditRecord& r) {
       r.set_member(e.newcomer_approved().member());
       return v1::AUDIT_NEWCOMER_APPROVED;
     }},
    {Event::kRoleChanged, [](const Event& e, const View&, AuditRecord& r) {
       r.set_member(e.role_changed().member());
       return v1::AUDIT_ROLE_CHANGED;
     }},
    {Event::kTopicOpened, [](const Event& e, const View&, AuditRecord& r) {
       r.set_topic(e.topic_opened().topic());
       return v1::AUDIT_TOPIC_OPENED;
     }},
    {Event::kTopicChanged, [](const Event& e, const View&, AuditRecord& r) {
       r.set_topic(e.topic_changed().topic());
       return v1::AUDIT_TOPIC_CHANGED;
     }},
    {Event::kWordRuleSet, [](const Event& e, const View&, AuditRecord& r) {
       r.set_topic(e.word_rule_set().topic());
       r.set_other(e.word_rule_set().rule());
       return v1::AUDIT_WORD_RULE_SET;
     }},
    {Event::kWordRuleRemoved, [](const Event& e, const View& view, AuditRecord& r) {
       const auto rule = view.get(key::WordRule{WordRuleId{e.word_rule_removed().rule()}});
       if (rule) r.set_topic(rule->topic());
       r.set_other(e.word_rule_removed().rule());
       return v1::AUDIT_WORD_RULE_REMOVED;
     }},
    {Event::kChairSettingsChanged, [](const Event&, const View&, AuditRecord&) {
       return v1::AUDIT_SETTINGS_CHANGED;
     }},

    {Event::kGallerySettingsChanged, [](const Event&, const View&, AuditRecord&) {
       return v1::AUDIT_GALLERY_SETTINGS_CHANGED;
     }},
    {Event::kCharterSet, [](const Event& e, const View&, AuditRecord& r) {
       r.set_topic(e.charter_set().topic());
       return v1::AUDIT_CHARTER_SET;
     }},
    {Event::kPseudonymEpochBegun, [](const Event& e, const View&, AuditRecord& r) {
       r.set_topic(e.pseudonym_epoch_begun().topic());
       return v1::AUDIT_EPOCH_BEGUN;
     }},
    {Event::kThreadKept, [](const Event& e, const View&, AuditRecord& r) {
       r.set_thread(e.thread_kept().thread());
       return v1::AUDIT_THREAD_KEPT;
     }},
    {Event::kCompanySet, [](const Event& e, const View&, AuditRecord& r) {
       r.set_other(e.company_set().company());
       return v1::AUDIT_COMPANY_SET;
     }},
    {Event::kCompanyEnded, [](const Event& e, const View&, AuditRecord& r) {
       r.set_other(e.company_ended().company());
       return v1::AUDIT_COMPANY_ENDED;
     }},
    {Event::kLicenceSet, [](const Event& e, const View&, AuditRecord& r) {
       r.set_other(e.licence_set().licence());
       return v1::AUDIT_LICENCE_SET;
     }},
    {Event::kLicenceEnded, [](const Event& e, const View&, AuditRecord& r) {
       r.set_other(e.licence_ended().licence());
       return v1::AUDIT_LICENCE_ENDED;
     }},
    {Event::kSeatGiven, [](const Event& e, const View&, AuditRecord& r) {
       r.set_other(e.seat_given().seat());
       return v1::AUDIT_SEAT_GIVEN;
     }},
    {Event::kSeatEnded, [](const Event& e, const View&, AuditRecord& r) {
       r.set_other(e.seat_ended().seat());
       return v1::AUDIT_SEAT_ENDED;
     }},
    {Event::kSeatSessionOpened, [](const Event& e, const View&, AuditRecord& r) {
       r.set_other(e.seat_session_opened().seat());
       // A person signs in: no act of the host's. A program's token is one.
       return e.seat_session_opened().kind() == log::PROGRAM ? v1::AUDIT_SEAT_TOKEN_MADE : v1::AUDIT_ACTION_UNSPECIFIED;
     }},
    {Event::kRequestDecided, [](const Event& e, const View& v, AuditRecord& r) {
       const auto request = v.get(key::Request{RequestId{e.request_decided().request()}});
       if (request) r.set_topic(request->topic());
       r.set_other(e.request_decided().request());
       return e.request_decided().accepted() ? v1::AUDIT_REQUEST_ACCEPTED : v1::AUDIT_REQUEST_DECLINED;
     }},
    {Event::kThreadOpened, [](const Event& e, const View&, AuditRecord& r) {
       const auto& fact = e.thread_opened();
       // Whoever opens a thread of their own does nothing of the chair's.
       if (fact.request() == 0) return v1::AUDIT_ACTION_UNSPECIFIED;
       r.set_topic(fact.topic());
       r.set_thread(fact.thread());
       r.set_other(fact.request());
       return v1::AUDIT_REQUEST_PUBLISHED;
     }},
    {Event::kRequestAnswered, [](const Event& e, const View& v, AuditRecord& r) {
       const auto request = v.get(key::Request{RequestId{e.request_answered().request()}});
       if (request) r.set_topic(request->topic());
       r.set_other(e.request_answered().request());
       return v1::AUDIT_REQUEST_ANSWERED;
     }},
    {Event::kListeningPaused, [](const Event& e, const View&, AuditRecord& r) {
       const auto& fact = e.listening_paused();
       r.set_other(fact.seat() != 0 ? fact.seat() : fact.company());
       return fact.paused() ? v1::AUDIT_LISTENING_PAUSED : v1::AUDIT_LISTENING_RESUMED;
     }},
    {Event::kAlarmSettled, [](const Event& e, const View&, AuditRecord& r) {
       r.set_other(e.alarm_settled().number());
       return v1::AUDIT_ALARM_SETTLED;
     }},
};
// clang-format on

}  // namespace

bool is_audited(Event::FactCase fact) {
  return std::any_of(std::begin(table), std::end(table), [&](const Row& row) { return row.fact == fact; });
}

// What the chair does in its margin (notes, reports, what waits, whom it trusts) stays there.
bool is_shown_to_members(AuditAction action) {
  switch (action) {
    case v1::AUDIT_POST_APPROVED:
    case v1::AUDIT_POST_REJECTED:
    case v1::AUDIT_NOTE_WRITTEN:
    case v1::AUDIT_NOTE_REMOVED:
    case v1::AUDIT_REPORT_CLAIMED:
    case v1::AUDIT_REPORT_RELEASED:
    case v1::AUDIT_REPORT_RESOLVED:
    case v1::AUDIT_TRUST_SET:
    case v1::AUDIT_NEWCOMER_APPROVED:
    case v1::AUDIT_SEAT_GIVEN:
    case v1::AUDIT_SEAT_ENDED:
    case v1::AUDIT_SEAT_TOKEN_MADE:
    case v1::AUDIT_LISTENING_PAUSED:
    case v1::AUDIT_LISTENING_RESUMED:
    case v1::AUDIT_ALARM_SETTLED:
      return false;
    default:
      return true;
  }
}

AuditAction describe_for_audit(const Event& event, const View& view, AuditRecord& entry) {
  for (const auto& row : table) {
    if (row.fact == event.fact_case()) return row.describe(event, view, entry);
  }
  return v1::AUDIT_ACTION_UNSPECIFIED;
}

}  // namespace plenum
