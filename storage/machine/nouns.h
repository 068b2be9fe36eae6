#pragma once

#include "storage/machine/apply.h"

// The appliers, one file per noun. Only apply.cpp calls them.
namespace plenum {

void apply_community_founded(const Happening&, const log::CommunityFounded&, State&);
void apply_clock_advanced(const Happening&, State&);
void apply_feature_level_raised(const Happening&, const log::FeatureLevelRaised&, State&);

void apply_member_joined(const Happening&, const log::MemberJoined&, State&);
void apply_profile_changed(const Happening&, const log::ProfileChanged&, State&);
void apply_role_changed(const Happening&, const log::RoleChanged&, State&);
void apply_credential_set(const Happening&, const log::CredentialSet&, State&);
void apply_session_opened(const Happening&, const log::SessionOpened&, State&);
void apply_session_ended(const Happening&, const log::SessionEnded&, State&);
void apply_invitation_issued(const Happening&, const log::InvitationIssued&, State&);
void apply_reset_issued(const Happening&, const log::ResetIssued&, State&);

void apply_topic_opened(const Happening&, const log::TopicOpened&, State&);
void apply_topic_changed(const Happening&, const log::TopicChanged&, State&);
void apply_thread_opened(const Happening&, const log::ThreadOpened&, State&);
void apply_thread_locked(const Happening&, const log::ThreadLocked&, State&);
void apply_thread_watched(const Happening&, const log::ThreadWatched&, State&);

void apply_thread_pinned(const Happening&, const log::ThreadPinned&, State&);
void apply_slow_mode_set(const Happening&, const log::SlowModeSet&, State&);
void apply_thread_moved(const Happening&, const log::ThreadMoved&, State&);
void apply_thread_split(const Happening&, const log::ThreadSplit&, State&);
void apply_threads_merged(const Happening&, const log::ThreadsMerged&, State&);
void apply_thread_renamed(const Happening&, const log::ThreadRenamed&, State&);
void apply_thread_closed(const Happening&, const log::ThreadClosed&, State&);
void apply_thread_archived(const Happening&, const log::ThreadArchived&, State&);

void apply_post_hidden(const Happening&, const log::PostHidden&, State&);
void apply_held_post_decided(const Happening&, const log::HeldPostDecided&, State&);
void apply_note_written(const Happening&, const log::NoteWritten&, State&);
void apply_note_removed(const Happening&, const log::NoteRemoved&, State&);
void apply_chair_settings_changed(const Happening&, const log::ChairSettingsChanged&, State&);

void apply_post_written(const Happening&, const log::PostWritten&, State&);
void apply_post_edited(const Happening&, const log::PostEdited&, State&);
void apply_post_deleted(const Happening&, const log::PostDeleted&, State&);
void apply_post_restored(const Happening&, const log::PostRestored&, State&);
void apply_post_erased(const Happening&, const log::PostErased&, State&);

void apply_reaction_added(const Happening&, const log::ReactionAdded&, State&);
void apply_reaction_removed(const Happening&, const log::ReactionRemoved&, State&);

void apply_word_rule_set(const Happening&, const log::WordRuleSet&, State&);
void apply_word_rule_removed(const Happening&, const log::WordRuleRemoved&, State&);

void apply_post_reported(const Happening&, const log::PostReported&, State&);
void apply_report_claimed(const Happening&, const log::ReportClaimed&, State&);
void apply_report_resolved(const Happening&, const log::ReportResolved&, State&);

void apply_sanction_imposed(const Happening&, const log::SanctionImposed&, State&);
void apply_sanction_lifted(const Happening&, const log::SanctionLifted&, State&);
void apply_warning_acknowledged(const Happening&, const log::WarningAcknowledged&, State&);
void apply_appeal_made(const Happening&, const log::AppealMade&, State&);
void apply_appeal_answered(const Happening&, const log::AppealAnswered&, State&);
void apply_topic_moderator_set(const Happening&, const log::TopicModeratorSet&, State&);
void apply_trust_set(const Happening&, const log::TrustSet&, State&);
void apply_newcomer_approved(const Happening&, const log::NewcomerApproved&, State&);

void apply_gallery_settings_changed(const Happening&, const log::GallerySettingsChanged&, State&);
void apply_charter_set(const Happening&, const log::CharterSet&, State&);
void apply_pseudonym_epoch_begun(const Happening&, const log::PseudonymEpochBegun&, State&);
void apply_post_withdrawn(const Happening&, const log::PostWithdrawn&, State&);
void apply_thread_kept(const Happening&, const log::ThreadKept&, State&);
void apply_post_narrowed(const Happening&, const log::PostNarrowed&, State&);

void apply_company_set(const Happening&, const log::CompanySet&, State&);
void apply_company_ended(const Happening&, const log::CompanyEnded&, State&);
void apply_licence_set(const Happening&, const log::LicenceSet&, State&);
void apply_licence_ended(const Happening&, const log::LicenceEnded&, State&);
void apply_seat_given(const Happening&, const log::SeatGiven&, State&);
void apply_seat_ended(const Happening&, const log::SeatEnded&, State&);
void apply_seat_session_opened(const Happening&, const log::SeatSessionOpened&, State&);
void apply_seat_session_ended(const Happening&, const log::SeatSessionEnded&, State&);

void apply_saved_search_kept(const Happening&, const log::SavedSearchKept&, State&);
void apply_saved_search_dropped(const Happening&, const log::SavedSearchDropped&, State&);
void apply_hook_set(const Happening&, const log::HookSet&, State&);
void apply_alerts_given(const Happening&, const log::AlertsGiven&, State&);
void apply_trends_fixed(const Happening&, const log::TrendsFixed&, State&);
void drop_search(SearchId, State&);

void apply_verbatims_taken(const Happening&, const log::VerbatimsTaken&, State&);
void apply_notices_acknowledged(const Happening&, const log::NoticesAcknowledged&, State&);

void apply_request_asked(const Happening&, const log::RequestAsked&, State&);
void apply_request_decided(const Happening&, const log::RequestDecided&, State&);
void apply_request_answered(const Happening&, const log::RequestAnswered&, State&);
void apply_offer_made(const Happening&, const log::OfferMade&, State&);
/// The thread in which the chair puts it to the members.
void publish_request(const Happening&, RequestId, ThreadId, State&);

void apply_gallery_read(const Happening&, const log::GalleryRead&, State&);
void apply_listening_paused(const Happening&, const log::ListeningPaused&, State&);
void apply_alarm_raised(const Happening&, const log::AlarmRaised&, State&);
void apply_alarm_settled(const Happening&, const log::AlarmSettled&, State&);

/// Deadlines of one kind that came due.
void end_session(const Happening&, const std::string& hash, State&);
void end_invitation(InvitationId, State&);
void end_reset(const std::string& secret, State&);
void end_sanction(const Happening&, const std::string& id, State&);
void end_pin(const Happening&, const std::string& thread, State&);
void begin_licence(const Happening&, LicenceId, State&);
void end_licence(const Happening&, LicenceId, State&);
void end_seat_session(const std::string& hash, State&);

/// A thread that moves is pinned no more.
void unpin(log::ThreadRecord&, ThreadId, State&);

/// An entry that says where in the log it came from.
log::StreamEntryRecord entry_of(const Happening&);

/// Changes a record where there is one.
template <class K, class Change>
void amend(State& state, const K& key, Change change) {
  if (auto* record = state.change(key)) change(*record);
}

}  // namespace plenum
