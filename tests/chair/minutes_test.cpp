// Every act of the chair, and every refusal it can meet, in the order in which they are looked for. Left to others: who
// may not do it at all (tests/rights), threads of twenty thousand posts, the twenty-first pin and the thousandth rule
// (tests/machine).
#include "tests/chair/minutes.h"

#include <sstream>

#include <google/protobuf/descriptor.h>

#include "proto/moderator.pb.h"

namespace plenum::test {
namespace {

class Minutes : public Meeting {
protected:
  // T1: a thread of two posts. T2: Iago's, with P5, which waits. T3 waits as a whole. T4 is now part of T2.
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Meeting::SetUp());
    holds(R"(
      ophelia  OpenThread   topic=D title=Graves source="Alas."       -> done as T1 P1
      ophelia  WritePost    thread=T1 source="Poor Yorick."           -> done as P2
      iago     OpenThread   topic=D title=Ships source="To England."  -> done as T2 P3
      polonius SetWordRule  rule.pattern=poison rule.action=WORD_HOLD -> done as R1
      iago     OpenThread   topic=D title=Vial source=poison          -> done as T3 P4
      iago     WritePost    thread=T2 source="more poison"            -> done as P5
      iago     OpenThread   topic=D title=Old source="Old news."      -> done as T4 P6
      polonius MergeThreads from=T4 into=T2                           -> done
    )");
  }
};

constexpr const char* threads_that_are_locked_pinned_and_slowed = R"(
    polonius LockThread  thread=T1 locked=true reason=long:1001   -> REASON_TOO_LONG reason
    polonius LockThread  thread=X locked=true                     -> NOT_FOUND thread_id
    polonius LockThread  thread=T4 locked=true                    -> THREAD_MOVED to T2
    polonius LockThread  thread=T3 locked=true                    -> POST_HELD
    polonius LockThread  thread=T1 locked=true                    -> done
    gertrude LockThread  thread=T1 locked=true                    -> NOTHING_CHANGED by polonius
    iago     WritePost   thread=T1 source="But."                  -> THREAD_LOCKED
    gertrude LockThread  thread=T1 locked=false                   -> done
    polonius LockThread  thread=T1 locked=false                   -> NOTHING_CHANGED by gertrude

    polonius PinThread   thread=T1 pinned=true endsAtMs=-1000     -> FIELD_INVALID ends_at_ms
    polonius PinThread   thread=T1 pinned=true endsAtMs=+31622400000 -> FIELD_INVALID ends_at_ms
    polonius PinThread   thread=T1 endsAtMs=+60000                -> FIELD_INVALID ends_at_ms
    polonius PinThread   thread=T1 pinned=true reason=long:1001   -> REASON_TOO_LONG reason
    polonius PinThread   thread=X pinned=true                     -> NOT_FOUND thread_id
    polonius PinThread   thread=T4 pinned=true                    -> THREAD_MOVED to T2
    polonius PinThread   thread=T3 pinned=true                    -> POST_HELD
    polonius PinThread   thread=T1 pinned=true                    -> done
    gertrude PinThread   thread=T1 pinned=true                    -> NOTHING_CHANGED by polonius
    gertrude PinThread   thread=T1 pinned=false                   -> done

    polonius SetSlowMode thread=T1 seconds=86401                  -> FIELD_INVALID seconds
    polonius SetSlowMode seconds=60                               -> FIELD_INVALID topic_id
    polonius SetSlowMode thread=T1 topic=D seconds=60             -> FIELD_INVALID topic_id
    polonius SetSlowMode thread=T1 seconds=60 reason=long:1001    -> REASON_TOO_LONG reason
    polonius SetSlowMode thread=X seconds=60                      -> NOT_FOUND thread_id
    polonius SetSlowMode topic=X seconds=60                       -> NOT_FOUND topic_id
    polonius SetSlowMode thread=T4 seconds=60                     -> THREAD_MOVED to T2
    polonius SetSlowMode thread=T3 seconds=60                     -> POST_HELD
    polonius SetSlowMode thread=T1 seconds=3600                   -> done
    gertrude SetSlowMode thread=T1 seconds=3600                   -> NOTHING_CHANGED
    iago     WritePost   thread=T1 source="One."                  -> done
    iago     WritePost   thread=T1 source="Two."                  -> SLOW_MODE
    polonius SetSlowMode topic=N seconds=60                       -> done
    gertrude SetSlowMode topic=N seconds=60                       -> NOTHING_CHANGED
  )";

