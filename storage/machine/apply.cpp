#include "storage/machine/apply.h"

#include "storage/machine/assert.h"
#include "storage/machine/audit.h"
#include "storage/machine/nouns.h"

namespace plenum {

namespace {

using log::Event;

Applied apply_fact(const Happening& h, State& state) {
  const Event& e = h.event;
  switch (e.fact_case()) {
    case Event::kCommunityFounded:
      return apply_community_founded(h, e.community_founded(), state), Applied::done;
    case Event::kClockAdvanced:
      return apply_clock_advanced(h, state), Applied::done;
    case Event::kFeatureLevelRaised:
      if (e.feature_level_raised().level() > feature_level_known) return Applied::unknown_kind;
      return apply_feature_level_raised(h, e.feature_level_raised(), state), Applied::done;
    case Event::kMemberJoined:
      return apply_member_joined(h, e.member_joined(), state), Applied::done;
    case Event::kProfileChanged:
      return apply_profile_changed(h, e.profile_changed(), state), Applied::done;
    case Event::kRoleChanged:
      return apply_role_changed(h, e.role_changed(), state), Applied::done;
    case Event::kCredentialSet:
      return apply_credential_set(h, e.credential_set(), state), Applied::done;
    case Event::kSessionOpened:
      return apply_session_opened(h, e.session_opened(), state), Applied::done;
    case Event::kSessionEnded:
      return apply_session_ended(h, e.session_ended(), state), Applied::done;
    case Event::kInvitationIssued:
      return apply_invitation_issued(h, e.invitation_issued(), state), Applied::done;
    case Event::kResetIssued:
      return apply_reset_issued(h, e.reset_issued(), state), Applied::done;
    case Event::kTopicOpened:
      return apply_topic_opened(h, e.topic_opened(), state), Applied::done;
    case Event::kTopicChanged:
      return apply_topic_changed(h, e.topic_changed(), state), Applied::done;
    case Event::kThreadOpened:
      return apply_thread_opened(h, e.thread_opened(), state), Applied::done;
    case Event::kThreadLocked:
      return apply_thread_locked(h, e.thread_locked(), state), Applied::done;
    case Event::kThreadWatched:
      return apply_thread_watched(h, e.thread_watched(), state), Applied::done;
    case Event::kPostWritten:
      return apply_post_written(h, e.post_written(), state), Applied::done;
    case Event::kPostEdited:
      return apply_post_edited(h, e.post_edited(), state), Applied::done;
    case Event::kPostDeleted:
      return apply_post_deleted(h, e.post_deleted(), state), Applied::done;
    case Event::kPostRestored:
      return apply_post_restored(h, e.post_restored(), state), Applied::done;
    case Event::kPostErased:
      return apply_post_erased(h, e.post_erased(), state), Applied::done;
    case Event::kReactionAdded:
      return apply_reaction_added(h, e.reaction_added(), state), Applied::done;
    case Event::kReactionRemoved:
      return apply_reaction_removed(h, e.reaction_removed(), state), Applied::done;
    case Event::kWordRuleSet:
      return apply_word_rule_set(h, e.word_rule_set(), state), Applied::done;
    case Event::kWordRuleRemoved:
      return apply_word_rule_removed(h, e.word_rule_removed(), state), Applied::done;
    case Event::kThreadPinned:
      return apply_thread_pinned(h, e.thread_pinned(), state), Applied::done;
    case Event::kSlowModeSet:
      return apply_slow_mode_set(h, e.slow_mode_set(), state), Applied::done;
    case Event::kThreadMoved:
      return apply_thread_moved(h, e.thread_moved(), state), Applied::done;
    case Event::kThreadSplit:
      return apply_thread_split(h, e.thread_split(), state), Applied::done;
    case Event::kThreadsMerged:
      return apply_threads_merged(h, e.threads_merged(), state), Applied::done;
    case Event::kThreadRenamed:
      return apply_thread_renamed(h, e.thread_renamed(), state), Applied::done;
    case Event::kThreadClosed:
      return apply_thread_closed(h, e.thread_closed(), state), Applied::done;
    case Event::kThreadArchived:
      return apply_thread_archived(h, e.thread_archived(), state), Applied::done;
    case Event::kPostHidden:
      return apply_post_hidden(h, e.post_hidden(), state), Applied::done;
    case Event::kHeldPostDecided:
      return apply_held_post_decided(h, e.held_post_decided(), state), Applied::done;
    case Event::kNoteWritten:
      return apply_note_written(h, e.note_written(), state), Applied::done;
    case Event::kNoteRemoved:
      return apply_note_removed(h, e.note_removed(), state), Applied::done;
    case Event::kChairSettingsChanged:
      return apply_chair_settings_changed(h, e.chair_settings_changed(), state), Applied::done;
    case Event::kPostReported:
      return apply_post_reported(h, e.post_reported(), state), Applied::done;
    case Event::kReportClaimed:
      return apply_report_claimed(h, e.report_claimed(), state), Applied::done;
    case Event::kReportResolved:
      return apply_report_resolved(h, e.report_resolved(), state), Applied::done;
    case Event::kSanctionImposed:
      return apply_sanction_imposed(h, e.sanction_imposed(), state), Applied::done;
    case Event::kSanctionLifted:
      return apply_sanction_lifted(h, e.sanction_lifted(), state), Applied::done;
    case Event::kWarningAcknowledged:
      return apply_warning_acknowledged(h, e.warning_acknowledged(), state), Applied::done;
    case Event::kAppealMade:
      return apply_appeal_made(h, e.appeal_made(), state), Applied::done;
    case Event::kAppealAnswered:
      return apply_appeal_answered(h, e.appeal_answered(), state), Applied::done;
    case Event::kTopicModeratorSet:
      return apply_topic_moderator_set(h, e.topic_moderator_set(), state), Applied::done;
    case Event::kTrustSet:
      return apply_trust_set(h, e.trust_set(), state), Applied::done;
    case Event::kNewcomerApproved:
      return apply_newcomer_approved(h, e.newcomer_approved(), state), Applied::done;
    case Event::kGallerySettingsChanged:
      return apply_gallery_settings_changed(h, e.gallery_settings_changed(), state), Applied::done;
    case Event::kCharterSet:
      return apply_charter_set(h, e.charter_set(), state), Applied::done;
    case Event::kPseudonymEpochBegun:
      return apply_pseudonym_epoch_begun(h, e.pseudonym_epoch_begun(), state), Applied::done;
    case Event::kPostWithdrawn:
      return apply_post_withdrawn(h, e.post_withdrawn(), state), Applied::done;
    case Event::kThreadKept:
      return apply_thread_kept(h, e.thread_kept(), state), Applied::done;
    case Event::kPostNarrowed:
      return apply_post_narrowed(h, e.post_narrowed(), state), Applied::done;
    case Event::kCompanySet:
      return apply_company_set(h, e.company_set(), state), Applied::done;
    case Event::kCompanyEnded:
      return apply_company_ended(h, e.company_ended(), state), Applied::done;
    case Event::kLicenceSet:
      return apply_licence_set(h, e.licence_set(), state), Applied::done;
    case Event::kLicenceEnded:
      return apply_licence_ended(h, e.licence_ended(), state), Applied::done;
    case Event::kSeatGiven:
      return apply_seat_given(h, e.seat_given(), state), Applied::done;
    case Event::kSeatEnded:
      return apply_seat_ended(h, e.seat_ended(), state), Applied::done;
    case Event::kSeatSessionOpened:
      return apply_seat_session_opened(h, e.seat_session_opened(), state), Applied::done;
    case Event::kSeatSessionEnded:
      return apply_seat_session_ended(h, e.seat_session_ended(), state), Applied::done;
    case Event::kVerbatimsTaken:
      return apply_verbatims_taken(h, e.verbatims_taken(), state), Applied::done;
    case Event::kNoticesAcknowledged:
      return apply_notices_acknowledged(h, e.notices_acknowledged(), state), Applied::done;
    case Event::kRequestAsked:
      return apply_request_asked(h, e.request_asked(), state), Applied::done;
    case Event::kRequestDecided:
      return apply_request_decided(h, e.request_decided(), state), Applied::done;
    case Event::kRequestAnswered:
      return apply_request_answered(h, e.request_answered(), state), Applied::done;
    case Event::kOfferMade:
      return apply_offer_made(h, e.offer_made(), state), Applied::done;
    case Event::kGalleryRead:
      return apply_gallery_read(h, e.gallery_read(), state), Applied::done;
    case Event::kListeningPaused:
      return apply_listening_paused(h, e.listening_paused(), state), Applied::done;
    case Event::kAlarmRaised:
      return apply_alarm_raised(h, e.alarm_raised(), state), Applied::done;
    case Event::kAlarmSettled:
      return apply_alarm_settled(h, e.alarm_settled(), state), Applied::done;
    case Event::kSavedSearchKept:
      return apply_saved_search_kept(h, e.saved_search_kept(), state), Applied::done;
    case Event::kSavedSearchDropped:
      return apply_saved_search_dropped(h, e.saved_search_dropped(), state), Applied::done;
    case Event::kHookSet:
      return apply_hook_set(h, e.hook_set(), state), Applied::done;
    case Event::kAlertsGiven:
      return apply_alerts_given(h, e.alerts_given(), state), Applied::done;
    case Event::kTrendsFixed:
      return apply_trends_fixed(h, e.trends_fixed(), state), Applied::done;
    case Event::FACT_NOT_SET:
      return Applied::unknown_kind;
  }
  return Applied::unknown_kind;
}

// So that a retry is answered with the first outcome, after any number of days.
void remember_command(const Happening& h, State& state) {
  if (h.event.command_id().empty()) return;
  log::CommandRecord record;
  *record.mutable_outcome() = h.event.outcome();
  for (const auto& slot : h.logged.personal()) {
    if (slot.kind() != log::COMMAND_CHECK || slot.erased()) continue;
    record.set_salt(slot.salt());
    record.set_check(slot.content());
  }
  state.put(key::Command{MemberId{h.event.author()}, h.event.command_id()}, record);
}

void move_clock(const Happening& h, State& state) {
  auto* community = state.change(key::Community{});
  PLENUM_ASSERT(community != nullptr, "an event before the community was founded");
  PLENUM_ASSERT(h.event.time_ms() >= community->time_ms(), "the log's time went back");
  community->set_time_ms(h.event.time_ms());
}

}  // namespace

std::optional<std::string_view> Happening::personal(log::PersonalKind kind) const {
  for (const auto& slot : logged.personal()) {
    if (slot.kind() == kind && !slot.erased()) return slot.content();
  }
  return {};
}

log::StreamEntryRecord entry_of(const Happening& h) {
  log::StreamEntryRecord entry;
  entry.set_log_offset(h.offset);
  return entry;
}

Applied apply(const Happening& h, State& state) {
  Audit audit(h, state);
  const auto applied = apply_fact(h, state);
  if (applied != Applied::done) return applied;
  audit.write(h, state);
  move_clock(h, state);
  remember_command(h, state);
  return applied;
}

}  // namespace plenum
