#pragma once

#include <string>
#include <vector>

#include "storage/machine/policy.h"
#include "storage/rocks/pending.h"
#include "tests/support/storage/seed.h"

namespace plenum::testing {

/// The minutes of a meeting: each line makes one fact true, as the sequencer writes it (time, payloads and their
/// digests resolved) and as the machine applies it, in a state in memory. `take_batch` hands out what was minuted.
class Meeting {
public:
  explicit Meeting(std::uint64_t seed = 1);

  void founded();
  void advances();
  void raises_level(std::uint32_t level);

  void joins(MemberId, v1::Role = v1::MEMBER, const std::string& handle = {}, InvitationId invitation = {});
  void joins_from_import(MemberId, const std::string& origin_key);
  void profile(MemberId, const std::string& handle);
  void role(MemberId, v1::Role);
  void credential(MemberId, const std::string& credential, bool by_reset = false);
  void session(MemberId, const std::string& hash, std::int64_t ends_at_ms = 0);
  void session_ends(MemberId, const std::string& hash);
  void invitation(InvitationId, const std::string& secret, std::uint32_t uses, std::int64_t ends_at_ms = 0);
  void reset(MemberId, const std::string& secret, std::int64_t ends_at_ms);

  void opens_topic(TopicId, const std::string& title = "On being");
  void changes_topic(TopicId, const std::string& title, bool archived = false);
  void opens(MemberId, ThreadId, TopicId, const std::string& title = "Or not?");
  void locks(ThreadId, bool locked = true);
  void watches(MemberId, ThreadId, v1::Watch);

  void writes(MemberId, PostId, ThreadId, const std::string& source = "Words.", std::vector<MemberId> mentions = {},
              PostId reply_to = {});
  void edits(MemberId, PostId, const std::string& source, std::vector<MemberId> mentions = {});
  void deletes(MemberId, PostId);
  void restores(MemberId, PostId);
  void erases(PostId);
  void reacts(MemberId, PostId, const std::string& emoji = "👍");
  void takes_back(MemberId, PostId, const std::string& emoji = "👍");

  // The chair (meeting_chair.cpp).
  void settles(const v1::ChairSettings&);
  void pins(MemberId by, ThreadId, bool pinned = true, std::int64_t ends_at_ms = 0);
  void slows(MemberId by, ThreadId, TopicId, std::uint32_t seconds);
  void moves(MemberId by, ThreadId, TopicId, const std::string& reason = {});
  void splits(MemberId by, ThreadId, const std::vector<PostId>&, ThreadId into, TopicId,
              const std::string& title = "Split off");
  void merges(MemberId by, ThreadId from, ThreadId into);
  void renames(MemberId by, ThreadId, const std::string& title);
  void closes(MemberId by, ThreadId, bool closed = true, v1::Resolution = v1::RESOLUTION_SOLVED,
              const std::string& words = "So be it.");
  void archives(MemberId by, ThreadId, bool archived = true);
  void hides(MemberId by, PostId, bool hidden = true, const std::string& reason = "Unseemly.");
  void removes(MemberId by, PostId, const std::string& reason = "Unseemly.");
  void edits_for(MemberId by, PostId, const std::string& source);
  void opens_held(MemberId by, ThreadId, TopicId, PostId, const std::string& source = "Words.");
  void writes_held(MemberId by, PostId, ThreadId, const std::string& source = "Words.",
                   std::vector<MemberId> mentions = {});
  void decides(MemberId by, PostId, bool approved, const std::string& reason = {});
  void notes(MemberId by, NoteId, ThreadId, const std::string& source = "Mark him.");
  void drops_note(MemberId by, NoteId, ThreadId);

  // Reports and people (meeting_people.cpp).
  void reports(MemberId by, PostId, bool trusted = false, v1::ReportKind kind = v1::REPORT_INSULT,
               const std::string& reason = "This hurts.");
  void claims(MemberId by, PostId);
  void releases(MemberId by, PostId);
  void resolves(MemberId by, PostId, v1::ReportOutcome, const std::string& answer = "We have looked.");
  void house_hides(PostId);
  void imposes(MemberId by, MemberId on, SanctionId, v1::SanctionKind, std::int64_t ends_at_ms = 0,
               const std::string& reason = "Not in this tone.");
  void lifts(MemberId by, MemberId on, SanctionId);
  void acknowledges(MemberId by, SanctionId);
  void appeals(MemberId by, SanctionId, const std::string& words = "I was provoked.");
  void answers(MemberId by, MemberId on, SanctionId, bool granted);
  void makes_moderator(MemberId by, MemberId, TopicId, bool moderates = true);
  void trusts(MemberId, v1::Trust, bool by_hand = true);
  void approves(MemberId by, MemberId);

  // The gallery (meeting_gallery.cpp). What is posted where somebody listens enters by itself, as the sequencer has
  // it: observers read "~" before the words.
  void needs_authors(std::uint32_t k);
  void charters(TopicId, std::vector<v1::EmbargoClass>, bool reach_back = false, std::int64_t from_ms = 0);
  void begins_epoch(TopicId);
  void describes(MemberId, const std::string& specialty, const std::string& region = {});
  void next_is_for_members() { for_members_ = true; }
  void withdraws(MemberId, PostId);
  void keeps(MemberId, ThreadId);
  void narrows(PostId, const std::string& text);
  void company(CompanyId, const std::string& name = "Norway & Sons");
  void company_ends(CompanyId);
  void licences(const log::LicenceSet&);
  void licence_ends(LicenceId);
  void seats(SeatId, CompanyId, const std::string& name = "Fortinbras");
  void seat_ends(SeatId);
  void seat_session(SeatId, const std::string& hash, std::int64_t ends_at_ms = 0);
  void seat_session_ends(SeatId, const std::string& hash);

  /// One fact with its payloads, whatever it is.
  struct Words {
    log::PersonalKind kind;
    std::string content;
  };
  void happens(log::Event event, std::vector<Words> words = {});
  /// As a command would: the fact carries an id by which a retry is known.
  void next_is_a_command(MemberId author) { author_ = author; }

  Pending& state() { return state_; }
  /// What was minuted since the last call; not sealed.
  log::LogBatch take_batch();

  std::int64_t now_ms = 1'700'000'000'000;

private:
  std::vector<Words> enters(log::InGallery&, MemberId author, ThreadId, PostId, const std::string& source);
  bool is_observed(ThreadId);
  std::vector<Words> redacted(PostId, const std::string& source);

  bool for_members_ = false;
  Random random_;
  Pending state_{nullptr};
  Offset offset_ = 0;
  MemberId author_;
  log::LogBatch batch_;
};

/// What observers know a post or a thread by, in these minutes.
std::string gallery_id(std::uint64_t members_id);

/// Who a member is to the checks, as the state has it.
Principal principal(const View&, MemberId);

}  // namespace plenum::testing