TEST_F(Minutes, of_threads_that_are_locked_pinned_and_slowed) {
  holds(threads_that_are_locked_pinned_and_slowed);
}

constexpr const char* threads_that_are_moved_split_and_merged = R"(
    hamlet   SetTopicModerator topic=D member=horatio moderates=true reason="Well read." -> done

    polonius MoveThread   thread=T1 topic=N reason=long:1001      -> REASON_TOO_LONG reason
    polonius MoveThread   thread=X topic=N                        -> NOT_FOUND thread_id
    polonius MoveThread   thread=T1 topic=X                       -> NOT_FOUND topic_id
    horatio  MoveThread   thread=T1 topic=N                       -> FORBIDDEN
    polonius MoveThread   thread=T1 topic=W                       -> TOPIC_ARCHIVED
    polonius MoveThread   thread=T1 topic=D                       -> NOTHING_CHANGED
    polonius MoveThread   thread=T4 topic=N                       -> THREAD_MOVED to T2
    polonius MoveThread   thread=T3 topic=N                       -> POST_HELD
    polonius MoveThread   thread=T1 topic=N                       -> done
    gertrude MoveThread   thread=T1 topic=N                       -> NOTHING_CHANGED by polonius
    horatio  MoveThread   thread=T1 topic=D                       -> FORBIDDEN
    polonius MoveThread   thread=T1 topic=D                       -> done

    polonius SplitThread  thread=T1 posts=P2 title=" "            -> TITLE_EMPTY title
    polonius SplitThread  thread=T1 posts=P2 title=long:201       -> TITLE_TOO_LONG title
    polonius SplitThread  thread=T1 title=Skull                   -> FIELD_INVALID post_ids
    polonius SplitThread  thread=T1 posts=P2,P2 title=Skull       -> FIELD_INVALID post_ids
    polonius SplitThread  thread=T1 posts=P1,P2 title=Skull       -> FIELD_INVALID post_ids
    polonius SplitThread  thread=T1 posts=P2 title=Skull reason=long:1001 -> REASON_TOO_LONG reason
    polonius SplitThread  thread=T1 posts=many:201 title=Skull    -> TOO_MANY_POSTS post_ids
    polonius SplitThread  thread=X posts=P2 title=Skull           -> NOT_FOUND thread_id
    polonius SplitThread  thread=T1 posts=X title=Skull           -> NOT_FOUND post_ids
    polonius SplitThread  thread=T1 posts=P2 title=Skull topic=X  -> NOT_FOUND topic_id
    horatio  SplitThread  thread=T1 posts=P2 title=Skull topic=N  -> FORBIDDEN
    polonius SplitThread  thread=T1 posts=P2 title=Skull topic=W  -> TOPIC_ARCHIVED
    polonius SplitThread  thread=T1 posts=P3 title=Skull          -> NOTHING_CHANGED post_ids to T2
    polonius SplitThread  thread=T4 posts=P6 title=Skull          -> THREAD_MOVED to T2
    polonius SplitThread  thread=T3 posts=P4 title=Skull          -> POST_HELD
    polonius SplitThread  thread=T2 posts=P5 title=Skull          -> POST_HELD post_ids
    horatio  SplitThread  thread=T1 posts=P2 title=Skull          -> done as T5

    polonius MergeThreads from=T5 into=T1 reason=long:1001        -> REASON_TOO_LONG reason
    polonius MergeThreads from=X into=T1                          -> NOT_FOUND from_thread_id
    polonius MergeThreads from=T5 into=X                          -> NOT_FOUND into_thread_id
    polonius MergeThreads from=T4 into=T1                         -> THREAD_MOVED to T2
    polonius MergeThreads from=T5 into=T4                         -> THREAD_MOVED to T2
    polonius MergeThreads from=T3 into=T1                         -> POST_HELD
    polonius MergeThreads from=T5 into=T3                         -> POST_HELD
    polonius MergeThreads from=T5 into=T5                         -> WOULD_LOOP into_thread_id
    polonius MergeThreads from=T5 into=T1                         -> done
    gertrude MergeThreads from=T5 into=T1                         -> THREAD_MOVED to T1
  )";

TEST_F(Minutes, of_threads_that_are_moved_split_and_merged) {
  holds(threads_that_are_moved_split_and_merged);
}

constexpr const char* threads_that_are_renamed_closed_archived_and_kept = R"(
    polonius RenameThread  thread=T1 title=" "                    -> TITLE_EMPTY title
    polonius RenameThread  thread=T1 title=long:201               -> TITLE_TOO_LONG title
    polonius RenameThread  thread=T1 title="A	tab"                -> FIELD_INVALID title
    polonius RenameThread  thread=T1 title=Skulls reason=long:1001 -> REASON_TOO_LONG reason
    polonius RenameThread  thread=X title=Skulls                  -> NOT_FOUND thread_id
    polonius RenameThread  thread=T4 title=Skulls                 -> THREAD_MOVED to T2
    polonius RenameThread  thread=T3 title=Skulls                 -> POST_HELD
    polonius RenameThread  thread=T1 title=Skulls                 -> done
    gertrude RenameThread  thread=T1 title=Skulls                 -> NOTHING_CHANGED

    polonius CloseThread   thread=T1 resolution=RESOLUTION_SOLVED words=long:501 -> BODY_TOO_LONG words
    polonius CloseThread   thread=T1                              -> FIELD_INVALID resolution
    polonius CloseThread   thread=T1 resolution=RESOLUTION_SOLVED reason=long:1001 -> REASON_TOO_LONG reason
    polonius CloseThread   thread=X resolution=RESOLUTION_SOLVED  -> NOT_FOUND thread_id
    polonius CloseThread   thread=T4 resolution=RESOLUTION_SOLVED -> THREAD_MOVED to T2
    polonius CloseThread   thread=T3 resolution=RESOLUTION_SOLVED -> POST_HELD
    polonius CloseThread   thread=T1 resolution=RESOLUTION_SOLVED -> done
    gertrude CloseThread   thread=T1 resolution=RESOLUTION_OTHER  -> NOTHING_CHANGED by polonius
    iago     WritePost     thread=T1 source="But."                -> THREAD_CLOSED

    polonius ReopenThread  thread=T1 reason=long:1001             -> REASON_TOO_LONG reason
    polonius ReopenThread  thread=X                               -> NOT_FOUND thread_id
    polonius ReopenThread  thread=T4                              -> THREAD_MOVED to T2
    polonius ReopenThread  thread=T3                              -> POST_HELD
    polonius ReopenThread  thread=T1                              -> done
    gertrude ReopenThread  thread=T1                              -> NOTHING_CHANGED by polonius

    polonius ArchiveThread thread=T1 archived=true reason=long:1001 -> REASON_TOO_LONG reason
    polonius ArchiveThread thread=X archived=true                 -> NOT_FOUND thread_id
    polonius ArchiveThread thread=T4 archived=true                -> THREAD_MOVED to T2
    polonius ArchiveThread thread=T3 archived=true                -> POST_HELD
    polonius ArchiveThread thread=T1 archived=true                -> done
    gertrude ArchiveThread thread=T1 archived=true                -> NOTHING_CHANGED by polonius
    polonius WritePost     thread=T1 source="The chair neither."  -> THREAD_ARCHIVED
    gertrude ArchiveThread thread=T1 archived=false               -> done
    polonius ArchiveThread thread=T1 archived=false               -> NOTHING_CHANGED by gertrude

    polonius KeepThread    thread=X                               -> NOT_FOUND thread_id
    polonius KeepThread    thread=T4                              -> THREAD_MOVED to T2
    polonius KeepThread    thread=T3                              -> POST_HELD
    polonius KeepThread    thread=T1                              -> done
    gertrude KeepThread    thread=T1                              -> NOTHING_CHANGED by polonius
  )";

TEST_F(Minutes, of_threads_that_are_renamed_closed_archived_and_kept) {
  holds(threads_that_are_renamed_closed_archived_and_kept);
}

constexpr const char* posts_that_are_hidden_removed_edited_and_decided_on = R"(
    polonius HidePost    post=P1 hidden=true                      -> REASON_MISSING reason
    polonius HidePost    post=P1 hidden=true reason=long:1001     -> REASON_TOO_LONG reason
    polonius HidePost    post=X hidden=true reason=So.            -> NOT_FOUND post_id
    polonius HidePost    post=P0 hidden=true reason=So.           -> OUTRANKED
    polonius HidePost    post=P5 hidden=true reason=So.           -> POST_HELD
    polonius HidePost    post=P1 hidden=true reason=So.           -> done
    gertrude HidePost    post=P1 hidden=true reason=So.           -> NOTHING_CHANGED by polonius
    ophelia  EditPost    post=P1 source="Mended."                 -> POST_HIDDEN
    gertrude HidePost    post=P1 hidden=false                     -> done
    polonius HidePost    post=P1 hidden=false                     -> NOTHING_CHANGED by gertrude

    polonius RemovePost  post=P2                                  -> REASON_MISSING reason
    polonius RemovePost  post=P2 reason=long:1001                 -> REASON_TOO_LONG reason
    polonius RemovePost  post=X reason=So.                        -> NOT_FOUND post_id
    polonius RemovePost  post=P0 reason=So.                       -> OUTRANKED
    polonius RemovePost  post=P5 reason=So.                       -> POST_HELD
    polonius RemovePost  post=P2 reason=So.                       -> done
    gertrude RemovePost  post=P2 reason=So.                       -> POST_DELETED by polonius
    polonius HidePost    post=P2 hidden=true reason=So.           -> POST_DELETED
    ophelia  RestorePost post=P2                                  -> NOT_AUTHOR

    hamlet   WritePost   thread=T1 source="Words."                -> done as P7
    hamlet   DeletePost  post=P7                                  -> done
    iago     WritePost   thread=T2 source="poison again"          -> done as P8
    iago     DeletePost  post=P8                                  -> done
    polonius PutPostBack post=P2 reason=long:1001                 -> REASON_TOO_LONG reason
    polonius PutPostBack post=X                                   -> NOT_FOUND post_id
    polonius PutPostBack post=P1                                  -> POST_NOT_DELETED
    polonius PutPostBack post=P7                                  -> OUTRANKED
    polonius PutPostBack post=P8                                  -> POST_HELD
    polonius EditAnyPost post=P2 source=Mended. reason=So.        -> POST_DELETED
    polonius PutPostBack post=P2                                  -> done

    polonius EditAnyPost post=P1 source=" " reason=So.            -> BODY_EMPTY source
    polonius EditAnyPost post=P1 source=long:40001 reason=So.     -> BODY_TOO_LONG source
    polonius EditAnyPost post=P1 source=Mended.                   -> REASON_MISSING reason
    polonius EditAnyPost post=P1 source=Mended. reason=long:1001  -> REASON_TOO_LONG reason
    polonius EditAnyPost post=X source=Mended. reason=So.         -> NOT_FOUND post_id
    polonius EditAnyPost post=P0 source=Mended. reason=So.        -> OUTRANKED
    polonius EditAnyPost post=P5 source=Mended. reason=So.        -> POST_HELD
    polonius EditAnyPost post=P1 source=Mended. reason=So.        -> done
    gertrude EditAnyPost post=P1 source=Mended. reason=So.        -> NOTHING_CHANGED by polonius

    horatio  WritePost      thread=T2 source="my poison"          -> done as P9
    hamlet   SetTopicModerator topic=D member=horatio moderates=true reason="Well read." -> done
    polonius DecideHeldPost post=P5                               -> REASON_MISSING reason
    polonius DecideHeldPost post=P5 approved=true reason=long:1001 -> REASON_TOO_LONG reason
    polonius DecideHeldPost post=X approved=true                  -> NOT_FOUND post_id
    horatio  DecideHeldPost post=P9 approved=true                 -> OUTRANKED
    polonius DecideHeldPost post=P1 approved=true                 -> POST_NOT_HELD
    horatio  DecideHeldPost post=P5 approved=true                 -> done
    polonius DecideHeldPost post=P5 approved=true                 -> POST_NOT_HELD by horatio
    polonius DecideHeldPost post=P9 reason="Not here."            -> done
    gertrude DecideHeldPost post=P9 approved=true                 -> POST_NOT_HELD by polonius
  )";

TEST_F(Minutes, of_posts_that_are_hidden_removed_edited_and_decided_on) {
  holds(posts_that_are_hidden_removed_edited_and_decided_on);
}

constexpr const char* notes_and_of_what_the_chair_reads = R"(
    polonius WriteNote       thread=T1 source=" "                 -> BODY_EMPTY source
    polonius WriteNote       thread=T1 source=long:40001          -> BODY_TOO_LONG source
    polonius WriteNote       thread=X source=Note.                -> NOT_FOUND thread_id
    polonius WriteNote       thread=T1 post=X source=Note.        -> NOT_FOUND post_id
    polonius WriteNote       thread=T1 post=P3 source=Note.       -> NOT_FOUND post_id
    polonius WriteNote       thread=T4 source=Note.               -> THREAD_MOVED to T2
    polonius WriteNote       thread=T1 post=P1 source=Note.       -> done as N1
    polonius RemoveNote      thread=T1 note=X                     -> NOT_FOUND note_id
    polonius RemoveNote      thread=T2 note=N1                    -> NOT_FOUND note_id
    polonius RemoveNote      thread=T1 note=N1                    -> done
    gertrude RemoveNote      thread=T1 note=N1                    -> NOTHING_CHANGED by polonius
    polonius ListNotes       thread=X                             -> NOT_FOUND thread_id
    polonius ListNotes       thread=T1                            -> done

    polonius ReadCoveredPost post=X                               -> NOT_FOUND post_id
    polonius ReadCoveredPost post=P5                              -> done
    polonius ListHeldPosts   topic=X                              -> NOT_FOUND topic_id
    polonius ListHeldPosts   afterPostId=X                        -> NOT_FOUND after_post_id
    polonius ListHeldPosts   topic=D                              -> done
    polonius ListAudit                                            -> done
    polonius ExportAudit                                          -> done
    polonius GetChairSettings                                     -> done
    hamlet   ChangeChairSettings settings.newcomerPosts=101       -> FIELD_INVALID newcomer_posts
    hamlet   ChangeChairSettings settings.autoHideReports=101     -> FIELD_INVALID auto_hide_reports
    hamlet   ChangeChairSettings settings.newcomerPosts=2 reason=long:1001 -> REASON_TOO_LONG reason
    polonius ChangeChairSettings settings.newcomerPosts=2         -> FORBIDDEN
    hamlet   ChangeChairSettings settings.newcomerPosts=2         -> done
    hamlet   ChangeChairSettings settings.newcomerPosts=2         -> NOTHING_CHANGED
  )";

TEST_F(Minutes, of_notes_and_of_what_the_chair_reads) {
  holds(notes_and_of_what_the_chair_reads);
}

constexpr const char* reports = R"(
    ophelia  ReportPost    post=P3 kind=REPORT_INSULT             -> done
    ophelia  ReportPost    post=P3 kind=REPORT_INSULT             -> ALREADY_REPORTED
    ophelia  ReportPost    post=P0 kind=REPORT_INSULT             -> done

    polonius ListReports   topic=X                                -> NOT_FOUND topic_id
    polonius ListReports   afterPostId=X                          -> NOT_FOUND after_post_id
    polonius ListReports   topic=D                                -> done
    polonius GetReport     post=X                                 -> NOT_FOUND post_id
    polonius GetReport     post=P1                                -> NOT_FOUND post_id
    polonius GetReport     post=P3                                -> done

    polonius ClaimReport   post=X                                 -> NOT_FOUND post_id
    polonius ClaimReport   post=P1                                -> NOT_FOUND post_id
    polonius ClaimReport   post=P0                                -> OUTRANKED
    polonius ReleaseReport post=P3                                -> NOTHING_CHANGED
    polonius ClaimReport   post=P3                                -> done
    polonius ClaimReport   post=P3                                -> NOTHING_CHANGED by polonius
    gertrude ClaimReport   post=P3                                -> CLAIMED_BY_OTHER by polonius

    polonius ReleaseReport post=X                                 -> NOT_FOUND post_id
    polonius ReleaseReport post=P0                                -> OUTRANKED
    gertrude ReleaseReport post=P3                                -> CLAIMED_BY_OTHER by polonius
    gertrude ResolveReport post=P3 outcome=REPORT_AGREED reason=So. -> CLAIMED_BY_OTHER by polonius
    polonius ReleaseReport post=P3                                -> done
    gertrude ClaimReport   post=P3                                -> done
    hamlet   ClaimReport   post=P3                                -> done
    hamlet   ReleaseReport post=P3                                -> done

    polonius ResolveReport post=P3                                -> FIELD_INVALID outcome
    polonius ResolveReport post=P3 outcome=REPORT_AGREED reason=So. answer=long:1001 -> REASON_TOO_LONG answer
    polonius ResolveReport post=P3 outcome=REPORT_AGREED reason=long:1001 -> REASON_TOO_LONG reason
    polonius ResolveReport post=X outcome=REPORT_AGREED reason=So. -> NOT_FOUND post_id
    polonius ResolveReport post=P0 outcome=REPORT_AGREED reason=So. -> OUTRANKED
    gertrude ResolveReport post=P3 outcome=REPORT_DISAGREED       -> done
    polonius ResolveReport post=P3 outcome=REPORT_IGNORED         -> REPORT_CLOSED by gertrude
    polonius ClaimReport   post=P3                                -> REPORT_CLOSED by gertrude
    polonius ReleaseReport post=P3                                -> REPORT_CLOSED by gertrude
  )";

TEST_F(Minutes, of_reports) {
  holds(reports);
}

constexpr const char* sanctions_and_appeals = R"(
    polonius ImposeSanction member=iago reason=So.                          -> FIELD_INVALID kind
    polonius ImposeSanction member=iago kind=SANCTION_MUTE reason=So. endsAtMs=-1000 -> FIELD_INVALID ends_at_ms
    polonius ImposeSanction member=iago kind=SANCTION_BAN reason=So. endsAtMs=+60000 -> FIELD_INVALID ends_at_ms
    polonius ImposeSanction member=iago kind=SANCTION_MUTE                  -> REASON_MISSING reason
    polonius ImposeSanction member=iago kind=SANCTION_MUTE reason=long:1001 -> REASON_TOO_LONG reason
    polonius ImposeSanction member=X kind=SANCTION_MUTE reason=So.          -> NOT_FOUND member_id
    polonius ImposeSanction member=hamlet kind=SANCTION_WARNING reason=So.  -> OUTRANKED
    polonius ImposeSanction member=gertrude kind=SANCTION_MUTE reason=So.   -> OUTRANKED
    polonius ImposeSanction member=polonius kind=SANCTION_MUTE reason=So.   -> OUTRANKED
    polonius ImposeSanction member=iago kind=SANCTION_MUTE reason=So. post=P1 -> NOT_FOUND post_id
    polonius ImposeSanction member=iago kind=SANCTION_MUTE reason=So. post=P3 -> done as S1
    gertrude ImposeSanction member=iago kind=SANCTION_MUTE reason=So.       -> NOTHING_CHANGED by polonius
    iago     WritePost      thread=T1 source="But."                         -> MEMBER_MUTED

    polonius LiftSanction   member=iago sanction=S1                         -> REASON_MISSING reason
    polonius LiftSanction   member=iago sanction=S1 reason=long:1001        -> REASON_TOO_LONG reason
    polonius LiftSanction   member=X sanction=S1 reason=So.                 -> NOT_FOUND member_id
    polonius LiftSanction   member=iago sanction=X reason=So.               -> NOT_FOUND sanction_id
    polonius LiftSanction   member=hamlet sanction=S1 reason=So.            -> OUTRANKED
    polonius LiftSanction   member=iago sanction=S1 reason=So.              -> done
    gertrude LiftSanction   member=iago sanction=S1 reason=So.              -> SANCTION_OVER by polonius
    hamlet   ImposeSanction member=iago kind=SANCTION_MUTE reason=So.       -> done as S2
    polonius LiftSanction   member=iago sanction=S2 reason=So.              -> OUTRANKED
    hamlet   LiftSanction   member=iago sanction=S2 reason=So.              -> done

    polonius ImposeSanction member=yorick kind=SANCTION_WARNING reason=So.  -> done as S3
    yorick   AcknowledgeWarning sanction=X                                  -> NOT_FOUND sanction_id
    yorick   AcknowledgeWarning sanction=S1                                 -> NOT_FOUND sanction_id
    yorick   AcknowledgeWarning sanction=S3                                 -> done
    yorick   AcknowledgeWarning sanction=S3                                 -> SANCTION_OVER
    polonius ImposeSanction member=yorick kind=SANCTION_BAN reason=So.      -> done as S4
    yorick   AcknowledgeWarning sanction=S4                                 -> NOT_FOUND sanction_id
    yorick   ListTopics                                                     -> MEMBER_BANNED
    yorick   Appeal         sanction=S4 words=" "                           -> BODY_EMPTY words
    yorick   Appeal         sanction=S4 words=long:4001                     -> BODY_TOO_LONG words
    yorick   Appeal         sanction=X words="I jested."                    -> NOT_FOUND sanction_id
    iago     Appeal         sanction=S2 words="I jested."                   -> SANCTION_OVER
    polonius AnswerAppeal   member=yorick sanction=S4 reason=So.            -> NOT_FOUND sanction_id
    yorick   Appeal         sanction=S4 words="I jested."                   -> done
    yorick   Appeal         sanction=S4 words="Again."                      -> ALREADY_APPEALED
    polonius AnswerAppeal   member=yorick sanction=S4                       -> REASON_MISSING reason
    polonius AnswerAppeal   member=yorick sanction=S4 reason=long:1001      -> REASON_TOO_LONG reason
    polonius AnswerAppeal   member=X sanction=S4 reason=So.                 -> NOT_FOUND member_id
    polonius AnswerAppeal   member=hamlet sanction=S4 reason=So.            -> OUTRANKED
    polonius AnswerAppeal   member=yorick sanction=X reason=So.             -> NOT_FOUND sanction_id
    polonius AnswerAppeal   member=yorick sanction=S4 reason=So.            -> done
    gertrude AnswerAppeal   member=yorick sanction=S4 granted=true reason=So. -> NOTHING_CHANGED by polonius

    polonius ImposeSanction member=horatio kind=SANCTION_MUTE reason=So.    -> done as S5
    horatio  Appeal         sanction=S5 words="It was not I."               -> done
    gertrude LiftSanction   member=horatio sanction=S5 reason=So.           -> done
    polonius AnswerAppeal   member=horatio sanction=S5 reason=So.           -> SANCTION_OVER by gertrude
  )";

TEST_F(Minutes, of_sanctions_and_appeals) {
  holds(sanctions_and_appeals);
}

constexpr const char* people = R"(
    polonius GetPerson         member=X                                        -> NOT_FOUND member_id
    polonius GetPerson         member=iago                                     -> done
    polonius ListPeople                                                        -> FIELD_INVALID filter
    polonius ListPeople        filter=PEOPLE_NEWCOMERS                         -> done

    polonius SetTopicModerator topic=D member=horatio moderates=true reason=So. -> FORBIDDEN
    hamlet   SetTopicModerator topic=D member=horatio moderates=true           -> REASON_MISSING reason
    hamlet   SetTopicModerator topic=D member=horatio moderates=true reason=long:1001 -> REASON_TOO_LONG reason
    hamlet   SetTopicModerator topic=X member=horatio moderates=true reason=So. -> NOT_FOUND topic_id
    hamlet   SetTopicModerator topic=D member=X moderates=true reason=So.      -> NOT_FOUND member_id
    hamlet   SetTopicModerator topic=D member=hamlet moderates=true reason=So. -> OUTRANKED
    hamlet   SetTopicModerator topic=D member=horatio moderates=false reason=So. -> NOTHING_CHANGED
    hamlet   SetTopicModerator topic=D member=horatio moderates=true reason=So. -> done
    hamlet   SetTopicModerator topic=D member=horatio moderates=true reason=So. -> NOTHING_CHANGED
    horatio  HidePost          post=P3 hidden=true reason=So.                  -> done

    polonius SetTrust          member=iago trust=9 reason=So.                  -> FIELD_INVALID trust
    polonius SetTrust          member=iago trust=TRUST_TRUSTED                 -> REASON_MISSING reason
    polonius SetTrust          member=iago trust=TRUST_TRUSTED reason=long:1001 -> REASON_TOO_LONG reason
    polonius SetTrust          member=X trust=TRUST_TRUSTED reason=So.         -> NOT_FOUND member_id
    polonius SetTrust          member=gertrude trust=TRUST_TRUSTED reason=So.  -> OUTRANKED
    polonius SetTrust          member=iago trust=TRUST_TRUSTED reason=So.      -> done
    gertrude SetTrust          member=iago trust=TRUST_TRUSTED reason=So.      -> NOTHING_CHANGED

    hamlet   ChangeChairSettings settings.newcomerPosts=1                      -> done
    yorick   WritePost         thread=T1 source="My first words."              -> done
    polonius ApproveNewcomer   member=yorick reason=long:1001                  -> REASON_TOO_LONG reason
    polonius ApproveNewcomer   member=X                                        -> NOT_FOUND member_id
    polonius ApproveNewcomer   member=gertrude                                 -> OUTRANKED
    polonius ApproveNewcomer   member=yorick                                   -> done
    gertrude ApproveNewcomer   member=yorick                                   -> NOTHING_CHANGED
  )";

TEST_F(Minutes, of_people) {
  holds(people);
}

constexpr const char* word_rules = R"(
    polonius SetWordRule    rule.pattern=ghost                                 -> FIELD_INVALID action
    polonius SetWordRule    rule.pattern=ghost rule.action=WORD_MASK rule.mask=long:101 -> FIELD_INVALID mask
    polonius SetWordRule    rule.pattern=ghost rule.action=WORD_TAG rule.note=long:1001 -> FIELD_INVALID note
    polonius SetWordRule    rule.pattern=ghost rule.action=WORD_TAG reason=long:1001 -> REASON_TOO_LONG reason
    polonius SetWordRule    rule.pattern=a(b rule.isPattern=true rule.action=WORD_TAG -> PATTERN_INVALID pattern
    polonius SetWordRule    rule.pattern=ghost rule.action=WORD_TAG rule.topicId=X -> NOT_FOUND topic_id
    polonius SetWordRule    rule.pattern=ghost rule.action=WORD_TAG rule.id=X  -> NOT_FOUND rule_id
    gertrude SetWordRule    rule.id=R1 rule.pattern=poison rule.action=WORD_HOLD -> NOTHING_CHANGED by polonius
    gertrude SetWordRule    rule.id=R1 rule.pattern=poison rule.action=WORD_BLOCK -> done
    iago     WritePost      thread=T1 source="poison"                          -> WORDS_REFUSED source

    polonius TryWordRule    rule.pattern=alas rule.action=WORD_TAG days=91     -> FIELD_INVALID days
    polonius TryWordRule    rule.pattern=a(b rule.isPattern=true               -> PATTERN_INVALID pattern
    polonius TryWordRule    rule.pattern=alas rule.topicId=X                   -> NOT_FOUND topic_id
    polonius TryWordRule    rule.pattern=alas                                  -> done
    polonius ListWordRules                                                     -> done

    polonius RemoveWordRule rule=R1 reason=long:1001                           -> REASON_TOO_LONG reason
    polonius RemoveWordRule rule=X                                             -> NOT_FOUND rule_id
    polonius RemoveWordRule rule=R1                                            -> done
    gertrude RemoveWordRule rule=R1                                            -> NOT_FOUND rule_id
    iago     WritePost      thread=T1 source="poison"                          -> done
  )";

TEST_F(Minutes, of_word_rules) {
  holds(word_rules);
}

// A new act of the chair has its minutes.
TEST(MinutesOfTheChair, NameEveryActDoneAndRefused) {
  std::string all;
  for (const auto* minutes :
       {threads_that_are_locked_pinned_and_slowed, threads_that_are_moved_split_and_merged,
        threads_that_are_renamed_closed_archived_and_kept, posts_that_are_hidden_removed_edited_and_decided_on,
        notes_and_of_what_the_chair_reads, reports, sanctions_and_appeals, people, word_rules})
    all += minutes;
  const auto* service = v1::LockThreadRequest::descriptor()->file()->FindServiceByName("ModeratorService");
  for (int i = 0; i < service->method_count(); ++i) {
    const auto& method = *service->method(i);
    bool done = false;
    bool refused = method.input_type()->field_count() == 0 || method.name().find("Audit") != std::string::npos ||
                   method.name() == "ListWordRules";  // nothing in them can be wrong
    std::istringstream lines(all);
    for (std::string line; std::getline(lines, line);) {
      if (line.find(" " + method.name() + " ") == std::string::npos) continue;
      (line.find("-> done") == std::string::npos ? refused : done) = true;
    }
    EXPECT_TRUE(done) << method.name() << " is never done";
    EXPECT_TRUE(refused) << method.name() << " is never refused";
  }
}

}  // namespace
}  // namespace plenum::test
